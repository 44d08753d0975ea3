import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { ClaimHistoryView, ClaimList } from "./views";

export const claimKeys = { all: (ref: string) => ["incident", ref, "claims"] as const };

export function claimList(ref: string) {
  return queryOptions({
    queryKey: claimKeys.all(ref),
    queryFn: ({ signal }) => apiFetch<ClaimList>(`/incidents/${ref}/claims`, { signal }),
  });
}

/** One claim with everything that happened to it. */
export function claimHistory(ref: string, id: string) {
  return queryOptions({
    queryKey: [...claimKeys.all(ref), id],
    queryFn: ({ signal }) => apiFetch<ClaimHistoryView>(`/incidents/${ref}/claims/${id}`, { signal }),
  });
}
