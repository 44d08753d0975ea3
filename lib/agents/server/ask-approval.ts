import { and, eq, gt, ne, or, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { approvalRequests, incidents } from "@/db/schema";
import { requirePermission, visibleTo } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { tellOfApproval } from "@/lib/inbox/server/tell-of-event";
import { parseIncidentRef } from "@/lib/incidents/model";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { AskApprovalInput, GetApprovalQuery } from "../inputs";
import type { ApprovalView } from "../views";
import { currentVersions, requireAiSystem } from "./ai-system-rows";
import { type ApprovalRow, fingerprintOf, stateOf, toApprovalViews } from "./approval-rows";
import { recordAiEvent } from "./record-ai-event";

/** So many may wait at once for one AI system: more is a program that has lost its way, and nobody would read them. */
const MOST_WAITING = 50;

/**
 * Asks a person for permission for one action. The same `requestId` of the same asker is the same question, however often
 * it is sent; with other content it is refused. Whoever gets no answer in time has been told no.
 */
export async function askApproval(ctx: Ctx, input: AskApprovalInput): Promise<ApprovalView> {
  const actor = requirePermission(ctx, "ask");
  return inTransaction(ctx, async (tx) => {
    await requireAiSystem(tx, input.aiSystem);
    const incidentId = input.incident === null ? null : await findIncident(tx, ctx, input.incident);
    if (incidentId !== null) await lockRecord(tx, incidentId);
    const fingerprint = fingerprintOf({ ...input, incident: incidentId });
    await refuseTooMany(tx, ctx, input, actor.userId);
    const [row] = await tx
      .insert(approvalRequests)
      .values({
        aiSystemId: input.aiSystem,
        incidentId,
        requestId: input.requestId,
        action: input.action,
        details: input.details,
        onBehalfOf: input.onBehalfOf || null,
        fingerprint,
        state: "waiting",
        askedAt: ctx.now(),
        askedBy: actor.userId,
        askedByName: actor.name,
        expiresAt: microsToInstant(instantToMicros(ctx.now()) + input.timeoutSeconds * 1_000_000),
      })
      .onConflictDoNothing()
      .returning();
    if (!row) return sameQuestion(tx, ctx, { ...input, askedBy: actor.userId }, fingerprint);
    const payload = JSON.stringify({ approvalId: row.id });
    await tx.execute(
      sql`select enqueue_job_at('expire_approval', ${payload}::json, ${row.expiresAt}::timestamptz, ${`approval:${row.id}`})`,
    );
    await sayApproval(tx, ctx, row, "approval_asked", "approval_asked");
    return one(tx, ctx, row);
  });
}

async function refuseTooMany(tx: Transaction, ctx: Ctx, input: AskApprovalInput, askedBy: string): Promise<void> {
  const [waiting] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(approvalRequests)
    .where(
      and(
        eq(approvalRequests.aiSystemId, input.aiSystem),
        eq(approvalRequests.state, "waiting"),
        gt(approvalRequests.expiresAt, ctx.now()),
        or(ne(approvalRequests.requestId, input.requestId), ne(approvalRequests.askedBy, askedBy)),
      ),
    );
  if ((waiting?.n ?? 0) < MOST_WAITING) return;
  throw new AppError("too_many", `${MOST_WAITING} requests of this AI system wait already. Wait for their answers.`, {
    retryAfter: 30,
  });
}

async function sameQuestion(
  tx: Transaction,
  ctx: Ctx,
  input: AskApprovalInput & { askedBy: string },
  fingerprint: string,
): Promise<ApprovalView> {
  const [row] = await tx
    .select()
    .from(approvalRequests)
    .where(
      and(
        eq(approvalRequests.aiSystemId, input.aiSystem),
        eq(approvalRequests.askedBy, input.askedBy),
        eq(approvalRequests.requestId, input.requestId),
      ),
    );
  invariant(row, "a conflict has its row");
  if (row.fingerprint === fingerprint) return one(tx, ctx, row);
  const message = "This requestId was used for another question. Give a new one: an answer is for one action only.";
  throw new AppError("conflict", message, { fields: [{ pointer: "/requestId", message }] });
}

/** Absent and forbidden answer the same, also to a token that may do nothing but ask. */
async function findIncident(tx: Transaction, ctx: Ctx, ref: string): Promise<number> {
  const id = parseIncidentRef(ref);
  const [incident] =
    id === null
      ? []
      : await tx
          .select({ id: incidents.id })
          .from(incidents)
          .where(and(eq(incidents.id, id), visibleTo(ctx)));
  if (incident) return incident.id;
  const message = "There is no such incident, or you may not see it.";
  throw new AppError("invalid", message, { fields: [{ pointer: "/incident", message }] });
}

const LOOK_EVERY_MS = 300;

/** How a request stands; with `wait`, once it is answered or so many seconds are over. */
export async function getApproval(ctx: Ctx, id: string, { wait }: GetApprovalQuery): Promise<ApprovalView> {
  requirePermission(ctx, "ask");
  const until = Date.now() + wait * 1000;
  for (;;) {
    const row = await findApproval(ctx, id);
    if (stateOf(row, ctx.now()) !== "waiting" || Date.now() >= until) return one(db(), ctx, row);
    await new Promise((done) => setTimeout(done, Math.min(LOOK_EVERY_MS, until - Date.now())));
  }
}

/** A token sees what its owner's tokens asked; people see everything of incidents that they may see. */
async function findApproval(ctx: Ctx, id: string): Promise<ApprovalRow> {
  const actor = requirePermission(ctx, "ask");
  const [found] = await db()
    .select({ row: approvalRequests, seen: incidents.id })
    .from(approvalRequests)
    .leftJoin(incidents, and(eq(incidents.id, approvalRequests.incidentId), visibleTo(ctx)))
    .where(eq(approvalRequests.id, id));
  const visible = found && (found.row.incidentId === null || found.seen !== null || found.row.askedBy === actor.userId);
  const own = found && (actor.permissions.has("read") || found.row.askedBy === actor.userId);
  if (!visible || !own) throw new AppError("not_found", "There is no such request for permission.");
  return found.row;
}

/** Takes up a permission: once, before it ends, and only by whoever asked for it. */
export async function redeemApproval(ctx: Ctx, id: string): Promise<ApprovalView> {
  const actor = requirePermission(ctx, "ask");
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.select().from(approvalRequests).where(eq(approvalRequests.id, id)).for("update");
    if (!row || row.askedBy !== actor.userId) {
      throw new AppError("not_found", "There is no such request for permission.");
    }
    const state = stateOf(row, ctx.now());
    if (state !== "allowed")
      throw new AppError("conflict", `It is ${state}, so nothing may be done.`, { extra: { state } });
    if (row.usedAt !== null) throw new AppError("conflict", "This permission was used already. Ask anew.");
    if ((row.usableUntil ?? "") <= ctx.now()) throw new AppError("conflict", "This permission has ended. Ask anew.");
    const [used] = await tx
      .update(approvalRequests)
      .set({ usedAt: ctx.now() })
      .where(eq(approvalRequests.id, id))
      .returning();
    invariant(used, "an update under a lock finds its row");
    const data = { id, action: row.action };
    await recordAiEvent(tx, ctx, {
      aiSystemId: row.aiSystemId,
      kind: "approval_used",
      incidentId: row.incidentId,
      data,
    });
    return one(tx, ctx, used);
  });
}

async function one(executor: Parameters<typeof toApprovalViews>[0], ctx: Ctx, row: ApprovalRow): Promise<ApprovalView> {
  const [view] = await toApprovalViews(executor, ctx, [row]);
  invariant(view, "one row in, one view out");
  return view;
}

/** In the history of the AI system always, in the record of the incident where one is named. */
export async function sayApproval(
  tx: Transaction,
  ctx: Ctx,
  row: ApprovalRow,
  aiKind: "approval_asked" | "approval_allowed" | "approval_denied" | "approval_expired",
  kind: "approval_asked" | "approval_decided" | "approval_expired",
): Promise<void> {
  const name = (await currentVersions(tx, ctx.now(), [row.aiSystemId])).get(row.aiSystemId)?.name ?? "AI system";
  const data = { id: row.id, action: row.action, state: row.state, reason: row.reason };
  if (row.incidentId !== null) {
    await recordEvent(tx, ctx, { incidentId: row.incidentId, kind, data: { ...data, aiSystem: row.aiSystemId, name } });
  }
  if (kind === "approval_asked")
    await tellOfApproval(tx, ctx, { id: row.id, action: row.action, incidentId: row.incidentId, by: name });
  await recordAiEvent(tx, ctx, { aiSystemId: row.aiSystemId, kind: aiKind, incidentId: row.incidentId, data });
}
