import { and, count, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { affectedData } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { enqueueJudging } from "@/lib/claims/server/enqueue-judging";
import { recordEvent } from "@/lib/record/server/record-event";
import type { AddDataInput } from "../inputs";
import type { AffectedDataView } from "../views";
import { answersAfter, columnsOf, refuseOtherPlaces, requireAsset } from "./columns-of";
import { refreshVerdicts } from "./refresh-verdicts";
import { computedOf, surroundingsOf, toDataView } from "./to-view";

const MAX_ITEMS = 500;

/** Adds an item to the inventory of affected data. What nobody has answered stays unanswered. */
export async function addData(ctx: Ctx, ref: string, input: AddDataInput): Promise<AffectedDataView> {
  await refreshVerdicts(ctx, ref);
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    await requireRoom(tx, incident.id);
    await requireAsset(tx, input.assetId);
    refuseOtherPlaces(input.jurisdictions, input.peopleByPlace);
    const surroundings = await surroundingsOf(tx, incident.id, input.assetId);
    const { people, records, answers, ...rest } = input;
    const now = ctx.now();
    const [row] = await tx
      .insert(affectedData)
      .values({
        ...rest,
        ...columnsOf({ people, records }),
        peopleCertainty: people.certainty,
        recordsCertainty: records.certainty,
        answers: answersAfter(ctx, {}, answers, computedOf(input.assetId, surroundings)),
        incidentId: incident.id,
        recordedBy: requireActor(ctx).name,
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    invariant(row, "the item that was just added is there");
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "data_added",
      data: { id: row.id, ...rest, people, records, answers: row.answers },
    });
    await enqueueJudging(tx, ctx, incident.id);
    return toDataView(row, surroundings);
  });
}

async function requireRoom(tx: Transaction, incidentId: number): Promise<void> {
  const [row] = await tx
    .select({ n: count() })
    .from(affectedData)
    .where(and(eq(affectedData.incidentId, incidentId), isNull(affectedData.removedAt)));
  if ((row?.n ?? 0) >= MAX_ITEMS) {
    throw new AppError("conflict", `An incident holds at most ${MAX_ITEMS} items. Combine or remove some first.`);
  }
}
