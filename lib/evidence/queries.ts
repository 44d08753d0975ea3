import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { ApiError, apiFetch } from "@/lib/api/client";
import type { NamedFile } from "./dropped-files";
import type { DryRunView } from "./dry-run";
import type { MappingPage } from "./mappings";
import { DRY_RUN_BYTES } from "./model";
import type { SuggestionList } from "./suggestions";
import type {
  ByteHitPage,
  EventPage,
  EventView,
  FacetsView,
  FormatPage,
  RejectPage,
  SavedViewPage,
  SourcePage,
  UploadPage,
} from "./views";

/** What the explorer narrows by; the names are the API's. */
export interface EventFilter {
  evidence?: string | null;
  system?: string | null;
  actorKind?: string | null;
  from?: string | null;
  until?: string | null;
  actor?: string | null;
  action?: string | null;
  verb?: string | null;
  resource?: string | null;
  outcome?: string | null;
  q?: string | null;
  order?: string | null;
}

export const evidenceKeys = {
  all: (ref: string) => ["incident", ref, "evidence"] as const,
  sources: (ref: string) => ["incident", ref, "evidence", "sources"] as const,
  rejects: (ref: string, id: string, reason: string | null) =>
    ["incident", ref, "evidence", "rejects", id, reason] as const,
  events: (ref: string, filter: EventFilter) => ["incident", ref, "evidence", "events", filter] as const,
  facets: (ref: string, filter: EventFilter) => ["incident", ref, "evidence", "facets", filter] as const,
  event: (ref: string, id: string) => ["incident", ref, "evidence", "event", id] as const,
  raw: (ref: string, id: string) => ["incident", ref, "evidence", "raw", id] as const,
};

const BUSY = new Set(["receiving", "queued", "parsing"]);

/** Live messages tell of every change; the slow refetch is for a lost connection while something is being read. */
export function sourceList(ref: string) {
  return queryOptions({
    queryKey: evidenceKeys.sources(ref),
    queryFn: ({ signal }) => apiFetch<SourcePage>(`/incidents/${ref}/evidence`, { signal }),
    refetchInterval: (query) => (query.state.data?.data.some((source) => BUSY.has(source.status)) ? 2000 : false),
  });
}

/** Files that this reader began to send, here or elsewhere, and that did not come whole. */
export function unfinishedUploads(ref: string) {
  return queryOptions({
    queryKey: [...evidenceKeys.all(ref), "uploads"] as const,
    queryFn: ({ signal }) => apiFetch<UploadPage>(`/incidents/${ref}/uploads`, { signal }),
  });
}

/** Of one reason, or of all. */
export function rejectPages(ref: string, id: string, reason: string | null) {
  return infiniteQueryOptions({
    queryKey: evidenceKeys.rejects(ref, id, reason),
    queryFn: ({ pageParam, signal }) =>
      apiFetch<RejectPage>(`/incidents/${ref}/evidence/${id}/rejects`, {
        query: { cursor: pageParam, limit: 50, reason },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function eventPages(ref: string, filter: EventFilter) {
  return infiniteQueryOptions({
    queryKey: evidenceKeys.events(ref, filter),
    queryFn: ({ pageParam, signal }) =>
      apiFetch<EventPage>(`/incidents/${ref}/events`, { query: { ...filter, cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** Counts of what the filter lets through; the ones before stay on screen while new ones are counted. */
export function facetsOf(ref: string, { order: _, ...filter }: EventFilter) {
  return queryOptions({
    queryKey: evidenceKeys.facets(ref, filter),
    queryFn: ({ signal }) => apiFetch<FacetsView>(`/incidents/${ref}/events/facets`, { query: { ...filter }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** Found anew when a source was read or something was recorded; nobody waits for it. */
export function suggestionsOf(ref: string) {
  return queryOptions({
    queryKey: [...evidenceKeys.all(ref), "suggestions"] as const,
    queryFn: ({ signal }) => apiFetch<SuggestionList>(`/incidents/${ref}/suggestions`, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function savedViews(ref: string) {
  return queryOptions({
    queryKey: [...evidenceKeys.all(ref), "views"] as const,
    queryFn: ({ signal }) => apiFetch<SavedViewPage>(`/incidents/${ref}/event-views`, { signal }),
  });
}

/** Goes on where the last look broke off; nobody looks through gigabytes unasked. */
export function byteHits(ref: string, text: string, evidence: string | null) {
  return infiniteQueryOptions({
    queryKey: [...evidenceKeys.all(ref), "bytes", text, evidence] as const,
    queryFn: ({ pageParam, signal }) =>
      apiFetch<ByteHitPage>(`/incidents/${ref}/events/bytes`, {
        query: { text, evidence, cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled: text.length >= 3,
  });
}

export function exportAddress(ref: string, filter: EventFilter, format: "csv" | "ndjson"): string {
  const given = Object.entries(filter).filter(([, value]) => value) as [string, string][];
  return `/api/v1/incidents/${ref}/events/export?${new URLSearchParams([...given, ["format", format]])}`;
}

export function eventOf(ref: string, id: string) {
  return queryOptions({
    queryKey: evidenceKeys.event(ref, id),
    queryFn: ({ signal }) => apiFetch<EventView>(`/incidents/${ref}/events/${id}`, { signal }),
    // An event never changes once its source is read.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export interface RawRecord {
  text: string;
  /** How many values are masked in it, and whether this reader may see them. */
  masked: number;
  mayUnmask: boolean;
}

/** A record's bytes as text, with its secrets masked for everybody. */
export function rawOf(ref: string, id: string) {
  return queryOptions({
    queryKey: evidenceKeys.raw(ref, id),
    queryFn: ({ signal }) => fetchRaw(ref, id, "?masked=true", signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The exact bytes; each time they are asked for is recorded, so nothing asks for them by itself. */
export function unmaskedRaw(ref: string, id: string): Promise<RawRecord> {
  return fetchRaw(ref, id, "");
}

async function fetchRaw(ref: string, id: string, query: string, signal?: AbortSignal): Promise<RawRecord> {
  const response = await fetch(`/api/v1/incidents/${ref}/events/${id}/raw${query}`, signal ? { signal } : {});
  if (!response.ok) throw new Error("The record's bytes could not be read.");
  return {
    text: await response.text(),
    masked: Number(response.headers.get("Firebreak-Masked") ?? 0),
    mayUnmask: response.headers.get("Firebreak-May-Unmask") === "yes",
  };
}

export function formatList() {
  return queryOptions({
    queryKey: ["evidence-formats"] as const,
    queryFn: ({ signal }) => apiFetch<FormatPage>("/evidence-formats", { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export const mappingsKey = ["mappings"] as const;

export function mappingList() {
  return queryOptions({
    queryKey: mappingsKey,
    queryFn: ({ signal }) => apiFetch<MappingPage>("/mappings", { signal }),
  });
}

/** How a file would be read, by its beginning. */
export function dryRunOf(ref: string, { file, name }: NamedFile, format: string) {
  return queryOptions({
    queryKey: [...evidenceKeys.all(ref), "dry-run", name, file.size, file.lastModified, format] as const,
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ filename: name.slice(-1000), dryRun: "true", ...(format ? { format } : {}) });
      const response = await fetch(`/api/v1/incidents/${ref}/evidence?${query}`, {
        method: "POST",
        headers: { "Content-Type": "application/octet-stream" },
        body: file.slice(0, DRY_RUN_BYTES + 1),
        signal,
      });
      const body = await response.json();
      if (!response.ok) throw new ApiError(response.status, body);
      return body as DryRunView;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
