import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { Identities } from "@/components/people/identities";
import { identityParsers } from "@/components/people/people-filters";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { ListIncidentsQuery } from "@/lib/incidents/inputs";
import { incidentList } from "@/lib/incidents/queries";
import { listIncidents } from "@/lib/incidents/server/list-incidents";
import { RegistryHeading } from "../registry-heading";

export const metadata: Metadata = { title: "Identities" };

const loadFilters = createLoader(identityParsers);
const NEWEST = { order: "newest", limit: 50 } as const;

export default async function IdentitiesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  await loadFilters(searchParams);
  const queryClient = makeQueryClient();
  await queryClient.prefetchQuery({
    ...incidentList(NEWEST),
    queryFn: () => listIncidents(ctx, ListIncidentsQuery.parse(NEWEST)),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RegistryHeading />
      <Identities />
    </HydrationBoundary>
  );
}
