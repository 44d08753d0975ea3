"use client";

import { useQuery } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { PresencePage } from "./views";

const EVERY_MS = 15_000;

/** Says that one has the incident open while its page is in sight, and answers who else has. */
export function usePresence(incident: string | null): PresencePage["data"] {
  const { data } = useQuery({
    queryKey: ["incident", incident, "presence"],
    queryFn: ({ signal }) => apiFetch<PresencePage>(`/incidents/${incident}/presence`, { method: "PUT", signal }),
    enabled: incident !== null,
    refetchInterval: EVERY_MS,
    staleTime: EVERY_MS / 2,
    retry: false,
  });
  return data?.data ?? [];
}
