import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { OwnReports } from "@/components/triage/own-reports";
import { ReportForm } from "@/components/triage/report-form";
import { PageHeading } from "@/components/ui/page-heading";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { ownReports } from "@/lib/triage/queries";
import { listReports } from "@/lib/triage/server/list-reports";

export const metadata: Metadata = { title: "Report" };

export default async function ReportsPage() {
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await queryClient.prefetchInfiniteQuery({ ...ownReports(), queryFn: () => listReports(ctx, { limit: 50 }) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeading
        title="Report something"
        lead="Something an AI system did looks wrong? Say it: one line is enough, and a commander decides whether it is an incident."
      />
      <ReportForm />
      <OwnReports />
    </HydrationBoundary>
  );
}
