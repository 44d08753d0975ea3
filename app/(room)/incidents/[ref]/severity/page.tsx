import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { assessmentsOf, severityPrefillOf } from "@/lib/severity/queries";
import { listAssessments } from "@/lib/severity/server/list-assessments";
import { suggestSeverity } from "@/lib/severity/server/suggest-severity";
import { SeverityView } from "./severity-view";

export const metadata: Metadata = { title: "Severity" };

export default async function SeverityRoute({ params }: { params: Promise<{ ref: string }> }) {
  const { ref } = await params;
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await Promise.all([
    queryClient.prefetchQuery({ ...assessmentsOf(ref), queryFn: () => listAssessments(ctx, ref, { limit: 200 }) }),
    queryClient.prefetchQuery({ ...severityPrefillOf(ref), queryFn: () => suggestSeverity(ctx, ref) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SeverityView incidentRef={ref} />
    </HydrationBoundary>
  );
}
