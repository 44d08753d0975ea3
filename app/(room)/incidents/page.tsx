import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { filterParsers, toFilter } from "@/components/incidents/incident-filters";
import { PageHeading } from "@/components/ui/page-heading";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { ListIncidentsQuery } from "@/lib/incidents/inputs";
import { incidentPages } from "@/lib/incidents/queries";
import { listIncidents } from "@/lib/incidents/server/list-incidents";
import { IncidentsView } from "./incidents-view";

export const metadata: Metadata = { title: "Incidents" };

const loadFilters = createLoader(filterParsers);

export default async function IncidentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const filter = toFilter(await loadFilters(searchParams));
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
  const queryClient = makeQueryClient();
  await queryClient.prefetchInfiniteQuery({
    ...incidentPages(filter),
    queryFn: () => listIncidents(ctx, ListIncidentsQuery.parse(given)),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeading title="Incidents" />
      <IncidentsView />
    </HydrationBoundary>
  );
}
