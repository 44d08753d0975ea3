import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { obligationsOfIncident } from "@/lib/obligations/queries";
import { listObligations } from "@/lib/obligations/server/list-obligations";
import { ObligationsView } from "./obligations-view";

export const metadata: Metadata = { title: "Obligations" };

export default async function ObligationsRoute({ params }: { params: Promise<{ ref: string }> }) {
  const { ref } = await params;
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await queryClient.prefetchQuery({ ...obligationsOfIncident(ref), queryFn: () => listObligations(ctx, ref) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ObligationsView incidentRef={ref} />
    </HydrationBoundary>
  );
}
