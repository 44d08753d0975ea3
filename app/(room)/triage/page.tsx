import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import Link from "next/link";
import { buttonStyle } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page-heading";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { triageQueue } from "@/lib/triage/queries";
import { listTriage } from "@/lib/triage/server/list-triage";
import { TriageView } from "./triage-view";

export const metadata: Metadata = { title: "Triage" };

export default async function TriagePage() {
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await queryClient.prefetchInfiniteQuery({ ...triageQueue(), queryFn: () => listTriage(ctx, { limit: 50 }) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeading
        title="Triage"
        lead="What was reported or raised by an alert, the longest waiting first. Each becomes an incident, part of one, or none."
        actions={
          <Link href="/reports" className={buttonStyle()}>
            Report something
          </Link>
        }
      />
      <TriageView />
    </HydrationBoundary>
  );
}
