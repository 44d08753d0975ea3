import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { AccessesQuery } from "./inputs";
import type { AccessPage, ExplanationList, ExposureView, WindowList } from "./views";

/** Which accesses stand behind a number. */
export type AccessFilter = Partial<Omit<AccessesQuery, "limit" | "cursor">>;

export const exposureKeys = {
  all: (ref: string) => ["incident", ref, "exposure"] as const,
  answer: (ref: string) => ["incident", ref, "exposure", "answer"] as const,
  windows: (ref: string) => ["incident", ref, "exposure", "windows"] as const,
  accesses: (ref: string, filter: AccessFilter) => ["incident", ref, "exposure", "accesses", filter] as const,
};

export function exposureAnswer(ref: string) {
  return queryOptions({
    queryKey: exposureKeys.answer(ref),
    queryFn: ({ signal }) => apiFetch<ExposureView>(`/incidents/${ref}/exposure`, { signal }),
  });
}

export function windowsOf(ref: string) {
  return queryOptions({
    queryKey: exposureKeys.windows(ref),
    queryFn: ({ signal }) => apiFetch<WindowList>(`/incidents/${ref}/exposure-windows`, { signal }),
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

/** As many accesses as a chart can draw, in the order of time. */
export function accessMarks(ref: string, filter: AccessFilter) {
  return queryOptions({
    queryKey: [...exposureKeys.accesses(ref, filter), "marks"],
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
