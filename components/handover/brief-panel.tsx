"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { FailedState } from "@/components/ui/failed-state";
import { Notice } from "@/components/ui/notice";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failureText } from "@/lib/api/field-errors";
import { useAnswerHandover } from "@/lib/handover/mutations";
import { briefNow, handoverOf } from "@/lib/handover/queries";
import type { BriefVersionView, HandoverView } from "@/lib/handover/views";
import { HANDOVER_STATE_WORDS, ROLE_NAMES } from "@/lib/handover/words";
import { AcknowledgeForm } from "./acknowledge-form";
import { Brief } from "./brief";

/** What the record says at this moment, for whoever comes in; nothing is kept. */
export function CurrentBrief({ incidentRef }: { incidentRef: string }) {
  const { data, error, refetch, isFetching } = useQuery(briefNow(incidentRef));
  if (!data) return <Waiting error={error} retry={() => void refetch()} retrying={isFetching} />;
  return (
    <Panel
      title="Brief, as of now"
      about={
        <>
          made <Time value={data.madeAt} mode="short" withZone /> from entry {data.recordSeq} of the record; it changes
          with it
        </>
      }
    >
      <Brief brief={data} />
    </Panel>
  );
}

interface KeptBriefProps {
  incidentRef: string;
  id: string;
  onClose: () => void;
}

/** The brief of a handover word for word, and, for the taker, its acknowledgement. */
export function KeptBrief({ incidentRef, id, onClose }: KeptBriefProps) {
  const { data, error, refetch, isFetching } = useQuery(handoverOf(incidentRef, id));
  const [version, setVersion] = useState<number | null>(null);
  if (!data) return <Waiting error={error} retry={() => void refetch()} retrying={isFetching} />;
  const newest = data.briefs[0];
  const shown = data.briefs.find((one) => one.version === version) ?? newest;
  if (!shown) return null;
  return (
    <Panel
      title={`Brief for ${data.to.name} as ${ROLE_NAMES[data.role]}`}
      about={
        <>
          made <Time value={shown.madeAt} mode="short" withZone /> from entry {shown.recordSeq} of the record, kept word
          for word; {HANDOVER_STATE_WORDS[data.state]}
          {data.acknowledgedAt && (
            <>
              {" "}
              <Time value={data.acknowledgedAt} mode="short" withZone />
            </>
          )}
        </>
      }
      actions={
        <>
          {data.briefs.length > 1 &&
            data.briefs.map((one) => (
              <Button
                key={one.version}
                size="sm"
                variant="quiet"
                aria-pressed={one.version === shown.version}
                className="aria-pressed:bg-hover"
                onClick={() => setVersion(one.version)}
              >
                Brief {one.version}
              </Button>
            ))}
          {data.can.acknowledge && (
            <a href="#acknowledge" className="underline-quiet self-center rounded-xs px-1.5 text-sm">
              To the end: acknowledge it
            </a>
          )}
          <Button size="sm" variant="quiet" onClick={onClose}>
            Show it as of now
          </Button>
        </>
      }
    >
      <Freshness handover={data} shown={shown} onNew={() => setVersion(null)} />
      <Brief brief={shown.brief} />
      {data.takerNotes && (
        <section aria-label="What the taker asked or added" className="mt-4">
          <h3 className="font-semibold text-sm">{data.to.name} asked or added</h3>
          <p className="wrap-anywhere max-w-[75ch] whitespace-pre-wrap">{data.takerNotes}</p>
        </section>
      )}
      {data.can.acknowledge && newest && (
        <AcknowledgeForm
          handover={data}
          version={shown.version}
          newest={newest.version}
          onNewest={() => setVersion(null)}
        />
      )}
    </Panel>
  );
}

interface FreshnessProps {
  handover: HandoverView;
  shown: BriefVersionView;
  onNew: () => void;
}

/** What was recorded since a brief was made is not in it: that is said, and another can be made. */
function Freshness({ handover, shown, onNew }: FreshnessProps) {
  const answer = useAnswerHandover(handover.incident, handover.id);
  const isNewest = shown.version === handover.briefs[0]?.version;
  const news = shown.recordedSince;
  if (!handover.open || !isNewest || news === 0) return null;
  return (
    <Notice
      kind="unknown"
      live
      className="mb-3"
      action={
        handover.can.brief && (
          <Button
            size="sm"
            busy={answer.isPending}
            onClick={() => answer.mutate({ answer: "brief" }, { onSuccess: onNew })}
          >
            Make it again
          </Button>
        )
      }
    >
      {news} {news === 1 ? "entry has" : "entries have"} been recorded since this brief was made.
      {answer.error && <span className="block text-exposed">{failureText(answer.error)}</span>}
    </Notice>
  );
}

interface PanelProps {
  title: ReactNode;
  about: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

function Panel({ title, about, actions, children }: PanelProps) {
  return (
    <section aria-label="Brief">
      <div className="mb-2.5 flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <h2 className="font-semibold text-md">{title}</h2>
          <p className="text-ink-3 text-sm">{about}</p>
        </div>
        {actions && (
          <span data-print="hide" className="flex flex-wrap gap-1">
            {actions}
          </span>
        )}
      </div>
      {children}
    </section>
  );
}

interface WaitingProps {
  error: unknown;
  retry: () => void;
  retrying: boolean;
}

function Waiting({ error, retry, retrying }: WaitingProps) {
  if (!error) return <SkeletonRows label="Making the brief" rows={8} />;
  return (
    <FailedState title="The brief could not be made." detail={failureText(error)} onRetry={retry} retrying={retrying} />
  );
}
