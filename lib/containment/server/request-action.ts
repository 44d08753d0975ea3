import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { containmentActions, incidentAiSystems } from "@/db/schema";
import { type Incident, requireIncident } from "@/lib/access/server/require";
import { currentVersions } from "@/lib/agents/server/ai-system-rows";
import { linkWithin } from "@/lib/agents/server/incident-ai-systems";
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
    const name = input.aiSystem ? await systemOf(tx, ctx, incident, input.aiSystem) : null;
    if (name === null && KIND_FACTS[input.kind].ofAgent) throw noSystem("Say to which AI system it is done.");
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

/** The name of an AI system that something is done to. One that the incident does not name yet is named with it. */
export async function systemOf(tx: Transaction, ctx: Ctx, incident: Incident, id: string): Promise<string> {
  const version = (await currentVersions(tx, ctx.now(), [id])).get(id);
  if (!version) throw noSystem("There is no such AI system. Register it first.");
  const linked = await tx.$count(
    incidentAiSystems,
    and(
      eq(incidentAiSystems.incidentId, incident.id),
      eq(incidentAiSystems.aiSystemId, id),
      isNull(incidentAiSystems.supersededAt),
    ),
  );
  if (linked === 0) await linkWithin(tx, ctx, incident, { aiSystem: id, role: "involved" });
  return version.name;
}

function noSystem(message: string): AppError {
  return new AppError("invalid", message, { fields: [{ pointer: "/aiSystem", message }] });
}
