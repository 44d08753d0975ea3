import { eq } from "drizzle-orm";
import { incidents } from "@/db/schema";
import { notifyRevoked } from "@/lib/access/server/notify-revoked";
import { requireIncident, requirePermission } from "@/lib/access/server/require";
import { invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { IncidentEventKind } from "@/lib/record/model";
import { recordEvent } from "@/lib/record/server/record-event";
import type { ChangeIncidentInput } from "../inputs";
import type { IncidentView } from "../views";
import { toIncidentView } from "./to-view";

/** Title, summary, kind and visibility; who may see an incident is for its commander to change. */
export async function changeIncident(ctx: Ctx, ref: string, input: ChangeIncidentInput): Promise<IncidentView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    if (input.visibility && input.visibility !== incident.visibility) requirePermission(ctx, "command");
    const changes: [IncidentEventKind, Record<string, unknown>][] = [];
    if (input.title !== undefined && input.title !== incident.title) {
      changes.push(["title_changed", { from: incident.title, to: input.title }]);
    }
    if (input.summary !== undefined && input.summary !== incident.summary) {
      changes.push(["summary_changed", { from: incident.summary, to: input.summary }]);
    }
    if (input.kind !== undefined || input.aiInvolvement !== undefined) {
      const { kind = incident.kind, aiInvolvement = incident.aiInvolvement } = input;
      changes.push(["kind_changed", { kind, aiInvolvement }]);
    }
    if (input.visibility !== undefined && input.visibility !== incident.visibility) {
      changes.push(["visibility_changed", { from: incident.visibility, to: input.visibility }]);
      await notifyRevoked(tx, { incident: incident.id });
    }
    for (const [kind, data] of changes) await recordEvent(tx, ctx, { incidentId: incident.id, kind, data });
    const [row] = await tx.select().from(incidents).where(eq(incidents.id, incident.id));
    invariant(row, "the incident is there");
    return toIncidentView(row);
  });
}
