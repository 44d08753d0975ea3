import { and, eq, isNull } from "drizzle-orm";
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

export async function surroundingsOf(executor: Executor, incidentId: number): Promise<Surroundings> {
  const named = await executor
    .selectDistinct({ id: assets.id, name: assets.name })
    .from(assets)
    .innerJoin(affectedData, and(eq(affectedData.assetId, assets.id), eq(affectedData.incidentId, incidentId)))
    .where(isNull(assets.supersededAt));
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
  const verdict = row.assetId === null ? undefined : verdicts.get(row.assetId);
  const computed: Partial<Record<Question, ComputedAnswer>> = verdict ? computedAnswers(verdict) : {};
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
    people: { certainty: row.peopleCertainty, low: row.peopleLow, high: row.peopleHigh },
    records: { certainty: row.recordsCertainty, low: row.recordsLow, high: row.recordsHigh },
    jurisdictions: row.jurisdictions,
    protection: row.protection,
    answers,
    recordedBy: row.recordedBy,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version,
  };
}

/** A person's answer stands; what the evidence says is shown beside it, and alone where nobody answered. */
function toAnswerView(given: DataRow["answers"][Question], computed: ComputedAnswer | null): DataAnswerView {
  if (given) {
    const { answer, reason, evidence, by, at } = given;
    return { answer, basis: "person", reasons: reason ? [reason] : [], evidence, by, at, computed };
  }
  const none = { evidence: [], by: null, at: null, computed };
  if (computed) return { answer: computed.answer, basis: "computed", reasons: computed.reasons, ...none };
  return { answer: "unknown", basis: "nobody", reasons: [], ...none };
}
