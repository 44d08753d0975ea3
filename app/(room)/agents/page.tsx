import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AgentList } from "@/components/agents/agent-list";
import { PageHeading } from "@/components/ui/page-heading";
import { ListAiSystemsQuery } from "@/lib/agents/inputs";
import { agentList, dueAgents } from "@/lib/agents/queries";
import { listAiSystems } from "@/lib/agents/server/list-ai-systems";
import { listDue } from "@/lib/agents/server/list-due";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";

export const metadata: Metadata = { title: "Agents" };

export default async function AgentsPage() {
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await Promise.all([
    queryClient.prefetchQuery({
      ...agentList(),
      queryFn: () => listAiSystems(ctx, ListAiSystemsQuery.parse({ limit: 200 })),
    }),
    queryClient.prefetchQuery({ ...dueAgents(), queryFn: () => listDue(ctx) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeading
        title="Agents"
        lead="The AI systems that act here: who owns them, what they may reach, how they are stopped, and how logs name them."
      />
      <AgentList />
    </HydrationBoundary>
  );
}
