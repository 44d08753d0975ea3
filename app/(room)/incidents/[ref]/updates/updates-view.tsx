"use client";

import { useQuery } from "@tanstack/react-query";
import { UpdatesPage } from "@/components/updates/updates-page";
import { useViewer } from "@/lib/access/use-viewer";
import { claimList } from "@/lib/claims/queries";

/** The updates, with the claims that a text may rest on for whoever writes one. */
export function UpdatesView({ incidentRef }: { incidentRef: string }) {
  const enabled = useViewer().can("respond");
  const { data } = useQuery({ ...claimList(incidentRef), enabled });
  const claims = (data?.data ?? []).filter((claim) => !claim.withdrawn);
  return <UpdatesPage incidentRef={incidentRef} claims={claims} />;
}
