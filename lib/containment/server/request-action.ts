import { eq, sql } from "drizzle-orm";
import { containmentActions } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { currentVersions } from "@/lib/agents/server/ai-system-rows";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import type { RequestActionInput } from "../inputs";
import { KIND_FACTS } from "../model";
import type { ActionView } from "../views";
import { titleOf } from "../words";
import { actionView, approvalsFor, personOf, said } from "./action-rows";

/** Asks for something to be done. Where the policy of its kind asks for nobody else, it is ready at once. */
export async function requestAction(ctx: Ctx, ref: string, input: RequestActionInput): Promise<ActionView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    await lockRecord(tx, incident.id);
    const name = input.aiSystem ? await nameOf(tx, ctx, input.aiSystem) : null;
    const approvalsNeeded = await approvalsFor(tx, input.kind);
    const [last] = await tx
      .select({ no: sql<number>`coalesce(max(${containmentActions.no}), 0)::int` })
      .from(containmentActions)
      .where(eq(containmentActions.incidentId, incident.id));
    const now = ctx.now();
    const [row] = await tx
      .insert(containmentActions)
      .values({
        incidentId: incident.id,
        no: (last?.no ?? 0) + 1,
        kind: input.kind,
        stage: input.stage ?? KIND_FACTS[input.kind].stage,
        title: input.title || titleOf(input.kind, name),
        detail: input.detail,
        aiSystemId: input.aiSystem,
        state: approvalsNeeded > 0 ? "requested" : "approved",
        approvalsNeeded,
        requestedAt: now,
        requestedBy: personOf(ctx),
        requestedByName: ctx.actor?.name ?? "Firebreak",
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    invariant(row, "an insert returns its row");
    const data = said(row, { stage: row.stage, aiSystem: input.aiSystem, approvalsNeeded });
    await recordEvent(tx, ctx, { incidentId: incident.id, kind: "containment_requested", data });
    return actionView(tx, ctx, row.id);
  });
}

async function nameOf(tx: Parameters<typeof currentVersions>[0], ctx: Ctx, id: string): Promise<string> {
  const version = (await currentVersions(tx, ctx.now(), [id])).get(id);
  if (version) return version.name;
  const message = "There is no such AI system. Register it first.";
  throw new AppError("invalid", message, { fields: [{ pointer: "/aiSystem", message }] });
}
