import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { PAGE_SIZE, updatePages } from "@/lib/updates/queries";
import { listUpdates } from "@/lib/updates/server/list-updates";
import { UpdatesView } from "./updates-view";

export const metadata: Metadata = { title: "Updates" };

export default async function UpdatesRoute({ params }: { params: Promise<{ ref: string }> }) {
  const { ref } = await params;
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await queryClient.prefetchInfiniteQuery({
    ...updatePages(ref),
    queryFn: () => listUpdates(ctx, ref, { limit: PAGE_SIZE }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <UpdatesView incidentRef={ref} />
    </HydrationBoundary>
  );
}
