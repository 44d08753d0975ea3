import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { LinksView, OriginView, ReportPage, TriagePage } from "./views";

/** Below ["incidents"] and ["incident", ref], so that a live change finds them. */
export function triageQueue() {
  return infiniteQueryOptions({
    queryKey: ["incidents", "triage"] as const,
    queryFn: ({ pageParam, signal }) =>
      apiFetch<TriagePage>("/triage", { query: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function ownReports() {
  return infiniteQueryOptions({
    queryKey: ["incidents", "reports"] as const,
    queryFn: ({ pageParam, signal }) =>
      apiFetch<ReportPage>("/reports", { query: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export const originOf = (ref: string) =>
  queryOptions({
    queryKey: ["incident", ref, "origin"] as const,
    queryFn: ({ signal }) => apiFetch<OriginView>(`/incidents/${ref}/origin`, { signal }),
  });

export const linksOfIncident = (ref: string) =>
  queryOptions({
    queryKey: ["incident", ref, "links"] as const,
    queryFn: ({ signal }) => apiFetch<LinksView>(`/incidents/${ref}/links`, { signal }),
  });
