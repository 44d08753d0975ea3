import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { AffectedDataList } from "./views";

export const dataKeys = { all: (ref: string) => ["incident", ref, "data"] as const };

export function affectedDataOf(ref: string) {
  return queryOptions({
    queryKey: dataKeys.all(ref),
    queryFn: ({ signal }) => apiFetch<AffectedDataList>(`/incidents/${ref}/data`, { signal }),
  });
}
