import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { peopleParsers } from "@/components/people/people-filters";
import { PeopleList } from "@/components/people/people-list";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { ListPrincipalsQuery } from "@/lib/people/inputs";
import { peoplePages } from "@/lib/people/queries";
import { listPrincipals } from "@/lib/people/server/list-principals";
import { RegistryHeading } from "./registry-heading";

export const metadata: Metadata = { title: "People" };

const loadFilters = createLoader(peopleParsers);

export default async function PeoplePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const { q, kind } = await loadFilters(searchParams);
  const filter = { q: q.trim() || null, kind };
  const queryClient = makeQueryClient();
  await queryClient.prefetchInfiniteQuery({
    ...peoplePages(filter),
    queryFn: () =>
      listPrincipals(ctx, ListPrincipalsQuery.parse({ q: filter.q ?? undefined, kind: kind ?? undefined })),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RegistryHeading />
      <PeopleList />
    </HydrationBoundary>
  );
}
