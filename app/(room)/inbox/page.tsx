import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { InboxPage } from "@/components/inbox/inbox-page";
import { PageHeading } from "@/components/ui/page-heading";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { noticePages } from "@/lib/inbox/queries";
import { listNotices } from "@/lib/inbox/server/list-notices";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxRoute() {
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await queryClient.prefetchInfiniteQuery({
    ...noticePages(false),
    queryFn: () => listNotices(ctx, { limit: 50, unread: "false" }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeading title="Inbox" />
      <InboxPage />
    </HydrationBoundary>
  );
}
