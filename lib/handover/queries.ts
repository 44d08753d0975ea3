import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { BriefView, HandoverList, HandoverView, RoleHistory } from "./views";

/** All of them become stale with any change of the incident. */
export const handoverKeys = {
  list: (ref: string) => ["incident", ref, "handovers"] as const,
  one: (ref: string, id: string) => ["incident", ref, "handovers", id] as const,
  roles: (ref: string) => ["incident", ref, "roles"] as const,
  brief: (ref: string) => ["incident", ref, "brief"] as const,
};

export function handoversOf(ref: string) {
  return queryOptions({
    queryKey: handoverKeys.list(ref),
    queryFn: ({ signal }) => apiFetch<HandoverList>(`/incidents/${ref}/handovers`, { signal }),
  });
}

export function handoverOf(ref: string, id: string) {
  return queryOptions({
    queryKey: handoverKeys.one(ref, id),
    queryFn: ({ signal }) => apiFetch<HandoverView>(`/incidents/${ref}/handovers/${id}`, { signal }),
  });
}

export function rolesOf(ref: string) {
  return queryOptions({
    queryKey: handoverKeys.roles(ref),
    queryFn: ({ signal }) => apiFetch<RoleHistory>(`/incidents/${ref}/roles`, { signal }),
  });
}

export function briefNow(ref: string) {
  return queryOptions({
    queryKey: handoverKeys.brief(ref),
    queryFn: ({ signal }) => apiFetch<BriefView>(`/incidents/${ref}/brief`, { signal }),
  });
}
