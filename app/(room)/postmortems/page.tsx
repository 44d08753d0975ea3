import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageHeading } from "@/components/ui/page-heading";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { ListPostmortemsQuery } from "@/lib/postmortems/inputs";
import { postmortemList } from "@/lib/postmortems/queries";
import { listPostmortems } from "@/lib/postmortems/server/list-postmortems";
import { LibraryView } from "./library-view";

export const metadata: Metadata = { title: "Postmortems" };

interface Props {
  searchParams: Promise<{ q?: string | string[] }>;
}

export default async function PostmortemsRoute({ searchParams }: Props) {
  const { q } = await searchParams;
  const text = typeof q === "string" ? q : "";
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await queryClient.prefetchQuery({
    ...postmortemList(text),
    queryFn: () => listPostmortems(ctx, ListPostmortemsQuery.parse({ q: text.slice(0, 200), limit: 100 })),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeading title="Postmortems" />
      <LibraryView />
    </HydrationBoundary>
  );
}
