import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { tasks } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { IncidentEventKind } from "@/lib/record/model";
import { recordEvent } from "@/lib/record/server/record-event";
import type { FinishTaskInput, TaskReasonInput, VerifyTaskInput } from "../inputs";
import type { TaskState } from "../model";
import type { TaskView } from "../views";
import { refuseBlocked } from "./blocks";
import { lockTask, type TaskRecord } from "./lock-task";
import { taskView } from "./task-rows";

/** Done, with what shows it. It now waits for somebody else to verify it. */
export async function finishTask(ctx: Ctx, ref: string, id: string, input: FinishTaskInput): Promise<TaskView> {
  return step(ctx, ref, id, input.version, ["open", "in_progress"], () => ({
    kind: "task_done",
    data: { proof: input.proof, proofEvidence: input.proofEvidence },
    set: {
      state: "done",
      proof: input.proof,
      proofEvidence: input.proofEvidence,
      doneAt: ctx.now(),
      doneBy: personOf(ctx),
    },
  }));
}

/** By somebody who neither owns the task nor did it. */
export async function verifyTask(ctx: Ctx, ref: string, id: string, input: VerifyTaskInput): Promise<TaskView> {
  return step(ctx, ref, id, input.version, ["done"], (task) => {
    const verifier = personOf(ctx);
    if (verifier === null || verifier === task.ownerId || verifier === task.doneBy) {
      const why = verifier === task.ownerId ? "you own it" : "you did it";
      throw new AppError("forbidden", `You can't verify T-${task.no}: ${why}. Ask somebody else to look at the proof.`);
    }
    return {
      kind: "task_verified",
      data: { note: input.note ?? null },
      set: { state: "verified", verifiedAt: ctx.now(), verifiedBy: verifier },
    };
  });
}

/** Back to open; the proof that was given stays in the record. */
export async function reopenTask(ctx: Ctx, ref: string, id: string, input: TaskReasonInput): Promise<TaskView> {
  return step(ctx, ref, id, input.version, ["done", "verified", "not_doing"], (task) => ({
    kind: "task_reopened",
    data: { reason: input.reason, from: task.state },
    set: {
      state: "open",
      proof: null,
      proofEvidence: [],
      doneAt: null,
      doneBy: null,
      verifiedAt: null,
      verifiedBy: null,
      notDoingReason: null,
    },
  }));
}

/** An honest outcome, with its reason. */
export async function dropTask(ctx: Ctx, ref: string, id: string, input: TaskReasonInput): Promise<TaskView> {
  return step(ctx, ref, id, input.version, DROPPABLE, () => dropping(input.reason));
}

/** The same to a task that is locked already, for verbs that change many. */
export async function dropLocked(tx: Transaction, ctx: Ctx, task: TaskRecord, reason: string): Promise<void> {
  await stepLocked(tx, ctx, task, DROPPABLE, () => dropping(reason));
}

const DROPPABLE: readonly TaskState[] = ["open", "in_progress", "done"];

function dropping(reason: string): Step {
  return { kind: "task_not_doing", data: { reason }, set: { state: "not_doing", notDoingReason: reason } };
}

interface Step {
  kind: IncidentEventKind;
  data: Record<string, unknown>;
  set: Partial<typeof tasks.$inferInsert> & { state: TaskState };
}

async function step(
  ctx: Ctx,
  ref: string,
  id: string,
  version: number | undefined,
  from: readonly TaskState[],
  make: (task: TaskRecord) => Step,
): Promise<TaskView> {
  return inTransaction(ctx, async (tx: Transaction) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const task = await lockTask(tx, ctx, incident, id, version);
    await stepLocked(tx, ctx, task, from, make);
    return taskView(tx, id, ctx.now());
  });
}

async function stepLocked(
  tx: Transaction,
  ctx: Ctx,
  task: TaskRecord,
  from: readonly TaskState[],
  make: (task: TaskRecord) => Step,
): Promise<void> {
  const { id } = task;
  if (!from.includes(task.state)) {
    const now = task.state.replace("_", " ");
    throw new AppError("conflict", `T-${task.no} is ${now}, so this can't be done to it now.`, {
      extra: { state: task.state },
    });
  }
  const { kind, data, set } = make(task);
  if (set.state === "done") await refuseBlocked(tx, task);
  await tx
    .update(tasks)
    .set({ ...set, updatedAt: ctx.now(), version: task.version + 1 })
    .where(eq(tasks.id, id));
  const said = { id, no: task.no, title: task.title, taskKind: task.kind, ...data };
  await recordEvent(tx, ctx, { incidentId: task.incidentId, kind, data: said });
}

/** Null for the software itself, which can do a task and never verify one. */
function personOf(ctx: Ctx): string | null {
  return ctx.actor && ctx.actor.kind !== "system" ? ctx.actor.userId : null;
}
