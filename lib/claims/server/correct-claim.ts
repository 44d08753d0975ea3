import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { claims } from "@/db/schema";
import { type Incident, requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { canonicalJson } from "@/lib/record/canonical";
import { recordEvent } from "@/lib/record/server/record-event";
import type { CorrectClaimInput, WithdrawClaimInput } from "../inputs";
import type { ClaimView } from "../views";
import { type ClaimRow, lockClaim, refuseFuture, requireAssetOf } from "./claim-rows";
import { enqueueJudging } from "./enqueue-judging";
import { claimIn } from "./list-claims";
import { refOf } from "./to-view";

/** Corrects how a claim was recorded, as a new version; the former stays to be read, and so does why. */
export async function correctClaim(ctx: Ctx, ref: string, id: string, input: CorrectClaimInput): Promise<ClaimView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const { reason, version, ...given } = input;
    const before = await lockClaim(tx, incident.id, id, version);
    refuseFuture(given.saidAt, ctx.now());
    await requireAssetOf(tx, given.assertion);
    const changes = differences(before, given);
    if (Object.keys(changes).length === 0) {
      throw new AppError("invalid", "Nothing differs from what is recorded. Say what to correct.");
    }
    const after = Object.fromEntries(Object.entries(changes).map(([name, { to }]) => [name, to])) as Partial<ClaimRow>;
    if (after.saidAt === null) after.precision = "unknown";
    await supersede(tx, ctx, before, { ...after, correctedBecause: reason });
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "claim_corrected",
      data: { id, ref: refOf(before), words: after.words ?? before.words, changes, reason },
    });
    await enqueueJudging(tx, ctx, incident.id);
    return claimIn(tx, incident, id);
  });
}

/** Takes a claim out that was not made, or not about this incident; it stays readable, marked, and contradicts nobody. */
export async function withdrawClaim(ctx: Ctx, ref: string, id: string, input: WithdrawClaimInput): Promise<ClaimView> {
  return inTransaction(ctx, async (tx) => {
    const incident: Incident = await requireIncident(ctx, tx, ref, "respond");
    const before = await lockClaim(tx, incident.id, id, input.version);
    await supersede(tx, ctx, before, { withdrawn: 1, correctedBecause: input.reason });
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "claim_withdrawn",
      data: { id, ref: refOf(before), words: before.words, reason: input.reason },
    });
    return claimIn(tx, incident, id);
  });
}

async function supersede(tx: Transaction, ctx: Ctx, before: ClaimRow, after: Partial<ClaimRow>): Promise<void> {
  const now = ctx.now();
  await tx.update(claims).set({ supersededAt: now }).where(eq(claims.versionId, before.versionId));
  const { versionId: _, ...kept } = before;
  const version = before.version + 1;
  await tx.insert(claims).values({ ...kept, ...after, version, recordedAt: now, recordedBy: requireActor(ctx).name });
}

type Given = Omit<CorrectClaimInput, "reason" | "version">;

function differences(before: ClaimRow, given: Given): Record<string, { from: unknown; to: unknown }> {
  const changed: Record<string, { from: unknown; to: unknown }> = {};
  for (const [name, to] of Object.entries(given)) {
    const from = before[name as keyof ClaimRow];
    if (to !== undefined && canonicalJson(from) !== canonicalJson(to)) changed[name] = { from, to };
  }
  return changed;
}
