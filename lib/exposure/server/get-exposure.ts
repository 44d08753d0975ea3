import { eq, sql } from "drizzle-orm";
import { db, rawSql } from "@/db/client";
import { exposureAnswers } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { enqueueJudging } from "@/lib/claims/server/enqueue-judging";
import { type Instant, instantToMicros } from "@/lib/time/instant";
import type { ExposureQuery } from "../inputs";
import { RULE_VERSION } from "../model";
import type { ExposureView } from "../views";
import { analyse, type Computed, computeIn } from "./compute-exposure";
import { type InputState, inputState } from "./fingerprint";
import { toExposureView } from "./to-exposure-view";

/** While a window is open the answer grows by itself; one so young still says when it was computed. */
const YOUNG_MICROS = 5_000_000;

/**
 * The exposure answer: of the present at once where nothing it rests on has changed, else computed anew; as known at an
 * earlier instant always computed.
 */
export async function getExposure(ctx: Ctx, ref: string, query: ExposureQuery): Promise<ExposureView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const now = query.now ?? query.at ?? ctx.now();
  if (query.at !== undefined) return viewOf(ctx, incident.id, now, query.at);
  const stored = await storedAnswer(incident.id, now, query.now !== undefined);
  return stored ?? currentExposure(ctx, incident.id, now, query.now === undefined);
}

/** Computes the present answer and, unless it was asked about another instant, keeps it. */
export async function currentExposure(ctx: Ctx, incidentId: number, now: Instant, keep = true): Promise<ExposureView> {
  const view = await viewOf(ctx, incidentId, now, null);
  if (!keep && view.open) return view;
  const values = { fingerprint: view.fingerprint, computedAt: view.computedAt, answer: { ...view } };
  await db()
    .insert(exposureAnswers)
    .values({ incidentId, ...values })
    .onConflictDoUpdate({
      target: exposureAnswers.incidentId,
      set: values,
      setWhere: sql`${exposureAnswers.computedAt} <= excluded.computed_at`,
    });
  await enqueueJudging(db(), ctx, incidentId);
  return view;
}

/** True while the kept answer rests on what is recorded now; the room says so when it does not. */
export async function isExposureCurrent(incidentId: number, fingerprint: string | undefined): Promise<boolean> {
  return fingerprint !== undefined && (await inputState(rawSql(), incidentId)).fingerprint === fingerprint;
}

async function storedAnswer(incidentId: number, now: Instant, exactly: boolean): Promise<ExposureView | null> {
  const [row] = await db().select().from(exposureAnswers).where(eq(exposureAnswers.incidentId, incidentId));
  if (!row) return null;
  const view = row.answer as ExposureView;
  const age = instantToMicros(now) - instantToMicros(view.now);
  if (view.open && (exactly || age < 0 || age > YOUNG_MICROS)) return null;
  if (!(await isExposureCurrent(incidentId, row.fingerprint))) return null;
  return view.open ? view : { ...view, now };
}

async function viewOf(ctx: Ctx, incidentId: number, now: Instant, knownAt: Instant | null): Promise<ExposureView> {
  const [computed, state] = await analyse(async (sql) => {
    // In one snapshot, so that the fingerprint is that of the facts which the answer saw.
    const state = await inputState(sql, incidentId);
    return [await computeIn(sql, { incidentId, now, knownAt }), state] as const;
  });
  return {
    now,
    knownAt,
    computedAt: ctx.now(),
    ruleVersion: RULE_VERSION,
    fingerprint: state.fingerprint,
    inputs: inputsOf(computed, state),
    ...toExposureView(computed),
  };
}

function inputsOf({ sources, assets }: Computed, state: InputState): ExposureView["inputs"] {
  const { windows, principals, aliases, memberships, clearances, explanations } = state;
  return {
    sources: sources.map(({ id, filename, sha256, system }) => ({ id, filename, sha256, system })),
    windows,
    assets: assets.map((asset) => asset.id),
    facts: { principals, aliases, memberships, clearances, explanations },
  };
}
