import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { tasks } from "@/db/schema";
import type { Ctx } from "@/lib/api/server/context";
import type { Severity } from "@/lib/incidents/model";
import { recordEvent } from "@/lib/record/server/record-event";
import type { Instant } from "@/lib/time/instant";
import { dueOf } from "./due-of";

/** After the severity changed: due times that it set follow it, those that a person set stay. */
export async function recomputeDueDates(
  tx: Transaction,
  ctx: Ctx,
  incident: { id: number; severity: Severity | null; declaredAt: Instant },
): Promise<void> {
  const { id: incidentId, severity } = incident;
  const rows = await tx
    .select()
    .from(tasks)
    .where(
      and(
        eq(tasks.incidentId, incidentId),
        eq(tasks.dueBasis, "severity"),
        inArray(tasks.state, ["open", "in_progress"]),
      ),
    )
    .orderBy(tasks.no)
    .for("update");
  for (const row of rows) {
    const { kind, ownerId, createdAt } = row;
    const { at: dueAt, reason: dueReason } = await dueOf(tx, { kind, incident, addedAt: createdAt, ownerId });
    if (dueAt === row.dueAt) continue;
    await tx
      .update(tasks)
      .set({ dueAt, dueReason, updatedAt: ctx.now(), version: row.version + 1 })
      .where(eq(tasks.id, row.id));
    const changes = { dueAt: { from: row.dueAt, to: dueAt } };
    const data = { id: row.id, no: row.no, title: row.title, changes, because: `severity is now ${severity}` };
    await recordEvent(tx, ctx, { incidentId, kind: "task_changed", data });
  }
}
