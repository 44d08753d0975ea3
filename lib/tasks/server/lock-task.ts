import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { incidentMembers, tasks, users } from "@/db/schema";
import type { Incident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { lockRecord } from "@/lib/record/server/record-event";
import { taskView } from "./task-rows";

export type TaskRecord = typeof tasks.$inferSelect;

/** The task as it stands, locked; refused, with the task as it is now, when somebody changed it since it was read. */
export async function lockTask(
  tx: Transaction,
  ctx: Ctx,
  incident: Incident,
  id: string,
  version: number | undefined,
): Promise<TaskRecord> {
  // The record first, as every writer does: otherwise two of them could wait for each other.
  await lockRecord(tx, incident.id);
  const [row] = await tx
    .select()
    .from(tasks)
    .where(and(eq(tasks.incidentId, incident.id), eq(tasks.id, id)))
    .for("update");
  if (!row) throw new AppError("not_found", "There is no such task in this incident.");
  if (version !== undefined && row.version !== version) {
    const message = `Somebody changed this task since you read it (version ${version}, now ${row.version}). Look at it again, then repeat your change.`;
    const current = await taskView(tx, row.id, ctx.now());
    throw new AppError("precondition_failed", message, { extra: { currentVersion: row.version, current } });
  }
  return row;
}

/** An owner is somebody who can see the incident and may work on it. */
export async function requireOwner(
  tx: Transaction,
  incident: Incident,
  ownerId: string | null | undefined,
): Promise<string | null> {
  if (!ownerId) return null;
  const [user] = await tx.select().from(users).where(eq(users.id, ownerId));
  if (!user || user.disabledAt) throw refusal("There is no such person. Choose one of the list.");
  if (incident.visibility === "restricted") {
    const [member] = await tx
      .select({ id: incidentMembers.userId })
      .from(incidentMembers)
      .where(and(eq(incidentMembers.incidentId, incident.id), eq(incidentMembers.userId, ownerId)));
    if (!member) throw refusal("This incident is restricted: add the person as a member first.");
  }
  return user.name;
}

function refusal(message: string): AppError {
  return new AppError("invalid", message, { fields: [{ pointer: "/ownerId", message }] });
}
