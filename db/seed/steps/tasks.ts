import type { At } from "@/db/seed/day-clock";
import type { DemoUsers } from "@/db/seed/demo-people";
import type { Step } from "@/db/seed/step";
import { AddTaskInput, ChangeTaskInput, FinishTaskInput, TaskReasonInput, VerifyTaskInput } from "@/lib/tasks/inputs";
import { addTask } from "@/lib/tasks/server/add-task";
import { changeTask } from "@/lib/tasks/server/change-task";
import { dropTask, finishTask, verifyTask } from "@/lib/tasks/server/finish-task";

/** A task and how far it came, in the story's own times. */
export interface Task {
  title: string;
  kind: AddTaskInput["kind"];
  safeguard?: AddTaskInput["safeguard"];
  owner: "commander" | "responder" | "admin";
  added: string;
  /** Left out: by the severity's targets. */
  due?: string;
  begun?: string;
  done?: { at: string; proof: string; verified?: string };
  dropped?: { at: string; reason: string };
}

export function taskSteps(at: At, users: DemoUsers, tasks: readonly Task[]): Step[] {
  return tasks.flatMap((task) => stepsOf(at, users, task));
}

function stepsOf(at: At, users: DemoUsers, task: Task): Step[] {
  let now = { id: "", version: 0 };
  const { title, kind, safeguard = null, owner, due } = task;
  const ownerId = users[owner].id;
  const input = AddTaskInput.parse({ title, kind, safeguard, ownerId, ...(due && { dueAt: at(due) }) });
  const change = (
    when: string | undefined,
    by: Step["by"],
    run: (...to: Parameters<Step["run"]>) => Promise<typeof now>,
  ): Step[] =>
    when === undefined
      ? []
      : [
          {
            at: at(when),
            by,
            run: async (ctx, ref) => {
              now = await run(ctx, ref);
            },
          },
        ];
  const begin = (ctx: Parameters<Step["run"]>[0], ref: string) =>
    changeTask(ctx, ref, now.id, ChangeTaskInput.parse({ state: "in_progress", version: now.version }));
  return [
    ...change(task.added, "commander", (ctx, ref) => addTask(ctx, ref, input)),
    ...change(task.begun, owner, begin),
    ...change(task.done?.at, owner, (ctx, ref) =>
      finishTask(ctx, ref, now.id, FinishTaskInput.parse({ proof: task.done?.proof, version: now.version })),
    ),
    ...change(task.done?.verified, owner === "commander" ? "responder" : "commander", (ctx, ref) =>
      verifyTask(ctx, ref, now.id, VerifyTaskInput.parse({ version: now.version })),
    ),
    ...change(task.dropped?.at, "commander", (ctx, ref) =>
      dropTask(ctx, ref, now.id, TaskReasonInput.parse({ reason: task.dropped?.reason, version: now.version })),
    ),
  ];
}
