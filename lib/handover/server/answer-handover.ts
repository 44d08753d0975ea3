import { eq } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { handovers } from "@/db/schema";
import { type Incident, requireIncident, requirePermission } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import type { AcknowledgeHandoverInput, DeclineHandoverInput, WithdrawHandoverInput } from "../inputs";
import type { HandoverRow, HandoverView } from "../views";
import { HANDOVER_STATE_WORDS, ROLE_NAMES } from "../words";
import { recordBrief } from "./begin-handover";
import { type Handover, handoverView, keepBrief, lastVersion, lockHandover, rightsOf } from "./handover-rows";
import { makeBrief } from "./make-brief";
import { passRole } from "./pass-role";
import { holderOf, requireEligible } from "./role-rows";

/** The holder says yes to a request: the brief is made, and the role passes when the taker has acknowledged it. */
export async function acceptHandover(ctx: Ctx, ref: string, id: string): Promise<HandoverView> {
  return briefed(ctx, ref, id, "accept", { state: "waiting" });
}

/** The brief once more, as the record says it now; the earlier one is kept. */
export async function renewBrief(ctx: Ctx, ref: string, id: string): Promise<HandoverView> {
  return briefed(ctx, ref, id, "brief", {});
}

async function briefed(
  ctx: Ctx,
  ref: string,
  id: string,
  right: "accept" | "brief",
  set: Partial<Handover>,
): Promise<HandoverView> {
  await requireIncident(ctx, db(), ref, "read");
  const brief = await makeBrief(ctx, ref);
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "read");
    const row = await requireRight(tx, ctx, incident, id, right);
    if (Object.keys(set).length > 0) await tx.update(handovers).set(set).where(eq(handovers.id, id));
    const version = await keepBrief(tx, id, brief);
    const view = await handoverView(tx, ctx, id);
    await recordBrief(tx, ctx, incident.id, { id, role: row.role, name: view.to.name, version, brief });
    return handoverView(tx, ctx, id);
  });
}

/**
 * The taker has read the brief, and says so with what they ask or add. Only now the role is theirs; after a take-over it
 * was theirs before, and the handover is complete.
 */
export async function acknowledgeHandover(
  ctx: Ctx,
  ref: string,
  id: string,
  input: AcknowledgeHandoverInput,
): Promise<HandoverView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "read");
    const row = await requireRight(tx, ctx, incident, id, "acknowledge");
    const version = await lastVersion(tx, id);
    if (input.brief !== version) {
      const message = `The brief was made again since you read it (version ${version}). Read that one, then acknowledge it.`;
      throw new AppError("conflict", message, { extra: { currentBrief: version } });
    }
    const to = await requireEligible(tx, incident, row.role, row.toId, "/brief");
    const now = ctx.now();
    const passedAt = row.passedAt ?? now;
    await tx
      .update(handovers)
      .set({
        state: "acknowledged",
        passedAt,
        acknowledgedAt: now,
        acknowledgedBrief: version,
        takerNotes: input.notes,
      })
      .where(eq(handovers.id, id));
    const data = { role: row.role, name: to.name, userId: to.id, version, notes: input.notes };
    await recordEvent(tx, ctx, { incidentId: incident.id, kind: "handover_acknowledged", data });
    if (row.passedAt === null) {
      await passRole(tx, ctx, { incidentId: incident.id, role: row.role, to, how: "handed_over", handoverId: id });
    }
    return handoverView(tx, ctx, id);
  });
}

/** The holder refuses what was asked for, or the taker what was offered. The role stays where it is. */
export function declineHandover(ctx: Ctx, ref: string, id: string, input: DeclineHandoverInput): Promise<HandoverView> {
  return end(ctx, ref, id, "decline", "declined", input.reason);
}

/** Whoever began it takes it back; so may the holder, or a commander where somebody has gone. */
export function withdrawHandover(
  ctx: Ctx,
  ref: string,
  id: string,
  input: WithdrawHandoverInput,
): Promise<HandoverView> {
  return end(ctx, ref, id, "withdraw", "withdrawn", input.reason || null);
}

async function end(
  ctx: Ctx,
  ref: string,
  id: string,
  right: "decline" | "withdraw",
  state: "declined" | "withdrawn",
  reason: string | null,
): Promise<HandoverView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "read");
    const row = await requireRight(tx, ctx, incident, id, right);
    const now = ctx.now();
    await tx
      .update(handovers)
      .set({ state, endedAt: now, endedBy: ctx.actor?.name ?? null, endReason: reason })
      .where(eq(handovers.id, id));
    const view = await handoverView(tx, ctx, id);
    const data = { state, what: row.kind, role: row.role, name: view.to.name, reason };
    await recordEvent(tx, ctx, { incidentId: incident.id, kind: "handover_ended", data });
    return view;
  });
}

const WHO: Record<keyof HandoverRow["can"], string> = {
  accept: "who holds the role can accept",
  decline: "who was asked can decline",
  withdraw: "who began it, the holder or a commander can withdraw",
  brief: "who gives the role and who takes it can have the brief made again",
  acknowledge: "the taker can acknowledge",
};

/** Locks the handover and refuses what the actor may not do with it, as it stands now. */
async function requireRight(
  tx: Transaction,
  ctx: Ctx,
  incident: Incident,
  id: string,
  right: keyof HandoverRow["can"],
): Promise<Handover> {
  const row = await lockHandover(tx, incident, id);
  // Somebody who only reads may answer for themselves; a token that was made for reading may not.
  if (ctx.actor?.kind === "token") requirePermission(ctx, "respond");
  const holder = await holderOf(tx, incident.id, row.role);
  if (rightsOf(row, holder?.id ?? null, ctx)[right]) return row;
  const over = row.state !== "asked" && row.state !== "waiting";
  if (over || (right === "accept" && row.state !== "asked")) {
    throw new AppError(
      "conflict",
      `This handover is ${HANDOVER_STATE_WORDS[row.state]}: there is nothing left to answer.`,
    );
  }
  const role = ROLE_NAMES[row.role];
  throw new AppError("conflict", `Only ${WHO[right]} a handover of the role ${role}, while it is not over.`);
}
