"use client";

import { useQuery } from "@tanstack/react-query";
import { SeverityBadge } from "@/components/incidents/severity-badge";
import { SeverityPage } from "@/components/severity/severity-page";
import { roomOf } from "@/lib/incidents/queries";

export function SeverityView({ incidentRef }: { incidentRef: string }) {
  const { data: room } = useQuery(roomOf(incidentRef));
  return (
    <SeverityPage
      incidentRef={incidentRef}
      current={room?.incident.severity ?? null}
      badge={(level) => <SeverityBadge severity={level} />}
    />
  );
}
