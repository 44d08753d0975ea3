import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageHeading } from "@/components/ui/page-heading";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { AllTasksQuery } from "@/lib/tasks/inputs";
import { MINE, myTasks, tasksToVerify } from "@/lib/tasks/queries";
import { listAllTasks } from "@/lib/tasks/server/list-tasks";
import { MyTasksView } from "./my-tasks-view";

export const metadata: Metadata = { title: "My tasks" };

export default async function MyTasksRoute() {
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  const mine = AllTasksQuery.parse({ ...MINE, mine: "true" });
  const toVerify = AllTasksQuery.parse({ toVerify: "true", limit: 50 });
  await Promise.all([
    queryClient.prefetchQuery({ ...myTasks(), queryFn: () => listAllTasks(ctx, mine) }),
    queryClient.prefetchQuery({ ...tasksToVerify(), queryFn: () => listAllTasks(ctx, toVerify) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeading title="My tasks" />
      <MyTasksView />
    </HydrationBoundary>
  );
}
