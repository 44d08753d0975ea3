"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Notice } from "@/components/ui/notice";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { useListKeys } from "@/components/ui/use-list-keys";
import { useViewer } from "@/lib/access/use-viewer";
import { failedQuery } from "@/lib/api/failed-query";
import { triageQueue } from "@/lib/triage/queries";
import type { TriageRow } from "@/lib/triage/views";
import type { SeverityOptions } from "./accept-dialog";
import { ReportedFacts } from "./reported-facts";

const AcceptDialog = dynamic(() => import("./accept-dialog"), { ssr: false });
const DeclineDialog = dynamic(() => import("./decline-dialog"), { ssr: false });
const MergeDialog = dynamic(() => import("./merge-dialog"), { ssr: false });

interface TriageListProps {
  severities: SeverityOptions;
  restricted: ReactNode;
}

/** What waits for a decision, the longest waiting first, each with its three ways out. */
export function TriageList({ severities, restricted }: TriageListProps) {
  const viewer = useViewer();
  const pages = useInfiniteQuery(triageQueue());
  const container = useRef<HTMLDivElement>(null);
  useListKeys(container, "report");
  const rows = pages.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <div ref={container}>
      {pages.isPending && <SkeletonRows rows={5} label="Loading what waits" />}
      {pages.isError && <FailedState title="What waits could not be loaded." {...failedQuery(pages)} />}
      {pages.isSuccess && rows.length === 0 && (
        <EmptyState title="Nothing waits for triage.">
          Reports and alerts come in here. A program raises an alert by POST /api/v1/alerts with a token of the scope
          “alert”; Alertmanager by the webhook /api/v1/alerts/alertmanager.
        </EmptyState>
      )}
      {rows.length > 0 && !viewer.can("command") && (
        <Notice className="mb-3">
          Commanders decide what becomes of these. Your role, {viewer.role}, can read them.
        </Notice>
      )}
      <ul className="flex flex-col gap-3">
        {rows.map((row) => (
          <Waiting
            key={row.ref}
            row={row}
            severities={severities}
            restricted={restricted}
            may={viewer.can("command")}
          />
        ))}
      </ul>
      {pages.hasNextPage && (
        <div className="mt-3 text-center">
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </div>
  );
}

function Waiting({ row, severities, restricted, may }: TriageListProps & { row: TriageRow; may: boolean }) {
  const { ref, title, report, alerts, visibility } = row;
  return (
    <li className="rounded-lg border border-line bg-panel px-3.5 py-3">
      <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
        <Link href={`/incidents/${ref}`} data-list-item className="min-w-0 rounded-xs font-medium">
          <span className="mono mr-2 font-normal text-ink-3">{ref}</span>
          {title}
        </Link>
        {visibility === "restricted" && restricted}
        {report.origin === "alert" && <Chip>Alert</Chip>}
        <span className="ml-auto text-ink-3 text-sm">
          waits since <Time value={report.reportedAt} mode="relative" quiet />
        </span>
      </div>
      <ReportedFacts report={report} alerts={alerts} />
      {may && <Decisions incidentRef={ref} title={title} visibility={visibility} severities={severities} />}
    </li>
  );
}

interface DecisionsProps {
  incidentRef: string;
  title: string;
  visibility: TriageRow["visibility"];
  severities: SeverityOptions;
}

/** The three ways out of triage. */
export function Decisions({ incidentRef, title, visibility, severities }: DecisionsProps) {
  const [open, setOpen] = useState<"accept" | "decline" | "merge" | null>(null);
  const close = () => setOpen(null);
  const label = (verb: string) => `${verb} ${incidentRef}`;
  return (
    <div className="mt-2.5 flex flex-wrap gap-2">
      <Button size="sm" variant="primary" aria-label={label("Accept")} onClick={() => setOpen("accept")}>
        Accept
      </Button>
      <Button size="sm" aria-label={label("Decline")} onClick={() => setOpen("decline")}>
        Decline
      </Button>
      <Button size="sm" aria-label={label("Merge")} onClick={() => setOpen("merge")}>
        Merge
      </Button>
      {open === "accept" && <AcceptDialog {...{ incidentRef, title, visibility, severities }} onClose={close} />}
      {open === "decline" && <DeclineDialog incidentRef={incidentRef} title={title} onClose={close} />}
      {open === "merge" && <MergeDialog incidentRef={incidentRef} onClose={close} />}
    </div>
  );
}
