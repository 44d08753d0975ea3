import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { HandoverPage } from "@/components/handover/handover-page";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { briefNow, handoversOf, rolesOf } from "@/lib/handover/queries";
import { listHandovers, listRoles } from "@/lib/handover/server/list-handovers";
import { makeBrief } from "@/lib/handover/server/make-brief";

export const metadata: Metadata = { title: "Handover" };

export default async function HandoverRoute({ params }: { params: Promise<{ ref: string }> }) {
  const { ref } = await params;
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await Promise.all([
    queryClient.prefetchQuery({ ...handoversOf(ref), queryFn: () => listHandovers(ctx, ref) }),
    queryClient.prefetchQuery({ ...rolesOf(ref), queryFn: () => listRoles(ctx, ref) }),
    queryClient.prefetchQuery({ ...briefNow(ref), queryFn: () => makeBrief(ctx, ref) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <HandoverPage incidentRef={ref} />
    </HydrationBoundary>
  );
}
