import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { AssetPage } from "./views";

export const assetKeys = { all: ["assets"] as const, list: ["assets", "list"] as const };

/** All assets; an organisation has hundreds of them, not thousands. */
export function assetList() {
  return queryOptions({
    queryKey: assetKeys.list,
    queryFn: ({ signal }) => apiFetch<AssetPage>("/assets", { query: { limit: 200 }, signal }),
  });
}
