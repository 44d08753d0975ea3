import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { ObligationList, RunningClockList } from "./views";

export const obligationKeys = {
  all: (ref: string) => ["incident", ref, "obligations"] as const,
  running: ["obligations", "running"] as const,
};

export const obligationsOfIncident = (ref: string) =>
  queryOptions({
    queryKey: obligationKeys.all(ref),
    queryFn: ({ signal }) => apiFetch<ObligationList>(`/incidents/${ref}/obligations`, { signal }),
  });

export const runningClocksQuery = () =>
  queryOptions({
    queryKey: obligationKeys.running,
    queryFn: ({ signal }) => apiFetch<RunningClockList>("/obligations/running", { signal }),
    // A clock may run out while nobody touches anything.
    refetchInterval: 60_000,
  });
