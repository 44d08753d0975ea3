"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter, useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";
import { useCommand } from "@/components/ui/commands";
import { FailedState } from "@/components/ui/failed-state";
import { Skeleton } from "@/components/ui/skeleton";
import { type TabLink, TabsNav } from "@/components/ui/tabs-nav";
import { failureText } from "@/lib/api/field-errors";
import { roomOf } from "@/lib/incidents/queries";
import type { RoomView } from "@/lib/incidents/views";
import { AnswerStrip } from "./answer-strip";
import { RoomHeader } from "./room-header";
import { RoomRail } from "./room-rail";

/** The room around its tabs: on the timeline with the five answers and the rail, elsewhere with the header alone. */
export function Room({ incidentRef, children }: { incidentRef: string; children: ReactNode }) {
  const segment = useSelectedLayoutSegment();
  const { data: room, error, refetch, isFetching } = useQuery(roomOf(incidentRef));
  const full = segment === "timeline";
  if (!room) {
    return error ? (
      <FailedState
        className="mt-4"
        title={`${incidentRef} could not be loaded.`}
        detail={failureText(error)}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    ) : (
      <Skeleton className="mt-5 h-7 w-2/3" />
    );
  }
  const tabs = tabsOf(room);
  return (
    <>
      <div data-print={segment === "postmortem" ? "hide" : undefined}>
        <RoomHeader room={room} compact={!full} />
        {full && (
          <div className="mt-3.5 mb-3">
            <AnswerStrip room={room} />
          </div>
        )}
      </div>
      <RoomCommands tabs={tabs} incidentRef={incidentRef} />
      <div className={full ? "grid gap-x-6 lg:grid-cols-[minmax(0,1fr)_300px]" : "mt-1.5"}>
        <div className="min-w-0">
          <TabsNav label="Parts of the incident" tabs={tabs} />
          {children}
        </div>
        {full && (
          <div className="pt-2 max-lg:mt-8">
            <RoomRail room={room} />
          </div>
        )}
      </div>
    </>
  );
}

function tabsOf({ incident, counts, postmortem }: RoomView): TabLink[] {
  const base = `/incidents/${incident.ref}`;
  return [
    { href: `${base}/timeline`, label: "Timeline", count: counts.timeline },
    { href: `${base}/exposure`, label: "Exposure", count: counts.windows },
    { href: `${base}/data`, label: "Data", count: counts.data },
    { href: `${base}/evidence`, label: "Evidence", count: counts.sources },
    { href: `${base}/tasks`, label: "Tasks", count: `${counts.tasksDone}/${counts.tasks}` },
    { href: `${base}/severity`, label: "Severity" },
    { href: `${base}/postmortem`, label: "Postmortem", count: postmortem?.replace("_", " ") },
  ];
}

function RoomCommands({ tabs, incidentRef }: { tabs: TabLink[]; incidentRef: string }) {
  return (
    <>
      {tabs.map((tab, index) => (
        <TabCommand key={tab.href} tab={tab} number={index + 1} incidentRef={incidentRef} />
      ))}
    </>
  );
}

function TabCommand({ tab, number, incidentRef }: { tab: TabLink; number: number; incidentRef: string }) {
  const router = useRouter();
  useCommand({
    label: `${tab.label} of ${incidentRef}`,
    group: "Incident",
    keys: String(number),
    run: () => router.push(tab.href, { scroll: false }),
  });
  return null;
}
