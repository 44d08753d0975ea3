import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { Audience } from "./model";
import type { DraftView, MessageList, SubscriberList, UpdatePage } from "./views";

export const updateKeys = {
  all: (ref: string) => ["incident", ref, "updates"] as const,
  pages: (ref: string) => ["incident", ref, "updates", "pages"] as const,
  subscribers: (ref: string) => ["incident", ref, "updates", "subscribers"] as const,
};

export const PAGE_SIZE = 50;

export const updatePages = (ref: string) =>
  infiniteQueryOptions({
    queryKey: updateKeys.pages(ref),
    queryFn: ({ pageParam, signal }) =>
      apiFetch<UpdatePage>(`/incidents/${ref}/updates`, { query: { limit: PAGE_SIZE, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** The first text for an audience, asked for when somebody wants it. */
export function draftFor(ref: string, audience: Audience) {
  return apiFetch<DraftView>(`/incidents/${ref}/updates/draft`, { query: { audience } });
}

export const deliveriesOf = (ref: string, id: string) =>
  queryOptions({
    queryKey: [...updateKeys.all(ref), id, "deliveries"] as const,
    queryFn: ({ signal }) => apiFetch<MessageList>(`/incidents/${ref}/updates/${id}/deliveries`, { signal }),
    // A try comes from the queue and changes no incident.
    refetchInterval: 5_000,
  });

export const subscribersOf = (ref: string) =>
  queryOptions({
    queryKey: updateKeys.subscribers(ref),
    queryFn: ({ signal }) => apiFetch<SubscriberList>(`/incidents/${ref}/update-subscribers`, { signal }),
    refetchInterval: 10_000,
  });
