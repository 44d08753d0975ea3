import { and, desc, eq, lt, or, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { approvalRequests, incidents } from "@/db/schema";
import { requirePermission, visibleTo } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import { AppError, invariant } from "@/lib/api/errors";
import { type Ctx, systemContext } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { lockRecord } from "@/lib/record/server/record-event";
import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { DecideApprovalInput, ListApprovalsQuery } from "../inputs";
import type { ApprovalPage, ApprovalView } from "../views";
import { type ApprovalRow, stateOf, toApprovalViews } from "./approval-rows";
import { sayApproval } from "./ask-approval";

/** A permission that is not taken up within this time is over. */
const USABLE_SECONDS = 600;

/** Answers for the organisation: a signed-in person, never a program, and never whoever asked, or owns the token that did. */
export async function decideApproval(ctx: Ctx, id: string, input: DecideApprovalInput): Promise<ApprovalView> {
  const actor = requirePermission(ctx, "respond");
  if (actor.kind !== "user") {
    throw new AppError("forbidden", "A person answers, signed in to the app. A token can only ask.");
  }
  return inTransaction(ctx, async (tx) => {
    // Found before it is locked: the record's lock comes first.
    const [seen] = await tx
      .select({ incidentId: approvalRequests.incidentId, visible: incidents.id })
      .from(approvalRequests)
      .leftJoin(incidents, and(eq(incidents.id, approvalRequests.incidentId), visibleTo(ctx)))
      .where(eq(approvalRequests.id, id));
    if (!seen || (seen.incidentId !== null && seen.visible === null)) {
      throw new AppError("not_found", "There is no such request for permission.");
    }
    if (seen.incidentId !== null) await lockRecord(tx, seen.incidentId);
    const [row] = await tx.select().from(approvalRequests).where(eq(approvalRequests.id, id)).for("update");
    invariant(row, "requests are never deleted");
    if (row.askedBy === actor.userId) {
      throw new AppError("forbidden", "You asked for this, or a token of yours did: somebody else answers.");
    }
    const state = stateOf(row, ctx.now());
    if (state === "expired") throw new AppError("conflict", "The time for an answer is over: it was denied.");
    if (state !== "waiting") {
      throw new AppError("conflict", `${row.decidedByName ?? "Somebody"} has answered already: ${state}.`);
    }
    const [decided] = await tx
      .update(approvalRequests)
      .set({
        state: input.decision === "allow" ? "allowed" : "denied",
        decidedAt: ctx.now(),
        decidedBy: actor.userId,
        decidedByName: actor.name,
        reason: input.reason || null,
        usableUntil:
          input.decision === "allow" ? microsToInstant(instantToMicros(ctx.now()) + USABLE_SECONDS * 1_000_000) : null,
      })
      .where(eq(approvalRequests.id, id))
      .returning();
    invariant(decided, "an update under a lock finds its row");
    const kind = input.decision === "allow" ? "approval_allowed" : "approval_denied";
    await sayApproval(tx, ctx, decided, kind, "approval_decided");
    const [view] = await toApprovalViews(tx, ctx, [decided]);
    invariant(view, "one row in, one view out");
    return view;
  });
}

/** The queue's task at the end of the time: writes down that nobody answered. Answered meanwhile, it does nothing. */
export async function expireApproval(id: string, ctx: Ctx = systemContext()): Promise<void> {
  await db().transaction(async (tx) => {
    const [seen] = await tx.select().from(approvalRequests).where(eq(approvalRequests.id, id));
    if (seen?.incidentId) await lockRecord(tx, seen.incidentId);
    const [row] = await tx.select().from(approvalRequests).where(eq(approvalRequests.id, id)).for("update");
    if (row?.state !== "waiting" || row.expiresAt > ctx.now()) return;
    const [expired] = await tx
      .update(approvalRequests)
      .set({ state: "expired" })
      .where(eq(approvalRequests.id, id))
      .returning();
    if (expired) await sayApproval(tx, ctx, expired, "approval_expired", "approval_expired");
  });
}

/** Requests for permission, the latest first; those about incidents that one may not see are left out. */
export async function listApprovals(ctx: Ctx, query: ListApprovalsQuery): Promise<ApprovalPage> {
  requirePermission(ctx, "read");
  const after = decodeCursor(query.cursor, 2);
  const rows: { row: ApprovalRow }[] = await db()
    .select({ row: approvalRequests })
    .from(approvalRequests)
    .leftJoin(incidents, eq(incidents.id, approvalRequests.incidentId))
    .where(
      and(
        or(sql`${approvalRequests.incidentId} is null`, visibleTo(ctx)),
        query.aiSystem ? eq(approvalRequests.aiSystemId, query.aiSystem) : undefined,
        query.state ? inState(query.state, ctx.now()) : undefined,
        after
          ? or(
              lt(approvalRequests.askedAt, String(after[0])),
              and(eq(approvalRequests.askedAt, String(after[0])), lt(approvalRequests.id, String(after[1]))),
            )
          : undefined,
      ),
    )
    .orderBy(desc(approvalRequests.askedAt), desc(approvalRequests.id))
    .limit(query.limit + 1);
  const page = rows.slice(0, query.limit).map(({ row }) => row);
  const last = page.at(-1);
  return {
    data: await toApprovalViews(db(), ctx, page),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.askedAt, last.id]) : null,
  };
}

function inState(state: ApprovalRow["state"], now: string): SQL | undefined {
  const over = sql`${approvalRequests.expiresAt} <= ${now}::timestamptz`;
  if (state === "waiting") return and(eq(approvalRequests.state, "waiting"), sql`not (${over})`);
  if (state === "expired")
    return or(eq(approvalRequests.state, "expired"), and(eq(approvalRequests.state, "waiting"), over));
  return eq(approvalRequests.state, state);
}
