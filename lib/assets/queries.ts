import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { AssetPage, MatchingResources } from "./views";

export const assetKeys = { all: ["assets"] as const, list: ["assets", "list"] as const };

/** All assets; an organisation has hundreds of them, not thousands. */
export function assetList() {
  return queryOptions({
    queryKey: assetKeys.list,
    queryFn: ({ signal }) => apiFetch<AssetPage>("/assets", { query: { limit: 200 }, signal }),
  });
}

/** What a pattern would match in the logs at hand; the former result stays in sight while the next is asked. */
export function matchingResources(pattern: { system: string; resource: string }) {
  return queryOptions({
    queryKey: ["resources", "matching", pattern.resource, pattern.system],
    queryFn: ({ signal }) =>
      apiFetch<MatchingResources>("/resources/matching", {
        query: { resource: pattern.resource, system: pattern.system.trim() || undefined },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}
