import { and, eq, isNull } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { assets, claimDecisions, claimFindings, claims } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { Assertion } from "../model";
import { assertionText } from "../words";

export type ClaimRow = typeof claims.$inferSelect;
export type FindingRow = typeof claimFindings.$inferSelect;
export type DecisionRow = typeof claimDecisions.$inferSelect;

/** The claim as it stands, locked; refused when somebody corrected it since it was read. */
export async function lockClaim(
  tx: Transaction,
  incidentId: number,
  id: string,
  version: number | undefined,
): Promise<ClaimRow> {
  const [row] = await tx
    .select()
    .from(claims)
    .where(and(eq(claims.incidentId, incidentId), eq(claims.id, id), isNull(claims.supersededAt)))
    .for("update");
  if (!row) throw new AppError("not_found", "This incident has no such claim.");
  if (row.withdrawn) throw new AppError("conflict", "This claim was withdrawn. Record it again if it was said.");
  if (version === undefined) {
    throw new AppError("precondition_required", "Say which version you read, as `version` or in If-Match.");
  }
  if (row.version !== version) {
    const message = `Somebody corrected this claim since you read it (version ${version}, now ${row.version}). Look at it again, then repeat your change.`;
    throw new AppError("precondition_failed", message, { extra: { currentVersion: row.version } });
  }
  return row;
}

export async function currentFindings(executor: Executor, incidentId: number): Promise<FindingRow[]> {
  return executor
    .select()
    .from(claimFindings)
    .where(and(eq(claimFindings.incidentId, incidentId), isNull(claimFindings.supersededAt)));
}

export async function currentDecisions(executor: Executor, incidentId: number): Promise<DecisionRow[]> {
  return executor
    .select()
    .from(claimDecisions)
    .where(and(eq(claimDecisions.incidentId, incidentId), isNull(claimDecisions.supersededAt)));
}

/** What claims assert, as sentences with the names of assets. */
export async function sayer(executor: Executor): Promise<(assertion: Assertion | null) => string | null> {
  const named = await executor
    .select({ id: assets.id, name: assets.name })
    .from(assets)
    .where(isNull(assets.supersededAt));
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return (assertion) => assertion && assertionText(assertion, (id) => names.get(id) ?? "an asset that is gone");
}

export async function requireAssetOf(executor: Executor, assertion: Assertion | null | undefined): Promise<void> {
  const id = assertion && "asset" in assertion ? assertion.asset : null;
  if (!id) return;
  const [asset] = await executor
    .select({ id: assets.id })
    .from(assets)
    .where(and(eq(assets.id, id), isNull(assets.supersededAt)));
  if (asset) return;
  const message = "There is no such asset. Choose one of the list.";
  throw new AppError("invalid", message, { fields: [{ pointer: "/assertion/asset", message }] });
}

/** A claim that is said in the future was not said. */
export function refuseFuture(saidAt: string | null | undefined, now: string): void {
  if (!saidAt || saidAt <= now) return;
  const message = "This time lies in the future. Give the time at which it was said.";
  throw new AppError("invalid", message, { fields: [{ pointer: "/saidAt", message }] });
}
