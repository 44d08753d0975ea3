import { and, asc, eq, isNull } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { claims } from "@/db/schema";
import { type Incident, requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { refreshVerdicts } from "@/lib/data/server/refresh-verdicts";
import { updatesRestingOn } from "@/lib/updates/server/update-rows";
import { STANDINGS } from "../model";
import type { ClaimList, ClaimView } from "../views";
import { factsNow } from "./claim-facts";
import { currentDecisions, currentFindings, sayer } from "./claim-rows";
import { toClaimViews } from "./to-view";

/** Every claim of an incident, in the order in which they were recorded; there are at most LIMITS.claims. */
export async function listClaims(ctx: Ctx, ref: string): Promise<ClaimList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  await refreshVerdicts(ctx, ref);
  const { data, computedAt } = await claimsOf(db(), incident);
  const standing = data.filter((claim) => !claim.withdrawn);
  const counts = Object.fromEntries(
    STANDINGS.map((word) => [word, standing.filter((claim) => claim.standing === word).length]),
  ) as ClaimList["counts"];
  return { data, nextCursor: null, computedAt, counts };
}

/** For verbs that have checked who asks. */
export async function claimsOf(
  executor: Executor,
  incident: Pick<Incident, "id" | "severity">,
): Promise<{ data: ClaimView[]; computedAt: string | null }> {
  const rows = await executor
    .select()
    .from(claims)
    .where(and(eq(claims.incidentId, incident.id), isNull(claims.supersededAt)))
    .orderBy(asc(claims.no));
  if (rows.length === 0) return { data: [], computedAt: null };
  const facts = await factsNow(executor, incident);
  const surroundings = {
    facts,
    findings: await currentFindings(executor, incident.id),
    decisions: await currentDecisions(executor, incident.id),
    say: await sayer(executor),
    repetitions: await updatesRestingOn(executor, incident.id),
  };
  return { data: toClaimViews(rows, surroundings), computedAt: facts.computedAt };
}

/** The view of one claim, after a change in the same transaction. */
export async function claimIn(
  executor: Executor,
  incident: Pick<Incident, "id" | "severity">,
  id: string,
): Promise<ClaimView> {
  const { data } = await claimsOf(executor, incident);
  const view = data.find((claim) => claim.id === id);
  if (!view) throw new Error("the claim that was just changed is there");
  return view;
}
