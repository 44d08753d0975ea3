import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { AuditPage, VerificationView } from "./views";

export function verificationOf(ref: string) {
  return queryOptions({
    queryKey: ["incident", ref, "verification"] as const,
    queryFn: ({ signal }) => apiFetch<VerificationView>(`/incidents/${ref}/record/verification`, { signal }),
  });
}

export interface AuditFilter {
  q: string | null;
  action: string | null;
}

export function auditPages(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ["audit", filter] as const,
    queryFn: ({ pageParam, signal }) =>
      apiFetch<AuditPage>("/audit", { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
