import { eq } from "drizzle-orm";
import { affectedData } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { enqueueJudging } from "@/lib/claims/server/enqueue-judging";
import { canonicalJson } from "@/lib/record/canonical";
import { recordEvent } from "@/lib/record/server/record-event";
import type { ChangeDataInput } from "../inputs";
import type { AffectedDataView } from "../views";
import { answersAfter, columnsOf, lockItem, refuseOtherPlaces, requireAsset } from "./columns-of";
import { refreshVerdicts } from "./refresh-verdicts";
import { computedOf, type DataRow, surroundingsOf, toDataView } from "./to-view";

/** Changes an item; the record keeps what it said before. Nothing is recorded when nothing differs. */
export async function changeData(ctx: Ctx, ref: string, id: string, input: ChangeDataInput): Promise<AffectedDataView> {
  await refreshVerdicts(ctx, ref);
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const { version, answers, ...fields } = input;
    const before = await lockItem(tx, incident.id, id, version);
    await requireAsset(tx, fields.assetId);
    const wanted: Partial<DataRow> = columnsOf(withoutUndefined(fields));
    const surroundings = await surroundingsOf(tx, incident.id, wanted.assetId);
    const computed = computedOf(wanted.assetId === undefined ? before.assetId : wanted.assetId, surroundings);
    if (answers) wanted.answers = answersAfter(ctx, before.answers, answers, computed);
    wanted.peopleByPlace = placesAfter(before, wanted);
    const changes = differences(before, wanted);
    if (Object.keys(changes).length === 0) return toDataView(before, surroundings);
    const [row] = await tx
      .update(affectedData)
      .set({ ...wanted, updatedAt: ctx.now(), version: before.version + 1 })
      .where(eq(affectedData.id, id))
      .returning();
    invariant(row, "the locked item is there");
    const data = { id, description: row.description, changes };
    await recordEvent(tx, ctx, { incidentId: incident.id, kind: "data_changed", data });
    await enqueueJudging(tx, ctx, incident.id);
    return toDataView(row, surroundings);
  });
}

/** A jurisdiction that is no longer named takes its count with it; a count for one that is not named is refused. */
function placesAfter(before: DataRow, { peopleByPlace, jurisdictions = before.jurisdictions }: Partial<DataRow>) {
  if (peopleByPlace) {
    refuseOtherPlaces(jurisdictions, peopleByPlace);
    return peopleByPlace;
  }
  return Object.fromEntries(Object.entries(before.peopleByPlace).filter(([place]) => jurisdictions.includes(place)));
}

function withoutUndefined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function differences(before: DataRow, wanted: Partial<DataRow>): Record<string, { from: unknown; to: unknown }> {
  const changed: Record<string, { from: unknown; to: unknown }> = {};
  for (const [name, to] of Object.entries(wanted)) {
    const from = before[name as keyof DataRow];
    if (canonicalJson(from) !== canonicalJson(to)) changed[name] = { from, to };
  }
  return changed;
}
