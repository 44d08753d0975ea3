"use client";

import { useQuery } from "@tanstack/react-query";
import { ClaimsPage } from "@/components/claims/claims-page";
import { assetList } from "@/lib/assets/queries";

export function ClaimsView({ incidentRef }: { incidentRef: string }) {
  const assets = useQuery(assetList());
  return <ClaimsPage incidentRef={incidentRef} assets={assets.data?.data ?? []} />;
}
