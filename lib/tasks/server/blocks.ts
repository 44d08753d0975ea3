import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { taskBlocks, tasks } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import { isOver } from "../model";
import type { TaskRecord } from "./lock-task";

/**
 * Says what a task waits for, in place of what was said before. Tasks of the same incident only, and never in a circle:
 * under the lock of the record, so that two changes can't close one together. Gives their numbers.
 */
export async function setBlocks(
  tx: Transaction,
  incidentId: number,
  task: Pick<TaskRecord, "id" | "no">,
  blockedBy: readonly string[],
): Promise<string[]> {
  const wanted = [...new Set(blockedBy)];
  const found =
    wanted.length === 0
      ? []
      : await tx
          .select({ id: tasks.id, no: tasks.no })
          .from(tasks)
          .where(and(eq(tasks.incidentId, incidentId), inArray(tasks.id, wanted)))
          .orderBy(tasks.no);
  if (found.length !== wanted.length) throw refusal("One of these tasks is not of this incident.");
  await refuseCircle(tx, incidentId, task, found);
  await tx.delete(taskBlocks).where(and(eq(taskBlocks.incidentId, incidentId), eq(taskBlocks.taskId, task.id)));
  if (found.length > 0) {
    await tx.insert(taskBlocks).values(found.map(({ id }) => ({ incidentId, taskId: task.id, blockedBy: id })));
  }
  return found.map(({ no }) => `T-${no}`);
}

async function refuseCircle(
  tx: Transaction,
  incidentId: number,
  task: Pick<TaskRecord, "id" | "no">,
  blockers: readonly { id: string; no: number }[],
): Promise<void> {
  const edges = await tx.select().from(taskBlocks).where(eq(taskBlocks.incidentId, incidentId));
  for (const blocker of blockers) {
    if (!waitsFor(edges, blocker.id, task.id)) continue;
    const own = blocker.id === task.id;
    throw refusal(
      own
        ? `T-${task.no} can't wait for itself.`
        : `T-${blocker.no} waits for T-${task.no} already, so T-${task.no} can't wait for it.`,
    );
  }
}

/** Whether a task waits for another, directly or by way of others. */
function waitsFor(edges: readonly { taskId: string; blockedBy: string }[], from: string, to: string): boolean {
  const seen = new Set([from]);
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true;
    for (const { taskId, blockedBy } of edges) {
      if (taskId !== at || seen.has(blockedBy)) continue;
      seen.add(blockedBy);
      open.push(blockedBy);
    }
  }
  return false;
}

/** The tasks that this one waits for, by their numbers. */
export async function blocksOf(tx: Transaction, task: Pick<TaskRecord, "id" | "incidentId">) {
  return tx
    .select({ id: tasks.id, no: tasks.no, title: tasks.title, state: tasks.state })
    .from(taskBlocks)
    .innerJoin(tasks, and(eq(tasks.incidentId, taskBlocks.incidentId), eq(tasks.id, taskBlocks.blockedBy)))
    .where(and(eq(taskBlocks.incidentId, task.incidentId), eq(taskBlocks.taskId, task.id)))
    .orderBy(tasks.no);
}

/** A task that waits is neither begun nor done; what it waits for is named. */
export async function refuseBlocked(tx: Transaction, task: TaskRecord): Promise<void> {
  const waits = (await blocksOf(tx, task)).filter(({ state }) => !isOver(state));
  if (waits.length === 0) return;
  const named = waits.map(({ no, title }) => `T-${no} “${title}”`).join(", ");
  const message = `T-${task.no} is blocked by ${named}. Finish or drop that first, or say that it no longer waits for it.`;
  throw new AppError("conflict", message, { extra: { blockedBy: waits.map(({ no }) => `T-${no}`) } });
}

function refusal(message: string): AppError {
  return new AppError("invalid", message, { fields: [{ pointer: "/blockedBy", message }] });
}
