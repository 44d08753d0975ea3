"use client";

import { useQuery } from "@tanstack/react-query";
import { IncidentSystems } from "@/components/agents/incident-systems";
import { ContainmentPage } from "@/components/containment/containment-page";
import { useViewer } from "@/lib/access/use-viewer";
import { agentsOfIncident } from "@/lib/agents/queries";

/** The ladder, with the AI systems that it acts on beside it. */
export function ContainmentView({ incidentRef }: { incidentRef: string }) {
  const { data } = useQuery(agentsOfIncident(incidentRef));
  const editable = useViewer().can("respond");
  return (
    <ContainmentPage
      incidentRef={incidentRef}
      agents={(data?.data ?? []).map(({ aiSystem: { id, name } }) => ({ id, name }))}
      systems={<IncidentSystems incidentRef={incidentRef} editable={editable} />}
    />
  );
}
