import { isDeepStrictEqual } from "node:util";
import { and, asc, eq } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { containmentActions, containmentChecks } from "@/db/schema";
import { invariant } from "@/lib/api/errors";
import { type Ctx, systemContext } from "@/lib/api/server/context";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import { isEventId } from "@/lib/timeline/server/cited-evidence";
import { KIND_FACTS, type Verdict } from "../model";
import { type Verification, verify } from "../verification";
import { tracesOf } from "./traces";

type Action = typeof containmentActions.$inferSelect;

/** The queue's task: looks at everything that is done in an incident again, after evidence came or a name was learnt. */
export async function verifyContainment(incidentId: number, ctx: Ctx = systemContext()): Promise<void> {
  await db().transaction(async (tx) => {
    await lockRecord(tx, incidentId);
    const actions = await tx
      .select()
      .from(containmentActions)
      .where(and(eq(containmentActions.incidentId, incidentId), eq(containmentActions.state, "done")))
      .orderBy(asc(containmentActions.no));
    for (const action of actions) await verifyAction(tx, ctx, action);
  });
}

const KIND_OF_VERDICT = {
  verified: "containment_verified",
  failed: "containment_failed",
  not_verified: "containment_not_verified",
} as const;

/** Computes whether an action holds, keeps it, and records where that changed. The caller holds the record's lock. */
export async function verifyAction(tx: Transaction, ctx: Ctx, action: Action): Promise<void> {
  const result = await computeVerification(tx, action);
  if (isDeepStrictEqual({ ...result }, action.verification)) return;
  const turned = result.verdict !== action.verdict;
  const { basis: basisBefore } = (action.verification ?? {}) as Partial<Verification>;
  const surer = result.verdict === "verified" && basisBefore === "look" && result.basis === "evidence";
  const verifiedAt = result.verdict === "verified" ? (turned ? ctx.now() : action.verifiedAt) : null;
  await tx
    .update(containmentActions)
    .set({
      verdict: result.verdict,
      verification: { ...result },
      verifiedAt,
      checkedAt: ctx.now(),
      version: action.version + 1,
      updatedAt: ctx.now(),
    })
    .where(eq(containmentActions.id, action.id));
  if (!surer && !(turned && isWorthSaying(action.verdict, result.verdict))) return;
  const { verdict, reason, basis, by, timeToStopMs } = result;
  const { id, no, title, verdict: before } = action;
  const data = { id, no, title, verdict, before, reason, basis, by, timeToStopMs };
  const occurredAt = result.shownAt ?? ctx.now();
  await recordEvent(tx, ctx, { incidentId: action.incidentId, kind: KIND_OF_VERDICT[verdict], occurredAt, data });
}

/** That something just done is not verified yet is no news. */
function isWorthSaying(before: Verdict | null, after: Verdict): boolean {
  return before !== null || after !== "not_verified";
}

async function computeVerification(tx: Transaction, action: Action): Promise<Verification> {
  const { startedAt, doneAt, aiSystemId, incidentId } = action;
  invariant(startedAt && doneAt, "what is done has its times");
  const checks = await tx.select().from(containmentChecks).where(eq(containmentChecks.actionId, action.id));
  const { proof } = KIND_FACTS[action.kind];
  const traces =
    aiSystemId && proof !== "check" ? await tracesOf(tx, { incidentId, aiSystemId, startedAt, doneAt }) : null;
  return verify({
    proof,
    startedAt,
    doneAt,
    traces: traces?.systems ?? null,
    lastAfterStart: traces?.lastAfterStart ?? null,
    checks: checks.map(({ at, holds, what, recordedByName: by, evidence }) => ({
      ...{ at, holds, what, by },
      evidence: evidence.some(isEventId),
    })),
  });
}
