import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { exposureAnswer, windowsOf } from "@/lib/exposure/queries";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { listWindows } from "@/lib/exposure/server/list-windows";
import { ExposureTab } from "./exposure-tab";

export const metadata: Metadata = { title: "Exposure" };

/** Longer than a kept answer takes, shorter than anybody waits for a page. */
const WAIT_MS = 400;

/** The windows come with the page, and the answer too where it is kept; one that has to be computed follows. */
export default async function ExposurePage({ params }: { params: Promise<{ ref: string }> }) {
  const { ref } = await params;
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  const kept = () => getExposure(ctx, ref, { kept: "true" });
  const answer = queryClient.prefetchQuery({ ...exposureAnswer(ref), queryFn: kept });
  await queryClient.prefetchQuery({ ...windowsOf(ref), queryFn: () => listWindows(ctx, ref) });
  await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, WAIT_MS))]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ExposureTab incidentRef={ref} />
    </HydrationBoundary>
  );
}
