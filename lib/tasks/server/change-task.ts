import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { tasks } from "@/db/schema";
import { type Incident, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { canonicalJson } from "@/lib/record/canonical";
import { recordEvent } from "@/lib/record/server/record-event";
import type { ChangeTaskInput } from "../inputs";
import type { TaskView } from "../views";
import { blocksOf, refuseBlocked, setBlocks } from "./blocks";
import { dueOf } from "./due-of";
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
    await changeLocked(tx, ctx, incident, before, fields);
    return taskView(tx, id, ctx.now());
  });
}

type TaskFields = Omit<ChangeTaskInput, "version">;

/** The same to a task that is locked already, for verbs that change many. */
export async function changeLocked(
  tx: Transaction,
  ctx: Ctx,
  incident: Incident,
  before: TaskRecord,
  { blockedBy, ...fields }: TaskFields,
): Promise<void> {
  refuseFinished(before, fields);
  const owner = fields.ownerId === undefined ? undefined : await requireOwner(tx, incident, fields.ownerId);
  const wanted = await wantedColumns(tx, before, fields, incident);
  const changes = differences(before, wanted);
  if (blockedBy !== undefined) {
    const from = (await blocksOf(tx, before)).map(({ no }) => `T-${no}`);
    const to = await setBlocks(tx, incident.id, before, blockedBy);
    if (from.join() !== to.join()) changes.blockedBy = { from, to };
  }
  if (fields.state === "in_progress" && before.state === "open") await refuseBlocked(tx, before);
  if (Object.keys(changes).length === 0) return;
  await tx
    .update(tasks)
    .set({ ...wanted, updatedAt: ctx.now(), version: before.version + 1 })
    .where(eq(tasks.id, before.id));
  const data = { id: before.id, no: before.no, title: wanted.title ?? before.title, changes, owner };
  await recordEvent(tx, ctx, { incidentId: incident.id, kind: "task_changed", data });
}

/** What was proved and verified stays what it was; reopening comes first. */
function refuseFinished(before: TaskRecord, fields: Omit<TaskFields, "blockedBy">): void {
  const finished = before.state !== "open" && before.state !== "in_progress";
  if (!finished) return;
  if (before.state === "done" && fields.state === undefined) return;
  const words = { done: "done", verified: "verified", not_doing: "dropped" }[before.state as "done"];
  throw new AppError("conflict", `T-${before.no} is ${words}. Reopen it with a reason before changing it.`);
}

async function wantedColumns(
  tx: Transaction,
  before: TaskRecord,
  { dueAt, ...fields }: Omit<TaskFields, "blockedBy">,
  incident: Incident,
): Promise<Partial<TaskRecord>> {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const wanted: Partial<TaskRecord> = given;
  if (dueAt) return { ...wanted, dueAt, dueBasis: "person", dueReason: null };
  const moves = fields.kind !== undefined || fields.ownerId !== undefined;
  if (dueAt !== null && !(before.dueBasis === "severity" && moves)) return wanted;
  const kind = fields.kind ?? before.kind;
  const ownerId = fields.ownerId === undefined ? before.ownerId : fields.ownerId;
  const due = await dueOf(tx, { kind, incident, addedAt: before.createdAt, ownerId });
  return { ...wanted, dueAt: due.at, dueBasis: "severity", dueReason: due.reason };
}

function differences(before: TaskRecord, wanted: Partial<TaskRecord>): Record<string, { from: unknown; to: unknown }> {
  const changed: Record<string, { from: unknown; to: unknown }> = {};
  for (const [name, to] of Object.entries(wanted)) {
    const from = before[name as keyof TaskRecord];
    if (canonicalJson(from) !== canonicalJson(to)) changed[name] = { from, to };
  }
  return changed;
}
