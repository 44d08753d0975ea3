import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { IncidentPage, RoomView } from "./views";

export interface IncidentFilter {
  phase?: string | null;
  severity?: string | null;
  mode?: string | null;
  q?: string | null;
  order?: "worst" | "newest";
  limit?: number;
  cursor?: string;
}

/** Keys of one incident begin with ["incident", ref], so that a live change finds all of them. */
export const incidentKeys = {
  lists: ["incidents"] as const,
  list: (filter: IncidentFilter) => ["incidents", filter] as const,
  all: (ref: string) => ["incident", ref] as const,
  room: (ref: string) => ["incident", ref, "room"] as const,
};

/** Phases in which an incident still burns. */
export const OPEN_PHASES = "triage,active,contained";

export function incidentList(filter: IncidentFilter) {
  return queryOptions({
    queryKey: incidentKeys.list(filter),
    queryFn: ({ signal }) => apiFetch<IncidentPage>("/incidents", { query: { ...filter }, signal }),
  });
}

/** The same list, read on page by page. */
export function incidentPages(filter: IncidentFilter) {
  return infiniteQueryOptions({
    queryKey: [...incidentKeys.lists, "pages", filter] as const,
    queryFn: ({ pageParam, signal }) =>
      apiFetch<IncidentPage>("/incidents", { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export const openIncidents = () => incidentList({ phase: OPEN_PHASES, limit: 50 });

/** For the palette: what is open while nothing is typed, else the server's search. */
export const incidentSearch = (text: string) =>
  incidentList(text ? { q: text, limit: 8 } : { phase: OPEN_PHASES, limit: 8 });

export function roomOf(ref: string) {
  return queryOptions({
    queryKey: incidentKeys.room(ref),
    queryFn: ({ signal }) => apiFetch<RoomView>(`/incidents/${ref}/room`, { signal }),
  });
}
