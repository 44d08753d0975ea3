import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PostmortemEditor } from "@/components/postmortems/editor";
import { AppError } from "@/lib/api/errors";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { postmortemOf } from "@/lib/postmortems/queries";
import { getPostmortem } from "@/lib/postmortems/server/get-postmortem";

export const metadata: Metadata = { title: "Edit postmortem" };

export default async function EditRoute({ params }: { params: Promise<{ ref: string }> }) {
  const { ref } = await params;
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await queryClient.prefetchQuery({
    ...postmortemOf(ref),
    queryFn: () =>
      getPostmortem(ctx, ref).catch((error: unknown) => {
        if (error instanceof AppError && error.code === "not_found") return null;
        throw error;
      }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PostmortemEditor incidentRef={ref} />
    </HydrationBoundary>
  );
}
