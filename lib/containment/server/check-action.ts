import { eq } from "drizzle-orm";
import { containmentActions, containmentChecks } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import type { CheckActionInput } from "../inputs";
import type { ActionView } from "../views";
import { actionView, lockAction, personOf, said } from "./action-rows";
import { verifyAction } from "./verify-containment";

/** Records that somebody looked whether it holds: an access test, a look at a process list, an attestation. */
export async function checkAction(ctx: Ctx, ref: string, id: string, input: CheckActionInput): Promise<ActionView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const action = await lockAction(tx, ctx, incident, id);
    if (action.state !== "done" || action.doneAt === null) {
      throw new AppError("conflict", `A-${action.no} is not done yet, so nothing can be said of whether it holds.`);
    }
    const at = input.at ?? ctx.now();
    refuseTime(at, action.doneAt, ctx.now());
    await tx.insert(containmentChecks).values({
      actionId: id,
      at,
      holds: input.holds,
      what: input.what,
      evidence: input.evidence,
      recordedBy: personOf(ctx),
      recordedByName: ctx.actor?.name ?? "Firebreak",
      recordedAt: ctx.now(),
    });
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "containment_checked",
      occurredAt: at,
      data: said(action, { holds: input.holds, what: input.what, evidence: input.evidence }),
    });
    const [now] = await tx.select().from(containmentActions).where(eq(containmentActions.id, id));
    if (now) await verifyAction(tx, ctx, now);
    return actionView(tx, ctx, id);
  });
}

function refuseTime(at: string, doneAt: string, now: string): void {
  const message =
    at < doneAt ? "This look was before it was done, so it says nothing." : at > now ? "This lies ahead." : null;
  if (message) throw new AppError("invalid", message, { fields: [{ pointer: "/at", message }] });
}
