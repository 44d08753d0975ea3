"use client";

import { IncidentLanes } from "@/components/timeline/incident-lanes";
import { TimelinePanel } from "@/components/timeline/timeline-panel";

/** Lanes above, entries below. */
export function TimelineView({ incidentRef }: { incidentRef: string }) {
  return (
    <>
      <IncidentLanes incidentRef={incidentRef} />
      <TimelinePanel incidentRef={incidentRef} />
    </>
  );
}
