import { and, eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { accessExplanations, explanationProposals, principals } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import type { WithdrawInput } from "../inputs";
import type { ExplanationView } from "../views";
import { enqueueExposure } from "./enqueue-exposure";
import { personOf } from "./explain-access";
import { explanationView } from "./explanation-views";

/** Agrees to what somebody else proposed: from now on it counts. Nobody is the second person to themselves. */
export async function agreeToExplanation(ctx: Ctx, ref: string, id: string): Promise<ExplanationView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const proposal = await openProposal(tx, incident.id, id);
    const person = personOf(ctx);
    if (person.id === proposal.proposerId) {
      throw new AppError("forbidden", "You proposed this explanation yourself. Somebody else has to agree to it.");
    }
    const { assetId, principalId, actor, from, until, reason, proposedBy } = proposal;
    const now = ctx.now();
    await settle(tx, id, { settledAt: now, settledBy: person.name, outcome: "agreed" });
    const [row] = await tx
      .insert(accessExplanations)
      .values({
        ...{ id, incidentId: incident.id, assetId, principalId, actor, from, until, reason },
        agreedBy: person.name,
        recordedAt: now,
        recordedBy: proposedBy,
      })
      .returning();
    invariant(row, "an insert returns its row");
    const who = await principalOf(tx, principalId);
    const view = explanationView(row, who);
    const { canAgree: _, ...recorded } = view;
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "access_explained",
      data: { ...recorded, principal: who?.name ?? actor, principalId: who?.id },
    });
    await enqueueExposure(tx, incident.id);
    return view;
  });
}

/** Says that a proposed explanation does not hold, and why; the accesses stay as they are. */
export async function declineExplanation(ctx: Ctx, ref: string, id: string, input: WithdrawInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const { assetId, actor, reason } = await openProposal(tx, incident.id, id);
    await settle(tx, id, {
      settledAt: ctx.now(),
      settledBy: personOf(ctx).name,
      outcome: "declined",
      settledBecause: input.reason,
    });
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "access_explanation_declined",
      data: { id, asset: assetId, actor, was: reason, reason: input.reason },
    });
  });
}

async function settle(
  tx: Executor,
  id: string,
  values: Partial<typeof explanationProposals.$inferInsert>,
): Promise<void> {
  await tx.update(explanationProposals).set(values).where(eq(explanationProposals.id, id));
}

/** Locked, so that of two answers to one proposal the second is told. */
async function openProposal(tx: Executor, incidentId: number, id: string) {
  const [row] = await tx
    .select()
    .from(explanationProposals)
    .where(and(eq(explanationProposals.id, id), eq(explanationProposals.incidentId, incidentId)))
    .for("update");
  if (!row) throw new AppError("not_found", "This incident has no such proposed explanation.");
  if (row.outcome) throw new AppError("conflict", `${row.settledBy} has ${row.outcome} it already.`);
  return row;
}

async function principalOf(tx: Executor, id: number | null): Promise<{ id: string; name: string } | null> {
  if (id === null) return null;
  const [row] = await tx
    .select({ id: principals.publicId, name: principals.name })
    .from(principals)
    .where(eq(principals.id, id));
  return row ?? null;
}
