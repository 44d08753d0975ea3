import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { claims } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import type { AddClaimInput } from "../inputs";
import { LIMITS } from "../model";
import type { ClaimView } from "../views";
import { refuseFuture, requireAssetOf } from "./claim-rows";
import { enqueueJudging } from "./enqueue-judging";
import { claimIn } from "./list-claims";
import { refOf } from "./to-view";

/** Records what somebody said, in their words; it is held against the evidence at once. */
export async function addClaim(ctx: Ctx, ref: string, input: AddClaimInput): Promise<ClaimView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    refuseFuture(input.saidAt, ctx.now());
    await requireAssetOf(tx, input.assertion);
    await lockRecord(tx, incident.id);
    const precision = input.saidAt === null ? "unknown" : input.precision;
    const [row] = await tx
      .insert(claims)
      .values({
        ...input,
        precision,
        incidentId: incident.id,
        no: await nextNo(tx, incident.id),
        recordedAt: ctx.now(),
        recordedBy: requireActor(ctx).name,
      })
      .returning();
    invariant(row, "an insert returns its row");
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "claim_recorded",
      occurredAt: input.saidAt,
      precision,
      data: { ...input, id: row.id, ref: refOf(row) },
    });
    await enqueueJudging(tx, ctx, incident.id);
    return claimIn(tx, incident, row.id);
  });
}

async function nextNo(tx: Transaction, incidentId: number): Promise<number> {
  const [last] = await tx
    .select({ no: sql<number>`coalesce(max(${claims.no}), 0)::int` })
    .from(claims)
    .where(eq(claims.incidentId, incidentId));
  const no = (last?.no ?? 0) + 1;
  if (no > LIMITS.claims) {
    throw new AppError("conflict", `An incident holds at most ${LIMITS.claims} claims. Record further ones as notes.`);
  }
  return no;
}
