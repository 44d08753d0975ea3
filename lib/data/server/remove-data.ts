import { eq } from "drizzle-orm";
import { affectedData } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { enqueueJudging } from "@/lib/claims/server/enqueue-judging";
import { recordEvent } from "@/lib/record/server/record-event";
import type { RemoveDataQuery } from "../inputs";
import { lockItem } from "./columns-of";

/** Takes an item that should not have been recorded out of the inventory; the record keeps that it was there. */
export async function removeData(ctx: Ctx, ref: string, id: string, input: RemoveDataQuery): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const item = await lockItem(tx, incident.id, id, input.version);
    const now = ctx.now();
    await tx
      .update(affectedData)
      .set({ removedAt: now, updatedAt: now, version: item.version + 1 })
      .where(eq(affectedData.id, id));
    const data = { id, description: item.description, reason: input.reason };
    await recordEvent(tx, ctx, { incidentId: incident.id, kind: "data_removed", data });
    await enqueueJudging(tx, ctx, incident.id);
  });
}
