import { eq } from "drizzle-orm";
import { containmentActions, containmentApprovals } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import type { ApproveActionInput, DropActionInput } from "../inputs";
import type { ActionView } from "../views";
import { actionView, lockAction, personOf, said } from "./action-rows";

/** Agrees to an action. Whoever asked for it can't, and nobody agrees twice. */
export async function approveAction(ctx: Ctx, ref: string, id: string, input: ApproveActionInput): Promise<ActionView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const action = await lockAction(tx, ctx, incident, id, input.version);
    if (action.state !== "requested") {
      throw new AppError("conflict", `A-${action.no} is ${action.state}: it waits for nobody's approval.`);
    }
    const userId = personOf(ctx);
    if (userId === null || userId === action.requestedBy) {
      throw new AppError("forbidden", "Somebody other than the one who asked for it has to agree.");
    }
    const given = await tx
      .insert(containmentApprovals)
      .values({ actionId: id, userId, name: ctx.actor?.name ?? "", at: ctx.now(), note: input.note || null })
      .onConflictDoNothing()
      .returning();
    if (given.length === 0) throw new AppError("conflict", "You have agreed to it already. One more person is needed.");
    const all = await tx.select().from(containmentApprovals).where(eq(containmentApprovals.actionId, id));
    await tx
      .update(containmentActions)
      .set({
        state: all.length >= action.approvalsNeeded ? "approved" : "requested",
        updatedAt: ctx.now(),
        version: action.version + 1,
      })
      .where(eq(containmentActions.id, id));
    const data = said(action, { approval: all.length, needed: action.approvalsNeeded, note: input.note || null });
    await recordEvent(tx, ctx, { incidentId: incident.id, kind: "containment_approved", data });
    return actionView(tx, ctx, id);
  });
}

/** An honest outcome before it is done: why it is not. */
export async function dropAction(ctx: Ctx, ref: string, id: string, input: DropActionInput): Promise<ActionView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const action = await lockAction(tx, ctx, incident, id, input.version);
    if (action.state === "dropped") throw new AppError("conflict", `A-${action.no} is dropped already.`);
    if (action.state === "done" && action.verdict !== "failed") {
      throw new AppError("conflict", `A-${action.no} is done. What is done can't be dropped.`);
    }
    await tx
      .update(containmentActions)
      .set({
        state: "dropped",
        droppedReason: input.reason,
        verdict: null,
        verifiedAt: null,
        updatedAt: ctx.now(),
        version: action.version + 1,
      })
      .where(eq(containmentActions.id, id));
    const data = said(action, { reason: input.reason });
    await recordEvent(tx, ctx, { incidentId: incident.id, kind: "containment_dropped", data });
    return actionView(tx, ctx, id);
  });
}
