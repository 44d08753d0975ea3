import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import * as z from "zod";
import { AgentPage } from "@/components/agents/agent-page";
import { agentOf } from "@/lib/agents/queries";
import { getAiSystem } from "@/lib/agents/server/list-ai-systems";
import { AppError } from "@/lib/api/errors";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";

interface Props {
  params: Promise<{ id: string }>;
}

const agentFor = cache(async (id: string) => {
  if (!z.uuid().safeParse(id).success) notFound();
  try {
    return await getAiSystem(await pageContext(), id, {});
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await agentFor((await params).id)).name };
}

export default async function AgentRoute({ params }: Props) {
  const agent = await agentFor((await params).id);
  const queryClient = makeQueryClient();
  queryClient.setQueryData(agentOf(agent.id).queryKey, agent);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AgentPage id={agent.id} />
    </HydrationBoundary>
  );
}
