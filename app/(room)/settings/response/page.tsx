import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { responseTargetsOf } from "@/lib/severity/queries";
import { getTargets } from "@/lib/severity/server/response-targets";
import { ResponseTargets } from "./response-targets";

export const metadata: Metadata = { title: "Response targets" };

export default async function ResponseTargetsPage() {
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await queryClient.prefetchQuery({ ...responseTargetsOf(), queryFn: () => getTargets(ctx) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ResponseTargets />
    </HydrationBoundary>
  );
}
