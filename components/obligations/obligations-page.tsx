"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { FailedState } from "@/components/ui/failed-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { useListKeys } from "@/components/ui/use-list-keys";
import { useViewer } from "@/lib/access/use-viewer";
import { failedQuery } from "@/lib/api/failed-query";
import type { TimeName } from "@/lib/incidents/model";
import type { Clock } from "@/lib/obligations/model";
import { obligationsOfIncident } from "@/lib/obligations/queries";
import type { ObligationList, ObligationView } from "@/lib/obligations/views";
import { ObligationRow } from "./obligation-row";

// Loaded when they are first wanted: the page opens without them.
const DecideDialog = dynamic(() => import("./decide-dialog").then((module) => module.DecideDialog), { ssr: false });
const NoticeDialog = dynamic(() => import("./notice-dialog").then((module) => module.NoticeDialog), { ssr: false });
const SubmitDialog = dynamic(() => import("./submit-dialog").then((module) => module.SubmitDialog), { ssr: false });
const WithdrawDialog = dynamic(() => import("./withdraw-dialog").then((module) => module.WithdrawDialog), {
  ssr: false,
});

export type Opened =
  | { step: "decide"; obligation: ObligationView | null }
  | { step: "submit"; obligation: ObligationView }
  | { step: "notice"; obligation: ObligationView }
  | { step: "withdraw"; obligation: ObligationView; submission: string };

interface ObligationsPageProps {
  incidentRef: string;
  /** Opens the dialog for a named time; left out where the reader may not name one. */
  onNameTime?: ((name: TimeName) => void) | undefined;
}

/** Whom the law says to tell, and how long that may take. */
export function ObligationsPage({ incidentRef, onNameTime }: ObligationsPageProps) {
  const editable = useViewer().can("respond");
  const list = useQuery(obligationsOfIncident(incidentRef));
  const [opened, setOpened] = useState<Opened | null>(null);
  if (list.isPending) return <Loading />;
  if (list.isError) {
    return <FailedState className="mt-4" title="The obligations could not be loaded." {...failedQuery(list)} />;
  }
  const close = () => setOpened(null);
  return (
    <div className="mt-3.5">
      <Clocks list={list.data} editable={editable} onNameTime={editable ? onNameTime : undefined} onOpen={setOpened} />
      {opened?.step === "decide" && (
        <DecideDialog incidentRef={incidentRef} obligation={opened.obligation} all={list.data.data} onClose={close} />
      )}
      {opened?.step === "submit" && (
        <SubmitDialog incidentRef={incidentRef} obligation={opened.obligation} onClose={close} />
      )}
      {opened?.step === "notice" && (
        <NoticeDialog incidentRef={incidentRef} obligation={opened.obligation} onClose={close} />
      )}
      {opened?.step === "withdraw" && (
        <WithdrawDialog
          incidentRef={incidentRef}
          obligation={opened.obligation}
          submission={opened.submission}
          onClose={close}
        />
      )}
    </div>
  );
}

interface ClocksProps {
  list: ObligationList;
  editable: boolean;
  onNameTime: ((name: TimeName) => void) | undefined;
  onOpen: (opened: Opened) => void;
}

const SECTIONS: readonly { title: string; clocks: readonly Clock[]; none: string }[] = [
  { title: "Running", clocks: ["overdue", "running"], none: "No clock runs." },
  { title: "Waiting for a time", clocks: ["waiting"], none: "Nothing waits for a time." },
  { title: "Stopped", clocks: ["submitted", "not_applicable"], none: "Nothing is handed in or signed off yet." },
];

function Clocks({ list, editable, onNameTime, onOpen }: ClocksProps) {
  const container = useRef<HTMLDivElement>(null);
  useListKeys(container, "obligation");
  const { data, summary, lastVerified } = list;
  const row = (obligation: ObligationView) => (
    <ObligationRow
      key={obligation.rule}
      obligation={obligation}
      all={data}
      editable={editable}
      onNameTime={onNameTime}
      onOpen={onOpen}
    />
  );
  const off = data.filter(({ clock }) => clock === "off");
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b pb-3">
        <p className="text-ink-2">
          {summary.undecided > 0 ? (
            <span className="text-unknown">{summary.undecided} undecided</span>
          ) : (
            "Every obligation is decided"
          )}
          {" · "}
          {summary.applies} {summary.applies === 1 ? "applies" : "apply"} · {summary.running} running
          {summary.overdue > 0 && <span className="text-exposed"> · {summary.overdue} overdue</span>}
        </p>
        {editable && summary.undecided > 0 && (
          <span className="ml-auto">
            <DecideCommand run={() => onOpen({ step: "decide", obligation: null })} />
            <Button variant="primary" hint="N" onClick={() => onOpen({ step: "decide", obligation: null })}>
              Decide several…
            </Button>
          </span>
        )}
      </div>
      <Notice className="mt-3" title="Not legal advice">
        Rule text last verified on {lastVerified}; each rule names its source. A clock stops only on a recorded
        submission or a signed decision. Your own calendar can read when they run out:{" "}
        <Link href="/settings#calendar-heading" className="underline-quiet">
          Calendar of clocks
        </Link>
        .
      </Notice>
      <div ref={container}>
        {SECTIONS.map(({ title, clocks, none }) => (
          <Section key={title} title={title} none={none}>
            {data.filter(({ clock }) => clocks.includes(clock)).map(row)}
          </Section>
        ))}
        <details className="mt-5">
          <summary className="cursor-pointer rounded-xs font-semibold">
            Not in force for this incident {off.length}
          </summary>
          <ol>{off.map(row)}</ol>
        </details>
      </div>
    </>
  );
}

function DecideCommand({ run }: { run: () => void }) {
  useCommand({ label: "Decide several obligations", group: "Obligations", keys: "n", run });
  return null;
}

function Section({ title, none, children }: { title: string; none: string; children: ReactNode[] }) {
  return (
    <section aria-label={title} className="mt-5">
      <h2 className="font-semibold">
        {title} <span className="font-normal text-ink-3">{children.length}</span>
      </h2>
      {children.length === 0 ? <p className="py-2 text-ink-2">{none}</p> : <ol>{children}</ol>}
    </section>
  );
}

function Loading() {
  return (
    <div className="mt-3.5">
      <Skeleton className="mb-3 h-7 w-96 max-w-full" />
      <SkeletonRows rows={6} label="Loading the obligations" />
    </div>
  );
}
