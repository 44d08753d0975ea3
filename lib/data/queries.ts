import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { AffectedDataList, RecipientPage, StatementList } from "./views";

export const dataKeys = { all: (ref: string) => ["incident", ref, "data"] as const };

export function affectedDataOf(ref: string) {
  return queryOptions({
    queryKey: dataKeys.all(ref),
    queryFn: ({ signal }) => apiFetch<AffectedDataList>(`/incidents/${ref}/data`, { signal }),
  });
}

/** Who got at the data, as many as one page shows; more follow when asked for. */
export function recipientPages(ref: string) {
  return infiniteQueryOptions({
    queryKey: [...dataKeys.all(ref), "recipients"],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<RecipientPage>(`/incidents/${ref}/data/recipients`, { query: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export interface RecipientName {
  principal?: string;
  actor?: string;
}

/** What was stated about one recipient, oldest first. */
export function statementsOf(ref: string, who: RecipientName) {
  return queryOptions({
    queryKey: [...dataKeys.all(ref), "statements", who],
    queryFn: ({ signal }) =>
      apiFetch<StatementList>(`/incidents/${ref}/data/recipients/statements`, { query: { ...who }, signal }),
  });
}
