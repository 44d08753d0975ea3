import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { NoticeView } from "./notice-view";
import type { ObligationList, RunningClockList } from "./views";

export const obligationKeys = {
  all: (ref: string) => ["incident", ref, "obligations"] as const,
  notice: (ref: string, rule: string) => ["incident", ref, "obligations", rule, "notice"] as const,
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

export const noticeOf = (ref: string, rule: string) =>
  queryOptions({
    queryKey: obligationKeys.notice(ref, rule),
    queryFn: ({ signal }) => apiFetch<NoticeView>(`/incidents/${ref}/obligations/${rule}/notice`, { signal }),
  });
