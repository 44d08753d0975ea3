import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { LiveStateView } from "./views";

const ingestKeys = {
  state: (ref: string, id: string) => ["incident", ref, "evidence", "live", id] as const,
};

/** Requests come and are read without anybody telling the browser of each, so it looks again. */
export function liveState(ref: string, id: string, isOpen: boolean) {
  return queryOptions({
    queryKey: ingestKeys.state(ref, id),
    queryFn: ({ signal }) => apiFetch<LiveStateView>(`/incidents/${ref}/live-sources/${id}`, { signal }),
    refetchInterval: isOpen ? 5000 : false,
  });
}
