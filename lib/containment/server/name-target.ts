import { eq } from "drizzle-orm";
import { containmentActions } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import type { NameTargetInput } from "../inputs";
import { KIND_FACTS } from "../model";
import type { ActionView } from "../views";
import { titleOf } from "../words";
import { actionView, lockAction, said } from "./action-rows";
import { systemOf } from "./request-action";
import { verifyAction } from "./verify-containment";

/** Says to which AI system an action is done that named none; once, so that what the logs say of it never changes its subject. */
export async function nameTarget(ctx: Ctx, ref: string, id: string, input: NameTargetInput): Promise<ActionView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const action = await lockAction(tx, ctx, incident, id, input.version);
    if (action.aiSystemId !== null) throw new AppError("conflict", `A-${action.no} names its AI system already.`);
    if (!KIND_FACTS[action.kind].ofAgent || action.state === "dropped") {
      throw new AppError("conflict", `A-${action.no} is done to no AI system.`);
    }
    const name = await systemOf(tx, ctx, incident, input.aiSystem);
    const [row] = await tx
      .update(containmentActions)
      .set({
        aiSystemId: input.aiSystem,
        title: action.title === titleOf(action.kind, null) ? titleOf(action.kind, name) : action.title,
        updatedAt: ctx.now(),
        version: action.version + 1,
      })
      .where(eq(containmentActions.id, id))
      .returning();
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "containment_target_named",
      data: said(action, { aiSystem: input.aiSystem, name }),
    });
    if (row?.state === "done") await verifyAction(tx, ctx, row);
    return actionView(tx, ctx, id);
  });
}
