import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import { filterQuery, type TimelineFilter } from "./filters";
import type { TimelineFacetsView, TimelinePage } from "./views";

/** About four screens: the server draws the first page, and what follows comes before it is scrolled to. */
export const PAGE_SIZE = 50;
/** More pages than these are let go at the far end: a live change reads again what is held. */
const HELD_PAGES = 8;

export const timelineKeys = {
  all: (ref: string) => ["incident", ref, "timeline"] as const,
  pages: (ref: string, filter: TimelineFilter, around: string | null) =>
    ["incident", ref, "timeline", "pages", filterQuery(filter), around] as const,
};

/** The list, read on in both directions. `around` begins it at an entry. */
export function timelinePages(ref: string, filter: TimelineFilter, around: string | null = null) {
  return infiniteQueryOptions({
    queryKey: timelineKeys.pages(ref, filter, around),
    queryFn: ({ pageParam, signal }) =>
      apiFetch<TimelinePage>(`/incidents/${ref}/timeline`, {
        query: { ...filterQuery(filter), limit: PAGE_SIZE, cursor: pageParam, around: pageParam ? null : around },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    getPreviousPageParam: (page) => page.previousCursor,
    maxPages: HELD_PAGES,
  });
}

export function timelineFacets(ref: string) {
  return queryOptions({
    queryKey: [...timelineKeys.all(ref), "facets"] as const,
    queryFn: ({ signal }) => apiFetch<TimelineFacetsView>(`/incidents/${ref}/timeline/facets`, { signal }),
  });
}

/** What agents and people did, for the lanes. */
export function actedEntries(ref: string) {
  return queryOptions({
    queryKey: [...timelineKeys.all(ref), "acted"] as const,
    queryFn: ({ signal }) =>
      apiFetch<TimelinePage>(`/incidents/${ref}/timeline`, {
        query: { kinds: "ai_action,human_action,decision", order: "oldest", limit: 500 },
        signal,
      }),
  });
}

export function exportAddress(ref: string, filter: TimelineFilter, format: "csv" | "md"): string {
  return `/api/v1/incidents/${ref}/timeline/export?${new URLSearchParams({ ...filterQuery(filter), format })}`;
}
