import { and, eq, isNull, or } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { accessExplanations, evidenceTerms, explanationProposals, principals } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { maskTokens } from "@/lib/evidence/masking";
import { recordEvent } from "@/lib/record/server/record-event";
import type { ExplainAccessInput, WithdrawInput } from "../inputs";
import type { ExplanationView } from "../views";
import { enqueueExposure } from "./enqueue-exposure";
import { explanationView, proposalView } from "./explanation-views";
import { requireAsset } from "./window-facts";

/**
 * Records why accesses of a principal or an unresolved actor to an asset were in order. With the name of another person
 * who agreed it counts from now on; without, it is proposed, and counts once somebody else who is signed in agrees.
 */
export async function explainAccess(ctx: Ctx, ref: string, input: ExplainAccessInput): Promise<ExplanationView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const asset = await requireAsset(tx, input.asset);
    const [principal] = input.principal
      ? await tx.select().from(principals).where(eq(principals.publicId, input.principal))
      : [];
    if (input.principal && !principal) throw atField("/principal", "There is no such principal.");
    if (input.actor) await refuseLabel(tx, incident.id, input.actor);
    const { id: actorId, name } = personOf(ctx);
    const agreedBy = input.agreedBy || null;
    if (agreedBy && agreedBy.toLowerCase() === name.toLowerCase()) {
      throw atField("/agreedBy", "Somebody else has to agree. Name that person, or leave it empty to propose it.");
    }
    const facts = {
      incidentId: incident.id,
      assetId: asset.id,
      principalId: principal?.id ?? null,
      actor: input.actor ?? null,
      from: input.from ?? null,
      until: input.until ?? null,
      reason: input.reason,
    };
    const who = principal ? { id: principal.publicId, name: principal.name } : null;
    const now = ctx.now();
    let view: ExplanationView;
    if (agreedBy) {
      const [row] = await tx
        .insert(accessExplanations)
        .values({ ...facts, agreedBy, recordedAt: now, recordedBy: name })
        .returning();
      invariant(row, "an insert returns its row");
      view = explanationView(row, who);
      await enqueueExposure(tx, incident.id);
    } else {
      const [row] = await tx
        .insert(explanationProposals)
        .values({ ...facts, proposedAt: now, proposedBy: name, proposerId: actorId })
        .returning();
      invariant(row, "an insert returns its row");
      view = proposalView(ctx, row, who);
    }
    const { canAgree: _, ...recorded } = view;
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: agreedBy ? "access_explained" : "access_explanation_proposed",
      data: {
        ...recorded,
        principal: principal?.name ?? input.actor,
        principalId: principal?.publicId,
        assetName: asset.name,
      },
    });
    return view;
  });
}

/** What stands beside a name in a log, an ARN or a display name, would explain nothing: events are judged by the name. */
async function refuseLabel(tx: Transaction, incidentId: number, actor: string): Promise<void> {
  const rows = await tx
    .select({ value: evidenceTerms.value })
    .from(evidenceTerms)
    .where(
      and(
        eq(evidenceTerms.incidentId, incidentId),
        eq(evidenceTerms.kind, "actor"),
        or(eq(evidenceTerms.value, actor), eq(evidenceTerms.name, actor)),
      ),
    )
    .limit(50);
  if (rows.length === 0 || rows.some(({ value }) => value === actor)) return;
  const names = [...new Set(rows.map(({ value }) => `"${maskTokens(value)}"`))];
  throw atField("/actor", `The logs name this actor ${names.slice(0, 3).join(" or ")}: explain that name.`);
}

/** Takes an explanation or a proposal back; it stays in the record, with the reason. */
export async function withdrawExplanation(ctx: Ctx, ref: string, id: string, input: WithdrawInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const now = ctx.now();
    const [agreed] = await tx
      .update(accessExplanations)
      .set({ supersededAt: now })
      .where(
        and(
          eq(accessExplanations.id, id),
          eq(accessExplanations.incidentId, incident.id),
          isNull(accessExplanations.supersededAt),
        ),
      )
      .returning();
    const [row] = agreed
      ? [agreed]
      : await tx
          .update(explanationProposals)
          .set({ settledAt: now, settledBy: personOf(ctx).name, outcome: "withdrawn", settledBecause: input.reason })
          .where(
            and(
              eq(explanationProposals.id, id),
              eq(explanationProposals.incidentId, incident.id),
              isNull(explanationProposals.settledAt),
            ),
          )
          .returning();
    if (!row) throw new AppError("not_found", "This incident has no such explanation.");
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "access_explanation_withdrawn",
      data: { id, asset: row.assetId, actor: row.actor, was: row.reason, reason: input.reason },
    });
    if (agreed) await enqueueExposure(tx, incident.id);
  });
}

export function personOf(ctx: Ctx): { id: string; name: string } {
  const { userId, name } = requireActor(ctx);
  return { id: userId, name };
}

function atField(pointer: string, message: string): AppError {
  return new AppError("invalid", message, { fields: [{ pointer, message }] });
}
