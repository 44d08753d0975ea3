import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import * as z from "zod";
import { AgentPage } from "@/components/agents/agent-page";
import { HistoryQuery } from "@/lib/agents/inputs";
import {
  agentOf,
  assessmentsOfAgent,
  historyOfAgent,
  incidentsOfAgent,
  stopTestsOf,
  versionsOfAgent,
} from "@/lib/agents/queries";
import { listAssessments } from "@/lib/agents/server/assess-access";
import {
  findAiSystem,
  getAiSystem,
  listHistory,
  listIncidentsOf,
  listVersions,
} from "@/lib/agents/server/list-ai-systems";
import { listStopTests } from "@/lib/agents/server/stop-tests";
import { AppError } from "@/lib/api/errors";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";

interface Props {
  params: Promise<{ agent: string }>;
}

/** By its id; a name in the address leads there, since a name is what people write in a message. */
const agentFor = cache(async (agent: string) => {
  const ctx = await pageContext();
  if (!z.uuid().safeParse(agent).success) {
    const id = await findAiSystem(ctx, decodeURIComponent(agent));
    if (!id) notFound();
    redirect(`/agents/${id}`);
  }
  try {
    return await getAiSystem(ctx, agent, {});
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await agentFor((await params).agent)).name };
}

export default async function AgentRoute({ params }: Props) {
  const agent = await agentFor((await params).agent);
  const queryClient = makeQueryClient();
  queryClient.setQueryData(agentOf(agent.id).queryKey, agent);
  const { id } = agent;
  const ctx = await pageContext();
  await Promise.all([
    queryClient.prefetchQuery({ ...versionsOfAgent(id), queryFn: () => listVersions(ctx, id) }),
    queryClient.prefetchQuery({ ...incidentsOfAgent(id), queryFn: () => listIncidentsOf(ctx, id) }),
    queryClient.prefetchQuery({ ...assessmentsOfAgent(id), queryFn: () => listAssessments(ctx, id) }),
    queryClient.prefetchQuery({ ...stopTestsOf(id), queryFn: () => listStopTests(ctx, id) }),
    queryClient.prefetchQuery({
      ...historyOfAgent(id),
      queryFn: () => listHistory(ctx, id, HistoryQuery.parse({ limit: 100 })),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AgentPage id={agent.id} />
    </HydrationBoundary>
  );
}
