import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { CustodyPage, DigestReport } from "./custody";
import { evidenceKeys } from "./queries";

/** Everything the record says of a source, oldest first. */
export function custodyPages(ref: string, id: string) {
  return infiniteQueryOptions({
    queryKey: [...evidenceKeys.all(ref), "custody", id] as const,
    queryFn: ({ pageParam, signal }) =>
      apiFetch<CustodyPage>(`/incidents/${ref}/evidence/${id}/custody`, {
        query: { cursor: pageParam, limit: 200 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** One answer for all sources of an incident. */
export function digestReport(ref: string) {
  return queryOptions({
    queryKey: [...evidenceKeys.all(ref), "digests"] as const,
    queryFn: ({ signal }) => apiFetch<DigestReport>(`/incidents/${ref}/evidence/digests`, { signal }),
  });
}
