"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useSearchParams, useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";
import { PhaseMenu } from "@/components/incidents/phase-menu";
import { RoomHeader } from "@/components/incidents/room-header";
import { RoomTabs } from "@/components/incidents/room-tabs";
import { FailedState } from "@/components/ui/failed-state";
import { Skeleton } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/api/client";
import { failureText } from "@/lib/api/field-errors";
import { roomOf } from "@/lib/incidents/queries";

const NextUpdate = dynamic(() => import("@/components/updates/next-update").then((module) => module.NextUpdate));
const RoomState = dynamic(() => import("./room-state"));
// On the timeline only, which the other tabs need not wait for.
const AnswerStrip = dynamic(() => import("@/components/incidents/answer-strip").then((module) => module.AnswerStrip));
const RoomAside = dynamic(() => import("./room-aside"));
const ASIDE = ["triage", "declined", "merged"];

/** The room around its tabs: on the timeline with the five answers and the rail, elsewhere with a short header. */
export function RoomFrame({ incidentRef, children }: { incidentRef: string; children: ReactNode }) {
  const segment = useSelectedLayoutSegment();
  const { data: room, error, refetch, isFetching } = useQuery(roomOf(incidentRef));
  const came = useSearchParams().has("merged");
  const full = segment === null || segment === "timeline";
  const gone = error instanceof ApiError && error.status === 404;
  if (!room || gone) {
    return error ? (
      <FailedState
        className="mt-4"
        title={gone ? `You can no longer see ${incidentRef}.` : `${incidentRef} could not be loaded.`}
        detail={failureText(error)}
        requestId={error instanceof ApiError ? error.requestId : null}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    ) : (
      <Skeleton className="mt-5 h-7 w-2/3" />
    );
  }
  return (
    <>
      <div data-print={segment === "postmortem" ? "hide" : undefined}>
        <RoomHeader
          room={room}
          compact={!full}
          phase={
            <>
              <PhaseMenu room={room} />
              {room.nextUpdate && <NextUpdate next={room.nextUpdate} href={`/incidents/${incidentRef}/updates`} />}
            </>
          }
        />
        {(came || ASIDE.includes(room.incident.phase)) && <RoomState room={room} />}
        {full && (
          <div className="mt-3.5 mb-3">
            <AnswerStrip room={room} />
          </div>
        )}
      </div>
      <div className={full ? undefined : "mt-1.5"}>
        <RoomTabs room={room} />
      </div>
      <div className={full ? "grid grid-cols-1 gap-x-6 lg:grid-cols-[minmax(0,1fr)_300px]" : undefined}>
        <div className="min-w-0">{children}</div>
        {full && <RoomAside room={room} />}
      </div>
    </>
  );
}
