import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { TaskListPage } from "@/components/tasks/task-list";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { tasksOfIncident } from "@/lib/tasks/queries";
import { listTasks } from "@/lib/tasks/server/list-tasks";

export const metadata: Metadata = { title: "Tasks" };

export default async function TasksRoute({ params }: { params: Promise<{ ref: string }> }) {
  const { ref } = await params;
  const ctx = await pageContext();
  const queryClient = makeQueryClient();
  await queryClient.prefetchQuery({ ...tasksOfIncident(ref), queryFn: () => listTasks(ctx, ref, {}) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TaskListPage incidentRef={ref} />
    </HydrationBoundary>
  );
}
