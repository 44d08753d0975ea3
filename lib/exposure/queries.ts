import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { ChainView } from "./chain-views";
import type { AccessesQuery } from "./inputs";
import type { MomentList } from "./moments-views";
import type { PeopleView, ReachView } from "./reach-views";
import type { AccessPage, ExplanationList, ExposureView, WindowList } from "./views";

/** Which accesses stand behind a number. */
export type AccessFilter = Partial<Omit<AccessesQuery, "limit" | "cursor">>;

export const exposureKeys = {
  all: (ref: string) => ["incident", ref, "exposure"] as const,
  answer: (ref: string, at: string | null = null) =>
    at === null
      ? (["incident", ref, "exposure", "answer"] as const)
      : (["incident", ref, "exposure", "then", at] as const),
  windows: (ref: string) => ["incident", ref, "exposure", "windows"] as const,
  accesses: (ref: string, filter: AccessFilter) => ["incident", ref, "exposure", "accesses", filter] as const,
};

/** The answer of the present, at once and marked where it is stale, or as it was known at an instant. */
export function exposureAnswer(ref: string, at: string | null = null) {
  return queryOptions({
    queryKey: exposureKeys.answer(ref, at),
    queryFn: ({ signal }) =>
      apiFetch<ExposureView>(`/incidents/${ref}/exposure`, { query: at ? { at } : { kept: true }, signal }),
  });
}

/** The present answer computed anew, however long it takes. */
export function freshAnswer(ref: string) {
  return { ...exposureAnswer(ref), queryFn: () => apiFetch<ExposureView>(`/incidents/${ref}/exposure`), staleTime: 0 };
}

/** When facts were recorded and claims made: what to ask "as known then" about. */
export function momentsOf(ref: string) {
  return queryOptions({
    queryKey: [...exposureKeys.all(ref), "moments"],
    queryFn: ({ signal }) => apiFetch<MomentList>(`/incidents/${ref}/exposure/moments`, { signal }),
  });
}

export function chainPages(ref: string, asked: Pick<Asked, "at" | "from">) {
  return infiniteQueryOptions({
    queryKey: [...exposureKeys.all(ref), "chain", asked],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<ChainView>(`/incidents/${ref}/exposure/chain`, { query: { ...asked, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** The single events of one step. */
export function chainRun(ref: string, run: string, at: string | undefined) {
  return infiniteQueryOptions({
    queryKey: [...exposureKeys.all(ref), "chain-run", run, at],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<ChainView>(`/incidents/${ref}/exposure/chain`, {
        query: { run, at, limit: 100, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** A stretch of time, and what the page is asked about: one asset or all, now or as known at an instant. */
export interface Asked {
  asset?: string | undefined;
  at?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
}

/**
 * What a stamp of the answer stands for: equal, and nothing that could change these has changed. They are asked for again
 * with the next answer, and not with every word that somebody writes in the room.
 */
export function stampOf({ fingerprint, open, now }: Pick<ExposureView, "fingerprint" | "open" | "now">): string {
  return open ? `${fingerprint} ${now}` : fingerprint;
}

/** Named times and citations can change without the answer: seen at the next visit. */
const STAMPED_MS = 60_000;

/** How many could reach over time; what was drawn stays until the next is there. */
export function reachOf(ref: string, stamp: string, asked: Asked) {
  return queryOptions({
    queryKey: ["exposure-of", ref, stamp, "reach", asked],
    staleTime: STAMPED_MS,
    queryFn: ({ signal }) => apiFetch<ReachView>(`/incidents/${ref}/exposure/reach`, { query: { ...asked }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** Who had accesses in a stretch. */
export function peopleIn(ref: string, stamp: string, asked: Asked & { from: string; until: string }) {
  return queryOptions({
    queryKey: ["exposure-of", ref, stamp, "people", asked],
    staleTime: STAMPED_MS,
    queryFn: ({ signal }) => apiFetch<PeopleView>(`/incidents/${ref}/exposure/people`, { query: { ...asked }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function windowsOf(ref: string, at: string | null = null) {
  return queryOptions({
    queryKey: at === null ? exposureKeys.windows(ref) : [...exposureKeys.windows(ref), "then", at],
    queryFn: ({ signal }) =>
      apiFetch<WindowList>(`/incidents/${ref}/exposure-windows`, { query: { at: at ?? undefined }, signal }),
  });
}

/** Every version of one window, oldest first. */
export function windowVersions(ref: string, id: string) {
  return queryOptions({
    queryKey: [...exposureKeys.windows(ref), id, "versions"],
    queryFn: ({ signal }) => apiFetch<WindowList>(`/incidents/${ref}/exposure-windows/${id}/versions`, { signal }),
  });
}

export function explanationsOf(ref: string) {
  return queryOptions({
    queryKey: [...exposureKeys.all(ref), "explanations"],
    queryFn: ({ signal }) => apiFetch<ExplanationList>(`/incidents/${ref}/explanations`, { signal }),
  });
}

export function accessPages(ref: string, filter: AccessFilter) {
  return infiniteQueryOptions({
    queryKey: exposureKeys.accesses(ref, filter),
    queryFn: ({ pageParam, signal }) =>
      apiFetch<AccessPage>(`/incidents/${ref}/exposure/accesses`, {
        query: { ...filter, limit: 100, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

const MARKS = 1000;

/** As many accesses as tell which agents acted for whom, in the order of time. */
export function firstAccesses(ref: string, stamp: string, filter: AccessFilter) {
  return queryOptions({
    queryKey: ["exposure-of", ref, stamp, "accesses", filter],
    staleTime: STAMPED_MS,
    queryFn: ({ signal }) =>
      apiFetch<AccessPage>(`/incidents/${ref}/exposure/accesses`, { query: { ...filter, limit: MARKS }, signal }),
  });
}

/** The bytes of an event's record as text, secrets masked. */
export function rawRecord(ref: string, eventId: string) {
  return queryOptions({
    queryKey: ["incident", ref, "events", eventId, "raw"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const response = await fetch(`/api/v1/incidents/${ref}/events/${eventId}/raw?masked=true`, { signal });
      if (!response.ok) throw new Error(`The original bytes could not be read (${response.status}).`);
      return response.text();
    },
  });
}
