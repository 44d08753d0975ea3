"use client";

import { useQuery } from "@tanstack/react-query";
import { DataInventory } from "@/components/data/data-inventory";
import { assetList } from "@/lib/assets/queries";

export function InventoryView({ incidentRef }: { incidentRef: string }) {
  const assets = useQuery(assetList());
  return <DataInventory incidentRef={incidentRef} assets={assets.data?.data ?? []} />;
}
