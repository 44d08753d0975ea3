import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { ActionList, PolicyList } from "./views";

export const containmentKeys = {
  all: (ref: string) => ["incident", ref, "containment"] as const,
  policies: ["containment-policies"] as const,
};

export const actionsOfIncident = (ref: string) =>
  queryOptions({
    queryKey: containmentKeys.all(ref),
    queryFn: ({ signal }) => apiFetch<ActionList>(`/incidents/${ref}/containment`, { signal }),
  });

export const containmentPolicies = () =>
  queryOptions({
    queryKey: containmentKeys.policies,
    queryFn: ({ signal }) => apiFetch<PolicyList>("/containment-policies", { signal }),
  });
