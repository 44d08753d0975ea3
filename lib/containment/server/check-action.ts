import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { containmentActions, containmentChecks } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import { isEventId, requireEvidence } from "@/lib/timeline/server/cited-evidence";
import type { CheckActionInput } from "../inputs";
import type { ActionView } from "../views";
import { type Action, actionView, lockAction, personOf, said } from "./action-rows";
import { carriedOutBy } from "./carried-out-by";
import { verifyAction } from "./verify-containment";

/**
 * Records whether it holds: what somebody tried and saw, or what an event of the logs shows. Whoever carried it out may
 * say that it does not hold, or cite the logs; that it holds by a look alone, another person says.
 */
export async function checkAction(ctx: Ctx, ref: string, id: string, input: CheckActionInput): Promise<ActionView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const action = await lockAction(tx, ctx, incident, id);
    if (action.state !== "done" || action.doneAt === null) {
      throw new AppError("conflict", `A-${action.no} is not done yet, so nothing can be said of whether it holds.`);
    }
    const at = input.at ?? ctx.now();
    refuseTime(at, action.doneAt, ctx.now());
    const cited = input.evidence.filter(isEventId);
    await refuseEarlier(tx, action, await requireEvidence(tx, incident.id, cited, "evidence"));
    const by = personOf(ctx);
    if (input.holds && cited.length === 0 && by !== null && (await carriedOutBy(tx, action)).has(by)) {
      const message =
        "You carried it out, so your own look does not verify it. Have somebody else look, or cite the event of the logs that shows it.";
      throw new AppError("forbidden", message);
    }
    await tx.insert(containmentChecks).values({
      actionId: id,
      at,
      holds: input.holds,
      what: input.what,
      evidence: input.evidence,
      recordedBy: by,
      recordedByName: ctx.actor?.name ?? "Firebreak",
      recordedAt: ctx.now(),
    });
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "containment_checked",
      occurredAt: at,
      data: said(action, {
        ...{ holds: input.holds, what: input.what, evidence: input.evidence },
        basis: cited.length > 0 ? "evidence" : "look",
      }),
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

/** What the logs say of the time before it was done shows nothing of whether it holds. */
async function refuseEarlier(tx: Transaction, action: Action, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const [source = 0, record = 0, sub = 0] = id.split("-").map(Number);
    const rows = await tx.execute<{ early: boolean }>(sql`
      select occurred_at < ${action.doneAt}::timestamptz as early from evidence_events
      where incident_id = ${action.incidentId} and source_no = ${source} and record = ${record} and sub = ${sub} limit 1`);
    if (!rows[0]?.early) continue;
    const message = `Event ${id} is from before it was done, so it shows nothing of whether it holds.`;
    throw new AppError("invalid", message, { fields: [{ pointer: "/evidence", message }] });
  }
}
