import { and, asc, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { tasks } from "@/db/schema";
import { type Incident, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { lockRecord } from "@/lib/record/server/record-event";
import type { BulkTasksInput } from "../inputs";
import type { TaskList, TaskRefusal } from "../views";
import { changeLocked } from "./change-task";
import { dropLocked } from "./finish-task";
import { lockTask } from "./lock-task";
import { selectTasks, toTaskView } from "./task-rows";

/**
 * One change to many tasks, by the rules that hold for each. All of them are changed or none: where any refuses, the
 * answer names every refusal.
 */
export async function changeTasks(ctx: Ctx, ref: string, input: BulkTasksInput): Promise<TaskList> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    await lockRecord(tx, incident.id);
    const ids = input.tasks.map(({ id }) => id);
    const rows = await tx
      .select({ id: tasks.id, no: tasks.no })
      .from(tasks)
      .where(and(eq(tasks.incidentId, incident.id), inArray(tasks.id, ids)))
      .orderBy(asc(tasks.no));
    if (rows.length < ids.length) throw new AppError("not_found", "One of these tasks is not of this incident.");
    const refusals: TaskRefusal[] = [];
    for (const { id, no } of rows) {
      const version = input.tasks.find((task) => task.id === id)?.version;
      const message = await refusalOf(() => changeOne(tx, ctx, incident, id, version, input.change));
      if (message !== null) refusals.push({ id, ref: `T-${no}`, message });
    }
    if (refusals.length > 0) throw refused(refusals, ids.length);
    const changed = await selectTasks(tx, inArray(tasks.id, ids));
    return { data: changed.map((row) => toTaskView(row, ctx.now())), nextCursor: null };
  });
}

async function changeOne(
  tx: Transaction,
  ctx: Ctx,
  incident: Incident,
  id: string,
  version: number | undefined,
  change: BulkTasksInput["change"],
): Promise<void> {
  const task = await lockTask(tx, ctx, incident, id, version);
  if ("notDoing" in change) await dropLocked(tx, ctx, task, change.notDoing.reason);
  else await changeLocked(tx, ctx, incident, task, change.set);
}

/** What the rules say against it; anything else is no refusal and ends the whole. */
async function refusalOf(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

function refused(refusals: readonly TaskRefusal[], of: number): AppError {
  const some = refusals.length === 1 ? "1 task refuses" : `${refusals.length} tasks refuse`;
  const message = `Nothing was changed: ${some} it, of ${of}. ${refusals[0]?.message ?? ""}`;
  return new AppError("conflict", message, { extra: { refusals } });
}
