import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { affectedData, assets } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import type { AddDataInput } from "../inputs";
import type { Answer, Question } from "../model";
import type { DataRow } from "./to-view";

/** The columns that an input sets; what it leaves out is left out. */
export function columnsOf(input: Partial<Omit<AddDataInput, "answers">>): Partial<DataRow> {
  const { people, records, ...same } = input;
  return {
    ...same,
    ...(people && {
      peopleCertainty: people.certainty,
      peopleLow: people.low,
      peopleHigh: people.high,
      peopleBasis: people.basis,
    }),
    ...(records && {
      recordsCertainty: records.certainty,
      recordsLow: records.low,
      recordsHigh: records.high,
      recordsBasis: records.basis,
    }),
  };
}

type Computed = Partial<Record<Question, { answer: Answer }>>;

/**
 * The answers with those of the input in place, signed by whoever asks, and with what the evidence said beside it; null
 * takes one back.
 */
export function answersAfter(
  ctx: Ctx,
  before: DataRow["answers"],
  given: AddDataInput["answers"],
  computed: Computed,
): DataRow["answers"] {
  const after = { ...before };
  for (const [question, answer] of Object.entries(given) as [Question, AddDataInput["answers"][Question]][]) {
    if (answer === undefined) continue;
    if (answer === null) delete after[question];
    else {
      const signed = { by: ctx.actor?.name ?? "", at: ctx.now(), computed: computed[question]?.answer ?? null };
      after[question] = { ...answer, ...signed };
    }
  }
  return after;
}

export async function requireAsset(tx: Transaction, assetId: string | null | undefined): Promise<void> {
  if (!assetId) return;
  const [asset] = await tx
    .select({ id: assets.id })
    .from(assets)
    .where(and(eq(assets.id, assetId), isNull(assets.supersededAt)));
  if (asset) return;
  const message = "There is no such asset. Choose one of the list, or create it first.";
  throw new AppError("invalid", message, { fields: [{ pointer: "/assetId", message }] });
}

/** Counts by jurisdiction belong to jurisdictions that the item names. */
export function refuseOtherPlaces(jurisdictions: readonly string[], byPlace: Record<string, unknown>): void {
  const other = Object.keys(byPlace).find((place) => !jurisdictions.includes(place));
  if (other === undefined) return;
  const message = `“${other}” is not among the item's jurisdictions. Name it there first.`;
  throw new AppError("invalid", message, { fields: [{ pointer: "/peopleByPlace", message }] });
}

/** The item as it stands, locked; refused when somebody changed it since it was read. */
export async function lockItem(
  tx: Transaction,
  incidentId: number,
  id: string,
  version: number | undefined,
): Promise<DataRow> {
  const [row] = await tx
    .select()
    .from(affectedData)
    .where(and(eq(affectedData.incidentId, incidentId), eq(affectedData.id, id), isNull(affectedData.removedAt)))
    .for("update");
  if (!row) throw new AppError("not_found", "There is no such item in this incident, or it was removed.");
  if (version === undefined) {
    throw new AppError("precondition_required", "Say which version you read, as `version` or in If-Match.");
  }
  if (row.version !== version) {
    const message = `Somebody changed this item since you read it (version ${version}, now ${row.version}). Look at it again, then repeat your change.`;
    throw new AppError("precondition_failed", message, { extra: { currentVersion: row.version } });
  }
  return row;
}
