"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useSearchParams, useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";
import { RolesSection } from "@/components/handover/roles-section";
import { AnswerStrip } from "@/components/incidents/answer-strip";
import { PhaseMenu } from "@/components/incidents/phase-menu";
import { RoomHeader } from "@/components/incidents/room-header";
import { RoomRail } from "@/components/incidents/room-rail";
import { RoomTabs } from "@/components/incidents/room-tabs";
import { RecordState } from "@/components/record/record-state";
import { FailedState } from "@/components/ui/failed-state";
import { Skeleton } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/api/client";
import { failureText } from "@/lib/api/field-errors";
import { roomOf } from "@/lib/incidents/queries";

const ContradictedClaims = dynamic(() =>
  import("@/components/claims/contradicted-claims").then((module) => module.ContradictedClaims),
);

const NextUpdate = dynamic(() => import("@/components/updates/next-update").then((module) => module.NextUpdate));
const RoomState = dynamic(() => import("./room-state"));
const RoomBelongs = dynamic(() => import("./room-belongs"), { ssr: false });
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
      <div className={full ? "grid gap-x-6 lg:grid-cols-[minmax(0,1fr)_300px]" : "mt-1.5"}>
        <div className="min-w-0">
          <RoomTabs room={room} />
          {children}
        </div>
        {full && (
          <div className="pt-2 max-lg:mt-8">
            <RoomRail
              room={room}
              roles={<RolesSection room={room} />}
              record={<RecordState incidentRef={incidentRef} />}
              claims={room.counts.claimsContradicted > 0 && <ContradictedClaims incidentRef={incidentRef} />}
            />
            <RoomBelongs room={room} />
          </div>
        )}
      </div>
    </>
  );
}
