"use client";

import { useQuery } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { PresencePage } from "./views";

const EVERY_MS = 15_000;

/** Who has the incident open. One is counted oneself by the live stream that the page holds. */
export function usePresence(incident: string | null): PresencePage["data"] {
  const { data } = useQuery({
    queryKey: ["incident", incident, "presence"],
    queryFn: ({ signal }) => apiFetch<PresencePage>(`/incidents/${incident}/presence`, { signal }),
    enabled: incident !== null,
    refetchInterval: EVERY_MS,
    staleTime: EVERY_MS / 2,
    retry: false,
  });
  return data?.data ?? [];
}
