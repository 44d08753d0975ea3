import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { agentsOfIncident } from "@/lib/agents/queries";
import { listIncidentAiSystems } from "@/lib/agents/server/incident-ai-systems";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { actionsOfIncident } from "@/lib/containment/queries";
import { listActions } from "@/lib/containment/server/list-actions";
import { ContainmentView } from "./containment-view";

export const metadata: Metadata = { title: "Containment" };

export default async function ContainmentRoute({ params }: { params: Promise<{ ref: string }> }) {
  const { ref } = await params;
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await Promise.all([
    queryClient.prefetchQuery({ ...actionsOfIncident(ref), queryFn: () => listActions(ctx, ref) }),
    queryClient.prefetchQuery({ ...agentsOfIncident(ref), queryFn: () => listIncidentAiSystems(ctx, ref) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ContainmentView incidentRef={ref} />
    </HydrationBoundary>
  );
}
