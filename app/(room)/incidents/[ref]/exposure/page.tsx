import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { windowsOf } from "@/lib/exposure/queries";
import { listWindows } from "@/lib/exposure/server/list-windows";
import { ExposureTab } from "./exposure-tab";

export const metadata: Metadata = { title: "Exposure" };

/** The windows come with the page; the answer, which may take a second, follows. */
export default async function ExposurePage({ params }: { params: Promise<{ ref: string }> }) {
  const { ref } = await params;
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await queryClient.prefetchQuery({ ...windowsOf(ref), queryFn: () => listWindows(ctx, ref) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ExposureTab incidentRef={ref} />
    </HydrationBoundary>
  );
}
