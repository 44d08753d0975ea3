"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { FigureLink } from "@/components/ui/figures";
import { Progress } from "@/components/ui/progress";
import { Time } from "@/components/ui/time";
import { useCancelSource, useRehashSource } from "@/lib/evidence/mutations";
import type { SourceView } from "@/lib/evidence/views";
import { formatBytes } from "@/lib/time/format";
import { CoverageText } from "./coverage-text";
import { STATUS_WORDS } from "./words";

/** Loaded for a source that asks, and for one whose coverage is stated or whose rejects are looked at. */
const AnswerForm = dynamic(() => import("./answer-form").then((module) => module.AnswerForm), { ssr: false });
const CoverageDialog = dynamic(() => import("./coverage-dialog").then((module) => module.CoverageDialog), {
  ssr: false,
});
const CustodyDialog = dynamic(() => import("./custody-dialog").then((module) => module.CustodyDialog), { ssr: false });
const DigestLine = dynamic(() => import("./digest-line").then((module) => module.DigestLine), { ssr: false });
const LiveLine = dynamic(() => import("./live-line").then((module) => module.LiveLine), { ssr: false });
const RejectsDialog = dynamic(() => import("./rejects-dialog").then((module) => module.RejectsDialog), { ssr: false });
const SkippedDialog = dynamic(() => import("./skipped-dialog").then((module) => module.SkippedDialog), { ssr: false });

interface SourceCardProps {
  incident: string;
  source: SourceView;
  mayWrite: boolean;
}

/** One imported file: how it was understood, how its records add up, what it covers, and its fingerprint. */
export function SourceCard({ incident, source, mayWrite }: SourceCardProps) {
  const busy = source.status === "queued" || source.status === "parsing" || source.status === "receiving";
  return (
    <article
      id={`source-${source.no}`}
      className="rounded-lg border border-line bg-panel px-4 py-3"
      aria-label={source.filename}
    >
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 className="mono min-w-0 break-all font-medium">{source.filename}</h3>
        <span className="text-ink-3 text-sm">#{source.no}</span>
        <StatusChip source={source} />
        <span className="ml-auto text-ink-3 text-sm">
          {formatBytes(source.bytes)} · brought by {source.broughtBy},{" "}
          <Time value={source.receivedAt} mode="relative" />
        </span>
      </header>
      <Recognition source={source} />
      {busy && <Reading incident={incident} source={source} mayWrite={mayWrite} />}
      {source.needs.length > 0 && mayWrite && <AnswerForm incident={incident} source={source} />}
      {source.status === "failed" && source.needs.length === 0 && <p className="mt-2 text-exposed">{source.error}</p>}
      {source.status === "failed" && mayWrite && <Remove incident={incident} source={source} />}
      {source.live && <LiveLine incident={incident} source={source} mayWrite={mayWrite} />}
      {source.status === "ready" && <Accounts incident={incident} source={source} mayWrite={mayWrite} />}
    </article>
  );
}

function StatusChip({ source }: { source: SourceView }) {
  if (source.needs.length > 0) return <Chip tone="unknown">needs an answer</Chip>;
  if (source.live && source.live.endedAt === null) return <Chip tone="verified">live</Chip>;
  if (isMostlyRejected(source)) return <Chip tone="unknown">mostly rejected</Chip>;
  const tone = source.status === "ready" ? "verified" : source.status === "failed" ? "exposed" : undefined;
  return <Chip {...(tone ? { tone } : {})}>{STATUS_WORDS[source.status]}</Chip>;
}

function isMostlyRejected({ status, counts }: SourceView): boolean {
  return status === "ready" && counts.rejects * 2 > counts.records;
}

function Recognition({ source }: { source: SourceView }) {
  if (!source.format) return null;
  return (
    <p className="mt-1 text-ink-2 text-sm">
      Recognised as <span className="mono">{source.format}</span>
      {source.formatReasons.length > 0 && `: ${source.formatReasons.join(" ")}`}
      {source.system && source.system !== source.format && (
        <>
          {" "}
          · system <span className="mono">{source.system}</span>
        </>
      )}
    </p>
  );
}

function Reading({ incident, source, mayWrite }: SourceCardProps) {
  const cancel = useCancelSource(incident);
  const { bytesRead, bytesTotal, eventsPerSecond } = source.progress;
  return (
    <div className="mt-2 flex items-end gap-3">
      <Progress
        label={source.status === "queued" ? "Waiting for the importer" : "Reading"}
        done={bytesRead}
        total={bytesTotal || null}
        rate={eventsPerSecond}
        rateUnit="events"
      />
      {mayWrite && (
        <Button size="sm" variant="quiet" busy={cancel.isPending} onClick={() => cancel.mutate(source.id)}>
          Cancel
        </Button>
      )}
    </div>
  );
}

/** What could not be read is no evidence: its bytes may go, that it was brought stays in the record. */
function Remove({ incident, source }: Omit<SourceCardProps, "mayWrite">) {
  const cancel = useCancelSource(incident);
  return (
    <Button
      size="sm"
      variant="quiet"
      className="mt-1 -ml-2"
      busy={cancel.isPending}
      onClick={() => cancel.mutate(source.id)}
    >
      Remove this file
    </Button>
  );
}

/** The sum that must hold: records = events + duplicates + skipped + rejects. */
function Accounts({ incident, source, mayWrite }: SourceCardProps) {
  const [open, setOpen] = useState<"rejects" | "skipped" | null>(null);
  const [covering, setCovering] = useState(false);
  const { records, events, duplicates, skipped, rejects } = source.counts;
  const number = (n: number) => n.toLocaleString("en");
  return (
    <>
      <p className="mt-2">
        <span className="font-medium">
          {number(records)} {records === 1 ? "record" : "records"}
        </span>
        <span className="text-ink-3"> = </span>
        <FigureLink href={`/incidents/${incident}/evidence?evidence=${source.id}#events`}>
          {number(events)} {events === 1 ? "event" : "events"}
        </FigureLink>
        <span className="text-ink-3"> + </span>
        {number(duplicates)} {duplicates === 1 ? "duplicate" : "duplicates"}
        <span className="text-ink-3"> + </span>
        {skipped > 0 ? (
          <button type="button" className="underline-quiet rounded-xs" onClick={() => setOpen("skipped")}>
            {number(skipped)} skipped
          </button>
        ) : (
          "0 skipped"
        )}
        <span className="text-ink-3"> + </span>
        {rejects > 0 ? (
          <button type="button" className="underline-quiet rounded-xs text-unknown" onClick={() => setOpen("rejects")}>
            {number(rejects)} rejected
          </button>
        ) : (
          "0 rejected"
        )}
      </p>
      {isMostlyRejected(source) && (
        <p className="mt-1 text-sm text-unknown">
          Most of it could not be read: {number(rejects)} of {number(records)} records. It may be a log of another
          format, or damaged; what was read is a small part of it.
        </p>
      )}
      <p className="mt-1 text-ink-2 text-sm">
        Covers <CoverageText coverage={source.coverage} holes={source.holes} />
        {mayWrite && (
          <Button
            size="sm"
            variant="quiet"
            className="ml-1"
            aria-label={`State it: what ${source.filename} covers`}
            onClick={() => setCovering(true)}
          >
            State it…
          </Button>
        )}
      </p>
      {source.notes.map((note) => (
        <p key={note} className="mt-1 text-sm text-unknown">
          {note}
        </p>
      ))}
      {source.format === "aws-cloudtrail" && <DigestLine incident={incident} evidence={source.id} />}
      <Custody incident={incident} source={source} mayWrite={mayWrite} />
      {covering && <CoverageDialog incident={incident} source={source} onClose={() => setCovering(false)} />}
      {open === "rejects" && <RejectsDialog incident={incident} source={source} onClose={() => setOpen(null)} />}
      {open === "skipped" && <SkippedDialog source={source} onClose={() => setOpen(null)} />}
    </>
  );
}

function Custody({ incident, source, mayWrite }: SourceCardProps) {
  const rehash = useRehashSource(incident);
  const [open, setOpen] = useState(false);
  // A live source is hashed when it has ended; until then each request has a hash of its own.
  if (source.sha256 === null) return null;
  return (
    <>
      <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-3 text-sm">
        <span>
          SHA-256 <span className="mono break-all">{source.sha256.slice(0, 16)}…</span>
        </span>
        <CopyButton value={source.sha256} label="Copy the SHA-256" />
        {mayWrite && (
          <Button size="sm" variant="quiet" busy={rehash.isPending} onClick={() => rehash.mutate(source.id)}>
            Hash again
          </Button>
        )}
        {mayWrite && (
          <a
            className={buttonStyle({ size: "sm", variant: "quiet" })}
            href={`/api/v1/incidents/${incident}/evidence/${source.id}/original`}
            download
          >
            Original
          </a>
        )}
        <Button size="sm" variant="quiet" aria-label={`Custody of ${source.filename}`} onClick={() => setOpen(true)}>
          Custody
        </Button>
        {rehash.isSuccess && (
          <output className={rehash.data.matches ? "text-verified" : "text-exposed"}>
            {rehash.data.matches
              ? "The stored bytes are those that arrived."
              : "The stored bytes have changed since they arrived."}
          </output>
        )}
        {rehash.isError && <output className="text-exposed">The bytes could not be hashed. Try again.</output>}
      </p>
      {open && <CustodyDialog incident={incident} source={source} onClose={() => setOpen(false)} />}
    </>
  );
}
