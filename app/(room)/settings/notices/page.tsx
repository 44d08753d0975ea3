import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NoticeSettings } from "@/components/inbox/notice-settings";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { noticeSettings } from "@/lib/inbox/queries";
import { listNoticeSettings } from "@/lib/inbox/server/list-notices";

export const metadata: Metadata = { title: "Notices" };

export default async function NoticesPage() {
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await queryClient.prefetchQuery({ ...noticeSettings(), queryFn: () => listNoticeSettings(ctx) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <NoticeSettings />
    </HydrationBoundary>
  );
}
