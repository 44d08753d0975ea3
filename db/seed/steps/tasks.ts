import type { At } from "@/db/seed/day-clock";
import type { DemoUsers } from "@/db/seed/demo-people";
import type { Step } from "@/db/seed/step";
import type { Ctx } from "@/lib/api/server/context";
import { AddTaskInput, ChangeTaskInput, FinishTaskInput, TaskReasonInput, VerifyTaskInput } from "@/lib/tasks/inputs";
import { addTask } from "@/lib/tasks/server/add-task";
import { changeTask } from "@/lib/tasks/server/change-task";
import { dropTask, finishTask, verifyTask } from "@/lib/tasks/server/finish-task";
import { listTasks } from "@/lib/tasks/server/list-tasks";

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
  let id = "";
  const { title, kind, safeguard = null, owner, due, added, begun, done, dropped } = task;
  const ownerId = users[owner].id;
  const input = AddTaskInput.parse({ title, kind, safeguard, ownerId, ...(due && { dueAt: at(due) }) });
  const add: Step["run"] = async (ctx, ref) => {
    id = (await addTask(ctx, ref, input)).id;
  };
  const steps: Step[] = [{ at: at(added), by: "commander", run: add }];
  /** As somebody does who has just read the task: a change of severity moves due times, and so its version. */
  const then = (when: string, by: Step["by"], change: (ctx: Ctx, ref: string, version: number) => Promise<unknown>) => {
    const run: Step["run"] = async (ctx, ref) => change(ctx, ref, await versionOf(ctx, ref, id));
    steps.push({ at: at(when), by, run });
  };
  const other = owner === "commander" ? "responder" : "commander";
  if (begun) {
    const state = "in_progress";
    then(begun, owner, (ctx, ref, version) => changeTask(ctx, ref, id, ChangeTaskInput.parse({ state, version })));
  }
  if (done) {
    const { proof, verified } = done;
    then(done.at, owner, (ctx, ref, version) => finishTask(ctx, ref, id, FinishTaskInput.parse({ proof, version })));
    if (verified) {
      then(verified, other, (ctx, ref, version) => verifyTask(ctx, ref, id, VerifyTaskInput.parse({ version })));
    }
  }
  if (dropped) {
    const { reason } = dropped;
    then(dropped.at, "commander", (ctx, ref, version) =>
      dropTask(ctx, ref, id, TaskReasonInput.parse({ reason, version })),
    );
  }
  return steps;
}

async function versionOf(ctx: Ctx, ref: string, id: string): Promise<number> {
  const { data } = await listTasks(ctx, ref, {});
  const found = data.find((task) => task.id === id);
  if (found === undefined) throw new Error(`${ref} has no task ${id}`);
  return found.version;
}
