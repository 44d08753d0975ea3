import { sql as text } from "drizzle-orm";
import { db } from "@/db/client";
import { exposureAnswers, exposureFailures } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { enqueueJudging } from "@/lib/claims/server/enqueue-judging";
import { RULE_VERSION } from "../model";
import type { ExposureView } from "../views";
import { analyse } from "./analyse";
import type { AnalysisQuestion, Sql } from "./analysis-tables";
import { computeKept } from "./compute-exposure";
import { inputState } from "./fingerprint";
import { type KeptSums, keepSums } from "./kept-sums";
import { namedInputs } from "./named-inputs";
import { toExposureView } from "./to-exposure-view";

const underway = new Map<string, Promise<ExposureView>>();

/** Computes the answer to a question about an instant; who asks the same while it is computed gets the same. */
export async function answerQuestion(ctx: Ctx, question: AnalysisQuestion): Promise<ExposureView> {
  // Facts that are recorded in between were not there when the first one asked: what is known at an instant that has
  // passed stays, and of the present each computes its own.
  if (question.knownAt === null || question.knownAt >= ctx.now()) return (await compute(ctx, question)).view;
  const key = JSON.stringify(question);
  const same = underway.get(key);
  if (same) return same;
  const mine = compute(ctx, question).then(({ view }) => view);
  underway.set(key, mine);
  try {
    return await mine;
  } finally {
    underway.delete(key);
  }
}

/** Computes the present answer and keeps it; null while somebody else is computing it, in whichever process. */
export async function answerPresent(ctx: Ctx, incidentId: number): Promise<ExposureView | null> {
  const question = { incidentId, now: ctx.now(), knownAt: null };
  const started = performance.now();
  const found = await compute(ctx, question, true).catch((error: Error) => {
    if (!(error instanceof AppError) || error.code !== "unavailable") throw error;
    return keepFailure(ctx, incidentId, error);
  });
  if (found === null) return null;
  const { view, state } = found;
  const tookMs = Math.round(performance.now() - started);
  const values = { fingerprint: state, computedAt: view.computedAt, tookMs, answer: { ...view } };
  await db().transaction(async (tx) => {
    await tx
      .insert(exposureAnswers)
      .values({ incidentId, ...values })
      .onConflictDoUpdate({
        target: exposureAnswers.incidentId,
        set: values,
        setWhere: text`${exposureAnswers.computedAt} <= excluded.computed_at`,
      });
    await tx.delete(exposureFailures).where(text`${exposureFailures.incidentId} = ${incidentId}`);
    await enqueueJudging(tx, ctx, incidentId);
  });
  return view;
}

interface Answered {
  view: ExposureView;
  state: string;
}

async function compute(ctx: Ctx, question: AnalysisQuestion): Promise<Answered>;
async function compute(ctx: Ctx, question: AnalysisQuestion, alone: true): Promise<Answered | null>;
async function compute(ctx: Ctx, question: AnalysisQuestion, alone = false): Promise<Answered | null> {
  const found = await analyse(async (sql) => {
    if (alone && !(await isMine(sql, question.incidentId))) return null;
    return answerIn(sql, ctx, question);
  });
  if (found === null) return null;
  if (found.kept) await keepSums(question, found.kept, ctx.now());
  return found;
}

/** In one snapshot, so that inputs and state are those of the facts which the answer saw. */
async function answerIn(sql: Sql, ctx: Ctx, question: AnalysisQuestion): Promise<Answered & { kept: KeptSums | null }> {
  const { kept, ...computed } = await computeKept(sql, question);
  const { fingerprint, inputs } = await namedInputs(sql, question, computed.sources);
  const view: ExposureView = {
    now: question.now,
    knownAt: question.knownAt,
    computedAt: ctx.now(),
    ruleVersion: RULE_VERSION,
    stale: false,
    failure: null,
    fingerprint,
    inputs,
    ...toExposureView(computed),
  };
  return { view, state: await inputState(sql, question.incidentId), kept };
}

/** Held until the transaction ends, over all processes. */
async function isMine(sql: Sql, incidentId: number): Promise<boolean> {
  const [row] = await sql<{ mine: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtext('firebreak exposure'), ${incidentId}) as mine`;
  return row?.mine ?? false;
}

/** The last good answer stays with its time, and says from now on why there is no newer one. */
async function keepFailure(ctx: Ctx, incidentId: number, error: AppError): Promise<never> {
  // That others are being served is no failure of this answer.
  if (error.details.retryAfter !== undefined && error.details.retryAfter < 60) throw error;
  const values = { failedAt: ctx.now(), message: error.message };
  await db()
    .insert(exposureFailures)
    .values({ incidentId, ...values })
    .onConflictDoUpdate({ target: exposureFailures.incidentId, set: values });
  throw error;
}
