"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { IncidentSystems } from "@/components/agents/incident-systems";
import { ContainmentPage } from "@/components/containment/containment-page";
import { useViewer } from "@/lib/access/use-viewer";
import { useLinkAgent } from "@/lib/agents/mutations";
import { agentList, agentsOfIncident } from "@/lib/agents/queries";
import type { AiSystemView } from "@/lib/agents/views";

const AgentDialog = dynamic(() => import("@/components/agents/agent-dialog"), { ssr: false });

/** The ladder, with the AI systems that it acts on beside it. */
export function ContainmentView({ incidentRef }: { incidentRef: string }) {
  const editable = useViewer().can("respond");
  const { data } = useQuery(agentsOfIncident(incidentRef));
  const register = useQuery({ ...agentList(), enabled: editable });
  const link = useLinkAgent(incidentRef);
  const [made, setMade] = useState<((id: string) => void) | null>(null);
  const choices = useMemo(() => {
    const named = (data?.data ?? []).map(({ aiSystem: { id, name } }) => ({ id, name, named: true }));
    const others = (register.data?.data ?? []).filter(({ id }) => !named.some((one) => one.id === id));
    return [...named, ...others.map(({ id, name }) => ({ id, name, named: false }))];
  }, [data, register.data]);

  function onSaved({ id }: AiSystemView) {
    const caused = (data?.data ?? []).length === 0;
    link.mutate({ aiSystem: id, role: caused ? "caused" : "involved" }, { onSettled: () => made?.(id) });
    setMade(null);
  }

  return (
    <>
      <ContainmentPage
        incidentRef={incidentRef}
        agents={{ choices, onRegister: (then) => setMade(() => then) }}
        systems={<IncidentSystems incidentRef={incidentRef} editable={editable} />}
      />
      {made && <AgentDialog agent={null} onClose={() => setMade(null)} onSaved={onSaved} />}
    </>
  );
}
