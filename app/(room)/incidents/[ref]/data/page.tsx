import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { affectedDataOf } from "@/lib/data/queries";
import { listData } from "@/lib/data/server/list-data";
import { InventoryView } from "./inventory-view";

export const metadata: Metadata = { title: "Data" };

export default async function DataPage({ params }: { params: Promise<{ ref: string }> }) {
  const { ref } = await params;
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await queryClient.prefetchQuery({ ...affectedDataOf(ref), queryFn: () => listData(ctx, ref) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <InventoryView incidentRef={ref} />
    </HydrationBoundary>
  );
}
