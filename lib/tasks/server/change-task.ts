import { eq } from "drizzle-orm";
import { tasks } from "@/db/schema";
import { type Incident, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { canonicalJson } from "@/lib/record/canonical";
import { recordEvent } from "@/lib/record/server/record-event";
import { dueBySeverity } from "../due";
import type { ChangeTaskInput } from "../inputs";
import type { TaskView } from "../views";
import { lockTask, requireOwner, type TaskRecord } from "./lock-task";
import { taskView } from "./task-rows";

/** Changes what a task says, who owns it, when it is due, or that work on it has begun. Finishing it is another verb. */
export async function changeTask(ctx: Ctx, ref: string, id: string, input: ChangeTaskInput): Promise<TaskView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const { version, ...fields } = input;
    if (version === undefined) {
      throw new AppError("precondition_required", "Say which version you read, as `version` or in If-Match.");
    }
    const before = await lockTask(tx, ctx, incident, id, version);
    refuseFinished(before, fields);
    const owner = fields.ownerId === undefined ? undefined : await requireOwner(tx, incident, fields.ownerId);
    const wanted = wantedColumns(before, fields, incident);
    const changes = differences(before, wanted);
    if (Object.keys(changes).length === 0) return taskView(tx, id, ctx.now());
    await tx
      .update(tasks)
      .set({ ...wanted, updatedAt: ctx.now(), version: before.version + 1 })
      .where(eq(tasks.id, id));
    const data = { id, no: before.no, title: wanted.title ?? before.title, changes, owner };
    await recordEvent(tx, ctx, { incidentId: incident.id, kind: "task_changed", data });
    return taskView(tx, id, ctx.now());
  });
}

/** What was proved and verified stays what it was; reopening comes first. */
function refuseFinished(before: TaskRecord, fields: Omit<ChangeTaskInput, "version">): void {
  const finished = before.state !== "open" && before.state !== "in_progress";
  if (!finished) return;
  if (before.state === "done" && fields.state === undefined) return;
  const words = { done: "done", verified: "verified", not_doing: "dropped" }[before.state as "done"];
  throw new AppError("conflict", `T-${before.no} is ${words}. Reopen it with a reason before changing it.`);
}

function wantedColumns(
  before: TaskRecord,
  { dueAt, ...fields }: Omit<ChangeTaskInput, "version">,
  { severity }: Incident,
): Partial<TaskRecord> {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const wanted: Partial<TaskRecord> = given;
  const kind = fields.kind ?? before.kind;
  if (dueAt) return { ...wanted, dueAt, dueBasis: "person" };
  const bySeverity = dueAt === null || (before.dueBasis === "severity" && fields.kind !== undefined);
  if (!bySeverity) return wanted;
  return { ...wanted, dueAt: dueBySeverity(kind, severity, before.createdAt), dueBasis: "severity" };
}

function differences(before: TaskRecord, wanted: Partial<TaskRecord>): Record<string, { from: unknown; to: unknown }> {
  const changed: Record<string, { from: unknown; to: unknown }> = {};
  for (const [name, to] of Object.entries(wanted)) {
    const from = before[name as keyof TaskRecord];
    if (canonicalJson(from) !== canonicalJson(to)) changed[name] = { from, to };
  }
  return changed;
}
