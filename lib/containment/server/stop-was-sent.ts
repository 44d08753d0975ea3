import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { containmentActions, containmentApprovals } from "@/db/schema";
import type { Ctx } from "@/lib/api/server/context";
import { recordEvent } from "@/lib/record/server/record-event";
import { said } from "./action-rows";
import { settleDone } from "./start-action";

interface Sent {
  delivered: boolean;
  /** No further try follows. */
  ended: boolean;
  status: number | null;
  error: string | null;
}

/**
 * After a try to reach the kill switch. Taken by it, the action is done from then on, which evidence has to verify; given
 * up, the action is open again, to be done by hand: approved where it has its approvals, else it waits for them, since a
 * commander's exception was for that one call. The caller holds the record's lock.
 */
export async function stopWasSent(tx: Transaction, ctx: Ctx, actionId: string, sent: Sent): Promise<void> {
  const [action] = await tx.select().from(containmentActions).where(eq(containmentActions.id, actionId)).for("update");
  if (!action || !sent.ended) return;
  const { incidentId } = action;
  if (sent.delivered) {
    await recordEvent(tx, ctx, { incidentId, kind: "stop_delivered", data: said(action, { status: sent.status }) });
    if (action.state !== "started") return;
    const startedAt = action.startedAt ?? ctx.now();
    await settleDone(tx, ctx, action, { startedAt, doneAt: ctx.now(), note: "The kill switch took the stop." });
    return;
  }
  const data = said(action, { status: sent.status, reason: sent.error });
  await recordEvent(tx, ctx, { incidentId, kind: "stop_not_delivered", data });
  if (action.state !== "started") return;
  const approvals = await tx.$count(containmentApprovals, eq(containmentApprovals.actionId, action.id));
  await tx
    .update(containmentActions)
    .set({
      state: approvals >= action.approvalsNeeded ? "approved" : "requested",
      withoutApproval: null,
      execution: null,
      startedAt: null,
      updatedAt: ctx.now(),
      version: action.version + 1,
    })
    .where(eq(containmentActions.id, action.id));
}
