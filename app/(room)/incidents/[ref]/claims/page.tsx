import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { claimList } from "@/lib/claims/queries";
import { listClaims } from "@/lib/claims/server/list-claims";
import { ClaimsView } from "./claims-view";

export const metadata: Metadata = { title: "Claims" };

export default async function Page({ params }: { params: Promise<{ ref: string }> }) {
  const { ref } = await params;
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await queryClient.prefetchQuery({ ...claimList(ref), queryFn: () => listClaims(ctx, ref) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ClaimsView incidentRef={ref} />
    </HydrationBoundary>
  );
}
