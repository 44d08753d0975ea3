import { and, eq, inArray, isNull, or } from "drizzle-orm";
import * as z from "zod";
import type { Executor } from "@/db/client";
import { affectedData, assets, exposureAnswers } from "@/db/schema";
import { ANSWERS, QUESTIONS, type Question } from "../model";
import { type AssetVerdict, type ComputedAnswer, computedAnswers } from "../prefill";
import type { AffectedDataView, DataAnswerView } from "../views";

export type DataRow = typeof affectedData.$inferSelect;

/** What the views of items need beside their rows: names of assets, and what the evidence says about them. */
export interface Surroundings {
  names: ReadonlyMap<string, string>;
  verdicts: ReadonlyMap<string, AssetVerdict>;
}

const Verdict = z.object({ verdict: z.enum(ANSWERS), reasons: z.array(z.string()) });
const StoredAnswer = z.object({
  assets: z.array(
    z.object({
      asset: z.string(),
      exposedMs: z.object({ certain: z.number(), possible: z.number() }),
      accessed: Verdict,
      exfiltrated: Verdict,
    }),
  ),
});

/** `also` is an asset that no item names yet. */
export async function surroundingsOf(
  executor: Executor,
  incidentId: number,
  also?: string | null,
): Promise<Surroundings> {
  const inItems = executor
    .select({ id: affectedData.assetId })
    .from(affectedData)
    .where(eq(affectedData.incidentId, incidentId));
  const wanted = also ? or(inArray(assets.id, inItems), eq(assets.id, also)) : inArray(assets.id, inItems);
  const named = await executor
    .select({ id: assets.id, name: assets.name })
    .from(assets)
    .where(and(isNull(assets.supersededAt), wanted));
  const [stored] = await executor
    .select({ answer: exposureAnswers.answer })
    .from(exposureAnswers)
    .where(eq(exposureAnswers.incidentId, incidentId));
  const answer = StoredAnswer.safeParse(stored?.answer);
  return {
    names: new Map(named.map(({ id, name }) => [id, name])),
    verdicts: new Map(answer.success ? answer.data.assets.map((verdict) => [verdict.asset, verdict]) : []),
  };
}

export function toDataView(row: DataRow, { names, verdicts }: Surroundings): AffectedDataView {
  const computed = computedOf(row.assetId, { names, verdicts });
  const answers = Object.fromEntries(
    QUESTIONS.map((question) => [question, toAnswerView(row.answers[question], computed[question] ?? null)]),
  ) as Record<Question, DataAnswerView>;
  return {
    id: row.id,
    assetId: row.assetId,
    assetName: row.assetId === null ? null : (names.get(row.assetId) ?? null),
    description: row.description,
    category: row.category,
    subjectKind: row.subjectKind,
    people: { certainty: row.peopleCertainty, low: row.peopleLow, high: row.peopleHigh, basis: row.peopleBasis },
    records: { certainty: row.recordsCertainty, low: row.recordsLow, high: row.recordsHigh, basis: row.recordsBasis },
    jurisdictions: row.jurisdictions,
    protection: row.protection,
    protectionNote: row.protectionNote,
    alsoCategories: row.alsoCategories,
    specialKinds: row.specialKinds,
    peopleByPlace: row.peopleByPlace,
    answers,
    recordedBy: row.recordedBy,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version,
  };
}

/** What the evidence says of an asset's data, where it has an exposure window. */
export function computedOf(
  assetId: string | null,
  { verdicts }: Surroundings,
): Partial<Record<Question, ComputedAnswer>> {
  const verdict = assetId === null ? undefined : verdicts.get(assetId);
  return verdict ? computedAnswers(verdict) : {};
}

/** A person's answer stands; what the evidence says is shown beside it, and alone where nobody answered. */
function toAnswerView(given: DataRow["answers"][Question], computed: ComputedAnswer | null): DataAnswerView {
  if (given) {
    const { answer, reason, evidence, by, at } = given;
    const reasons = reason ? [reason] : [];
    return { answer, basis: "person", reasons, evidence, by, at, computed, computedThen: given.computed ?? null };
  }
  const none = { evidence: [], by: null, at: null, computed, computedThen: null };
  if (computed) return { answer: computed.answer, basis: "computed", reasons: computed.reasons, ...none };
  return { answer: "unknown", basis: "nobody", reasons: [], ...none };
}
