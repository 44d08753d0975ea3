"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRef } from "react";
import { IncidentTable } from "@/components/incidents/incident-table";
import { NowSummary } from "@/components/incidents/now-summary";
import { SeverityBadge } from "@/components/incidents/severity-badge";
import { useShell } from "@/components/shell/shell-context";
import { MyTasks } from "@/components/tasks/my-tasks";
import { Button } from "@/components/ui/button";
import { SectionHeading } from "@/components/ui/definition-rows";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useListKeys } from "@/components/ui/use-list-keys";
import { failedQuery } from "@/lib/api/failed-query";
import { openIncidents } from "@/lib/incidents/queries";

// After the page: most of the time there is nothing in them.
const DueList = dynamic(() => import("@/components/agents/due-list").then((module) => module.DueList));
const NextClocks = dynamic(() => import("@/components/obligations/next-clocks").then((module) => module.NextClocks));
const WaitingTriage = dynamic(() =>
  import("@/components/triage/waiting-triage").then((module) => module.WaitingTriage),
);
const WaitingApprovals = dynamic(() =>
  import("@/components/agents/waiting-approvals").then((module) => module.WaitingApprovals),
);

export function NowView() {
  const { openDeclare } = useShell();
  const open = useQuery(openIncidents());
  const container = useRef<HTMLDivElement>(null);
  // Over the tasks below too: registered after theirs, so this one moves.
  useListKeys(container, "incident or task");
  const rows = open.data?.data ?? [];
  return (
    <div ref={container} className="flex flex-col gap-6">
      <WaitingApprovals />
      <WaitingTriage most={4} />
      {open.data && <NowSummary rows={rows} more={open.data.nextCursor !== null} />}
      <section>
        <SectionHeading>Open incidents, worst first</SectionHeading>
        {open.isPending && <SkeletonRows rows={4} label="Loading open incidents" />}
        {open.isError && <FailedState title="The open incidents could not be loaded." {...failedQuery(open)} />}
        {open.isSuccess && rows.length === 0 && (
          <EmptyState
            title="Nothing burns."
            action={
              <Button variant="primary" hint="C" onClick={openDeclare}>
                Declare an incident
              </Button>
            }
          >
            No incident that you may see is open. If something looks wrong, declare it.
          </EmptyState>
        )}
        {rows.length > 0 && <IncidentTable rows={rows} caption="Open incidents" />}
      </section>
      <NextClocks most={6} />
      <section>
        <SectionHeading>My tasks</SectionHeading>
        <MyTasks badge={(level) => <SeverityBadge severity={level} />} />
      </section>
      <DueList most={4} />
    </div>
  );
}
