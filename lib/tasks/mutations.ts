import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { AddTaskRequest, BulkTasksRequest, ChangeTaskRequest } from "./inputs";
import { taskKeys } from "./queries";
import type { TaskList, TaskView } from "./views";

export function useAddTask(ref: string) {
  return useTaskChange(ref, ({ key, input }: { key: string; input: AddTaskRequest }) =>
    apiFetch<TaskView>(`/incidents/${ref}/tasks`, { method: "POST", body: input, idempotencyKey: key }),
  );
}

/** `version` is the one that the person was looking at. */
export function useChangeTask(ref: string) {
  return useTaskChange(ref, ({ id, changes }: { id: string; changes: ChangeTaskRequest }) =>
    apiFetch<TaskView>(`/incidents/${ref}/tasks/${id}`, { method: "PATCH", body: changes }),
  );
}

export type TaskStep = "done" | "verify" | "reopen" | "not-doing";

/** Done, verified, reopened or dropped: what the record keeps, and therefore never shown before it is so. */
export function useTaskStep(ref: string) {
  return useTaskChange(ref, ({ id, step, body }: { id: string; step: TaskStep; body: Record<string, unknown> }) =>
    apiFetch<TaskView>(`/incidents/${ref}/tasks/${id}/${step}`, { method: "POST", body }),
  );
}

/** All of them or none; a refusal names each task that refuses. */
export function useChangeTasks(ref: string) {
  return useTaskChange(ref, (body: BulkTasksRequest) =>
    apiFetch<TaskList>(`/incidents/${ref}/tasks/bulk`, { method: "POST", body }),
  );
}

/** Taking a task up or putting it down again can honestly be undone, so it shows at once. */
export function useStartTask(ref: string) {
  const queryClient = useQueryClient();
  const key = taskKeys.all(ref);
  return useMutation({
    mutationFn: ({ task, state }: { task: TaskView; state: "open" | "in_progress" }) =>
      apiFetch<TaskView>(`/incidents/${ref}/tasks/${task.id}`, {
        method: "PATCH",
        body: { state, version: task.version },
      }),
    onMutate: async ({ task, state }) => {
      await queryClient.cancelQueries({ queryKey: key });
      const before = queryClient.getQueryData<TaskList>(key);
      if (before) {
        const data = before.data.map((one) => (one.id === task.id ? { ...one, state } : one));
        queryClient.setQueryData<TaskList>(key, { ...before, data });
      }
      return { before };
    },
    onError: (_error, _input, context) => {
      if (context?.before) queryClient.setQueryData(key, context.before);
    },
    onSettled: () => invalidate(queryClient, ref),
  });
}

function useTaskChange<Input, Output>(ref: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => invalidate(queryClient, ref) });
}

function invalidate(queryClient: ReturnType<typeof useQueryClient>, ref: string) {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: ["incident", ref] }),
    queryClient.invalidateQueries({ queryKey: taskKeys.lists }),
  ]);
}
