import { and, asc, eq, isNull } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { claimFindings, claims, incidents } from "@/db/schema";
import type { Incident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import { type Ctx, systemContext } from "@/lib/api/server/context";
import { recordEvent } from "@/lib/record/server/record-event";
import type { Instant } from "@/lib/time/instant";
import { judge } from "../judge";
import type { Judgement } from "../model";
import { standingOf } from "../standing";
import { factsAt, factsNow } from "./claim-facts";
import { type ClaimRow, currentDecisions, currentFindings, type FindingRow } from "./claim-rows";

/**
 * Holds every claim of an incident against what is known now, and once against what was known when it was said. Only
 * where a standing changes is anything written: the finding before it is superseded, and the record says so. The
 * queue's task after every new answer; twice in a row it changes nothing.
 */
export async function judgeClaims(incidentId: number, ctx: Ctx = systemContext()): Promise<void> {
  const then = await judgedThen(incidentId);
  await db().transaction(async (tx) => {
    const [incident] = await tx.select().from(incidents).where(eq(incidents.id, incidentId));
    const rows = await lockClaims(tx, incidentId);
    if (!incident || rows.length === 0) return;
    const facts = await factsNow(tx, incident);
    const findings = await currentFindings(tx, incidentId);
    const decisions = new Map((await currentDecisions(tx, incidentId)).map((one) => [one.claimId, one]));
    for (const row of rows) {
      const now = judge(row.assertion, facts);
      const former = (side: "then" | "now") => findings.find((one) => one.claimId === row.id && one.side === side);
      await keepThen(tx, ctx, row, then.get(row.versionId), former("then"));
      await keepNow(tx, ctx, { incident, row, now, former: former("now") });
      const { standing } = standingOf(now, decisions.get(row.id) ?? null);
      if (standing !== row.standing) await cacheStanding(tx, row, standing);
    }
  });
}

/** The sides that are missing, by version of a claim. What was known at a past instant never changes. */
async function judgedThen(incidentId: number): Promise<Map<string, Judgement>> {
  const rows = await db()
    .select({ claim: claims, finding: claimFindings.id })
    .from(claims)
    .leftJoin(
      claimFindings,
      and(
        eq(claimFindings.claimId, claims.id),
        eq(claimFindings.side, "then"),
        eq(claimFindings.claimVersion, claims.version),
        isNull(claimFindings.supersededAt),
      ),
    )
    .where(and(eq(claims.incidentId, incidentId), isNull(claims.supersededAt), eq(claims.withdrawn, 0)));
  const judged = new Map<string, Judgement>();
  const byInstant = new Map<Instant, Awaited<ReturnType<typeof factsAt>> | null>();
  for (const { claim, finding } of rows) {
    if (finding !== null || claim.saidAt === null) continue;
    const facts = byInstant.get(claim.saidAt) ?? (await factsOrNull(incidentId, claim.saidAt));
    byInstant.set(claim.saidAt, facts);
    if (facts) judged.set(claim.versionId, judge(claim.assertion, facts));
  }
  return judged;
}

/** An analysis that takes too long leaves this side open; the present one is judged all the same. */
async function factsOrNull(incidentId: number, at: Instant) {
  try {
    return await factsAt(db(), incidentId, at);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "unavailable") throw error;
    return null;
  }
}

async function lockClaims(tx: Transaction, incidentId: number): Promise<ClaimRow[]> {
  return tx
    .select()
    .from(claims)
    .where(and(eq(claims.incidentId, incidentId), isNull(claims.supersededAt), eq(claims.withdrawn, 0)))
    .orderBy(asc(claims.no))
    .for("update");
}

async function keepThen(
  tx: Transaction,
  ctx: Ctx,
  row: ClaimRow,
  then: Judgement | undefined,
  former: FindingRow | undefined,
): Promise<void> {
  // Corrected while this was judged: the next time is for that version.
  if (!then || former?.claimVersion === row.version) return;
  await replaceFinding(tx, ctx, row, "then", then, former);
}

interface NowSide {
  incident: Incident;
  row: ClaimRow;
  now: Judgement;
  former: FindingRow | undefined;
}

async function keepNow(tx: Transaction, ctx: Ctx, { incident, row, now, former }: NowSide): Promise<void> {
  if (former && former.standing === now.standing && former.claimVersion === row.version) return;
  await replaceFinding(tx, ctx, row, "now", now, former);
  const from = former?.standing ?? "unverified";
  if (from === now.standing) return;
  await recordEvent(tx, ctx, {
    incidentId: incident.id,
    kind: "claim_judged",
    data: {
      id: row.id,
      ref: `C-${row.no}`,
      words: row.words,
      from,
      to: now.standing,
      reason: now.reason,
      basis: now.basis,
    },
  });
}

async function replaceFinding(
  tx: Transaction,
  ctx: Ctx,
  row: ClaimRow,
  side: "then" | "now",
  { standing, reason, basis }: Judgement,
  former: FindingRow | undefined,
): Promise<void> {
  const now = ctx.now();
  if (former) await tx.update(claimFindings).set({ supersededAt: now }).where(eq(claimFindings.id, former.id));
  const same = { incidentId: row.incidentId, claimId: row.id, claimVersion: row.version, recordedAt: now };
  await tx.insert(claimFindings).values({ ...same, side, standing, reason, basis });
}

export async function cacheStanding(tx: Transaction, row: ClaimRow, standing: ClaimRow["standing"]): Promise<void> {
  const [kept] = await tx
    .update(claims)
    .set({ standing })
    .where(eq(claims.versionId, row.versionId))
    .returning({ id: claims.id });
  invariant(kept, "the locked claim is there");
}
