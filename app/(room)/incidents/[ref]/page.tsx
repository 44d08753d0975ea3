import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { NO_FILTER } from "@/lib/timeline/filters";
import { PAGE_SIZE, timelinePages } from "@/lib/timeline/queries";
import { listTimeline } from "@/lib/timeline/server/list-timeline";
import { TimelineView } from "./timeline-view";

/** The room opens on its timeline. A narrowed one is read by the browser, which has the filters. */
export default async function IncidentPage({ params }: { params: Promise<{ ref: string }> }) {
  const { ref } = await params;
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await queryClient.prefetchInfiniteQuery({
    ...timelinePages(ref, NO_FILTER),
    queryFn: () => listTimeline(ctx, ref, { order: NO_FILTER.order, limit: PAGE_SIZE }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TimelineView incidentRef={ref} />
    </HydrationBoundary>
  );
}
