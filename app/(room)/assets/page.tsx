import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AssetList } from "@/components/assets/asset-list";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { ListAssetsQuery } from "@/lib/assets/inputs";
import { assetList } from "@/lib/assets/queries";
import { listAssets } from "@/lib/assets/server/list-assets";
import { RegistryHeading } from "../people/registry-heading";

export const metadata: Metadata = { title: "Assets" };

export default async function AssetsPage() {
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await queryClient.prefetchQuery({
    ...assetList(),
    queryFn: () => listAssets(ctx, ListAssetsQuery.parse({ limit: 200 })),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RegistryHeading />
      <AssetList />
    </HydrationBoundary>
  );
}
