import { eq } from "drizzle-orm";
import { db, rawSql } from "@/db/client";
import { exposureAnswers, exposureFailures } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { type Instant, instantToMicros } from "@/lib/time/instant";
import type { AnswerQuery } from "../inputs";
import { RULE_VERSION } from "../model";
import type { ExposureView } from "../views";
import { answerPresent, answerQuestion } from "./answer-question";
import { enqueueExposure } from "./enqueue-exposure";
import { inputState } from "./fingerprint";

/** While a window is open the answer grows by itself; one so young still says when it was computed. */
const YOUNG_MICROS = 5_000_000;
/** A kept one that is older is computed anew in the background, though no fact has changed. */
const OLD_MICROS = 30_000_000;
/** So often somebody waits for an answer that another is computing, a second each. */
const MOST_WAITS = 30;

/**
 * The exposure answer. Of the present: the kept one where nothing it rests on has changed, else computed anew, by one at
 * a time. As known at an earlier instant, or with another instant as now: always computed. With `kept` what was computed
 * last, at once and however old, marked where it is stale.
 */
export async function getExposure(ctx: Ctx, ref: string, query: AnswerQuery): Promise<ExposureView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const { at, now } = query;
  if (query.kept === "true") return keptAnswer(ctx, incident.id);
  if (at !== undefined) return answerQuestion(ctx, { incidentId: incident.id, now: now ?? at, knownAt: at });
  if (now === undefined) return presentAnswer(ctx, incident.id);
  const stored = await currentAnswer(incident.id, now, true);
  return stored ?? answerQuestion(ctx, { incidentId: incident.id, now, knownAt: null });
}

/** True while the kept answer rests on what is recorded now; the room says so when it does not. */
export async function isExposureCurrent(incidentId: number, fingerprint: string | undefined): Promise<boolean> {
  return fingerprint !== undefined && (await inputState(rawSql(), incidentId)) === fingerprint;
}

/** The present answer: found, or computed by whoever comes first while the others wait and look again. */
export async function presentAnswer(ctx: Ctx, incidentId: number): Promise<ExposureView> {
  for (let waits = 0; waits <= MOST_WAITS; waits += 1) {
    const found = (await currentAnswer(incidentId, ctx.now(), false)) ?? (await answerPresent(ctx, incidentId));
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new AppError("unavailable", "The answer is being computed and takes long. Ask again in a moment.", {
    retryAfter: 10,
  });
}

async function keptAnswer(ctx: Ctx, incidentId: number): Promise<ExposureView> {
  const row = await storedRow(incidentId);
  if (!row) return presentAnswer(ctx, incidentId);
  const view = row.answer as ExposureView;
  const [failure] = await db().select().from(exposureFailures).where(eq(exposureFailures.incidentId, incidentId));
  const stale = !(await isExposureCurrent(incidentId, row.fingerprint));
  const isOld = view.open && instantToMicros(ctx.now()) - instantToMicros(view.now) > OLD_MICROS;
  if ((stale || isOld) && !failure) await enqueueExposure(db(), incidentId);
  return { ...view, stale, failure: failure ? { at: failure.failedAt, message: failure.message } : null };
}

/** One of former rules may have another form; it is as if there were none. */
async function storedRow(incidentId: number) {
  const [row] = await db().select().from(exposureAnswers).where(eq(exposureAnswers.incidentId, incidentId));
  return (row?.answer as ExposureView | undefined)?.ruleVersion === RULE_VERSION ? row : undefined;
}

async function currentAnswer(incidentId: number, now: Instant, exactly: boolean): Promise<ExposureView | null> {
  const row = await storedRow(incidentId);
  if (!row) return null;
  const view = row.answer as ExposureView;
  const age = instantToMicros(now) - instantToMicros(view.now);
  if (view.open && (exactly ? age !== 0 : age < 0 || age > YOUNG_MICROS)) return null;
  if (!(await isExposureCurrent(incidentId, row.fingerprint))) return null;
  return view.open ? view : { ...view, now };
}
