import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { claimDecisions, claimFindings, claims } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { refreshVerdicts } from "@/lib/data/server/refresh-verdicts";
import type { Assertion, Standing } from "../model";
import { LIMITS } from "../model";
import type { ClaimHistoryView } from "../views";
import { type ClaimRow, type DecisionRow, type FindingRow, sayer } from "./claim-rows";
import { claimsOf } from "./list-claims";

type Entry = ClaimHistoryView["history"][number];

/** A claim with everything that happened to it, oldest first. */
export async function getClaim(ctx: Ctx, ref: string, id: string): Promise<ClaimHistoryView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  await refreshVerdicts(ctx, ref);
  const claim = (await claimsOf(db(), incident)).data.find((one) => one.id === id);
  if (!claim) throw new AppError("not_found", "This incident has no such claim.");
  const say = await sayer(db());
  const [versions, findings, decisions] = await Promise.all([
    db().select().from(claims).where(eq(claims.id, id)).orderBy(asc(claims.version)).limit(LIMITS.history),
    db()
      .select()
      .from(claimFindings)
      .where(and(eq(claimFindings.claimId, id), eq(claimFindings.side, "now")))
      .orderBy(asc(claimFindings.recordedAt))
      .limit(LIMITS.history),
    db()
      .select()
      .from(claimDecisions)
      .where(eq(claimDecisions.claimId, id))
      .orderBy(asc(claimDecisions.recordedAt))
      .limit(LIMITS.history),
  ]);
  const history = [
    ...versions.map((row, i) => versionEntry(row, versions[i - 1], say)),
    ...findings.map(findingEntry),
    ...decisions.map(decisionEntry),
  ];
  return { claim, history: history.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)) };
}

const NOTHING = { standing: null, words: null, asserts: null, evidence: [] };

function versionEntry(
  row: ClaimRow,
  before: ClaimRow | undefined,
  say: (assertion: Assertion | null) => string | null,
): Entry {
  return {
    ...NOTHING,
    at: row.recordedAt,
    by: row.recordedBy,
    what: row.withdrawn ? "withdrawn" : before ? "corrected" : "recorded",
    words: row.words,
    asserts: say(row.assertion),
    reason: row.correctedBecause ?? "",
  };
}

function findingEntry({ recordedAt, standing, reason, basis }: FindingRow): Entry {
  const evidence = basis.map((one) => one.says);
  return { ...NOTHING, at: recordedAt, by: "Firebreak", what: "judged", standing, reason, evidence };
}

function decisionEntry({ recordedAt, recordedBy, standing, reason, evidence }: DecisionRow): Entry {
  return {
    ...NOTHING,
    at: recordedAt,
    by: recordedBy,
    what: "decided",
    standing: standing as Standing,
    reason,
    evidence,
  };
}
