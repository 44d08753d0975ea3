import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { claimDecisions } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import type { DecideClaimInput } from "../inputs";
import { judge } from "../judge";
import type { Judgement, Standing } from "../model";
import { standingOf } from "../standing";
import type { ClaimView } from "../views";
import { factsNow } from "./claim-facts";
import { lockClaim } from "./claim-rows";
import { cacheStanding } from "./judge-claims";
import { claimIn } from "./list-claims";
import { refOf } from "./to-view";

/**
 * A person's decision about a claim: reconciled, with the reason; supported or contradicted, with evidence, where
 * nothing can be computed; unverified, to take an earlier decision back.
 */
export async function decideClaim(ctx: Ctx, ref: string, id: string, input: DecideClaimInput): Promise<ClaimView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const row = await lockClaim(tx, incident.id, id, input.version);
    const now = judge(row.assertion, await factsNow(tx, incident));
    const former = await takeDecision(tx, ctx, id);
    refuseBesideEvidence(input.standing, now, former);
    const { standing, reason, evidence } = input;
    await tx.insert(claimDecisions).values({
      incidentId: incident.id,
      claimId: id,
      standing,
      reason,
      evidence,
      recordedAt: ctx.now(),
      recordedBy: requireActor(ctx).name,
    });
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "claim_decided",
      data: { id, ref: refOf(row), words: row.words, from: row.standing, to: standing, reason, evidence, now },
    });
    await cacheStanding(tx, row, standingOf(now, { standing }).standing);
    return claimIn(tx, incident, id);
  });
}

/** The decision before this one, superseded. */
async function takeDecision(tx: Transaction, ctx: Ctx, claimId: string): Promise<Standing | null> {
  const [former] = await tx
    .update(claimDecisions)
    .set({ supersededAt: ctx.now() })
    .where(and(eq(claimDecisions.claimId, claimId), isNull(claimDecisions.supersededAt)))
    .returning({ standing: claimDecisions.standing });
  return former?.standing ?? null;
}

function refuseBesideEvidence(wanted: Standing, now: Judgement, former: Standing | null): void {
  const refuse = (message: string) => {
    throw new AppError("invalid", message, { fields: [{ pointer: "/standing", message }] });
  };
  if (wanted === "unverified" && (former === null || former === "unverified")) {
    refuse("Nobody has decided this claim, so there is no decision to take back.");
  }
  const byHand = wanted === "supported" || wanted === "contradicted";
  if (byHand && now.standing !== "unverified") {
    refuse(
      `The evidence decides this claim: it is ${now.standing}. Reconcile it with a reason, or correct what it asserts.`,
    );
  }
}
