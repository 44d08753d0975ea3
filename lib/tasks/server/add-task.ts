import { eq, sql } from "drizzle-orm";
import { tasks } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import type { AddTaskInput } from "../inputs";
import type { TaskView } from "../views";
import { setBlocks } from "./blocks";
import { dueOf } from "./due-of";
import { requireOwner } from "./lock-task";
import { taskView } from "./task-rows";

/** Adds a task; without a due time it gets the one that the severity sets. */
export async function addTask(ctx: Ctx, ref: string, input: AddTaskInput): Promise<TaskView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const owner = await requireOwner(tx, incident, input.ownerId);
    // Numbers of an incident's tasks are dense: one is taken under the lock of the record.
    await lockRecord(tx, incident.id);
    const [last] = await tx
      .select({ no: sql<number>`coalesce(max(no), 0)::int` })
      .from(tasks)
      .where(eq(tasks.incidentId, incident.id));
    const now = ctx.now();
    const { title, detail, kind, safeguard, ownerId } = input;
    const due = input.dueAt ? null : await dueOf(tx, { kind, incident, addedAt: now, ownerId });
    const dueAt = due ? due.at : (input.dueAt ?? null);
    const dueBasis = due ? ("severity" as const) : ("person" as const);
    const [row] = await tx
      .insert(tasks)
      .values({
        incidentId: incident.id,
        no: (last?.no ?? 0) + 1,
        title,
        detail,
        kind,
        safeguard,
        ownerId,
        dueAt,
        dueBasis,
        dueReason: due?.reason ?? null,
        state: "open",
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    invariant(row, "the task was written");
    const blockedBy = await setBlocks(tx, incident.id, row, input.blockedBy ?? []);
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "task_added",
      data: { id: row.id, no: row.no, title, kind, safeguard, owner, ownerId, dueAt, dueBasis, blockedBy },
    });
    return taskView(tx, row.id, now);
  });
}
