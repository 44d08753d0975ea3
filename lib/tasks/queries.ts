import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { TaskKind } from "./model";
import type { TaskList, TaskPage } from "./views";

export const taskKeys = {
  all: (ref: string) => ["incident", ref, "tasks"] as const,
  lists: ["tasks"] as const,
  mine: ["tasks", "mine"] as const,
  toVerify: ["tasks", "to-verify"] as const,
};

export function tasksOfIncident(ref: string) {
  return queryOptions({
    queryKey: taskKeys.all(ref),
    queryFn: ({ signal }) => apiFetch<TaskList>(`/incidents/${ref}/tasks`, { signal }),
  });
}

/** What I own and have not finished, the next due first. */
export const MINE = { mine: true, state: "open,in_progress", limit: 200 } as const;

export const myTasks = (kind: TaskKind | null = null) =>
  queryOptions({
    queryKey: [...taskKeys.mine, kind] as const,
    queryFn: ({ signal }) => apiFetch<TaskPage>("/tasks", { query: { ...MINE, kind: kind ?? undefined }, signal }),
  });

/** What others have done and I can verify. */
export const tasksToVerify = () =>
  queryOptions({
    queryKey: taskKeys.toVerify,
    queryFn: ({ signal }) => apiFetch<TaskPage>("/tasks", { query: { toVerify: true, limit: 50 }, signal }),
  });
