import { and, asc, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { accessExplanations, principals } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import type { ExplainAccessInput, WithdrawInput } from "../inputs";
import type { ExplanationList, ExplanationView } from "../views";
import { enqueueExposure } from "./enqueue-exposure";
import { requireAsset } from "./window-facts";

/** Records why accesses of a principal or an unresolved actor to an asset were in order, and who agreed. */
export async function explainAccess(ctx: Ctx, ref: string, input: ExplainAccessInput): Promise<ExplanationView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const asset = await requireAsset(tx, input.asset);
    const [principal] = input.principal
      ? await tx.select().from(principals).where(eq(principals.publicId, input.principal))
      : [];
    if (input.principal && !principal) {
      const message = "There is no such principal.";
      throw new AppError("invalid", message, { fields: [{ pointer: "/principal", message }] });
    }
    const [row] = await tx
      .insert(accessExplanations)
      .values({
        incidentId: incident.id,
        assetId: asset.id,
        principalId: principal?.id ?? null,
        actor: input.actor ?? null,
        from: input.from ?? null,
        until: input.until ?? null,
        reason: input.reason,
        agreedBy: input.agreedBy || null,
        recordedAt: ctx.now(),
        recordedBy: requireActor(ctx).name,
      })
      .returning();
    invariant(row, "an insert returns its row");
    const view = toExplanationView(row, principal?.publicId ?? null, principal?.name ?? null);
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "access_explained",
      data: {
        ...view,
        principal: principal?.name ?? input.actor,
        principalId: principal?.publicId,
        assetName: asset.name,
      },
    });
    await enqueueExposure(tx, incident.id);
    return view;
  });
}

/** Takes an explanation back; it stays in the record, with the reason. */
export async function withdrawExplanation(ctx: Ctx, ref: string, id: string, input: WithdrawInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const [row] = await tx
      .update(accessExplanations)
      .set({ supersededAt: ctx.now() })
      .where(
        and(
          eq(accessExplanations.id, id),
          eq(accessExplanations.incidentId, incident.id),
          isNull(accessExplanations.supersededAt),
        ),
      )
      .returning();
    if (!row) throw new AppError("not_found", "This incident has no such explanation.");
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "access_explanation_withdrawn",
      data: { id, asset: row.assetId, actor: row.actor, was: row.reason, reason: input.reason },
    });
    await enqueueExposure(tx, incident.id);
  });
}

export async function listExplanations(ctx: Ctx, ref: string): Promise<ExplanationList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const rows = await db()
    .select({ row: accessExplanations, principalId: principals.publicId, name: principals.name })
    .from(accessExplanations)
    .leftJoin(principals, eq(principals.id, accessExplanations.principalId))
    .where(and(eq(accessExplanations.incidentId, incident.id), isNull(accessExplanations.supersededAt)))
    .orderBy(asc(accessExplanations.recordedAt))
    .limit(5000);
  return {
    data: rows.map(({ row, principalId, name }) => toExplanationView(row, principalId, name)),
    nextCursor: null,
  };
}

function toExplanationView(
  row: typeof accessExplanations.$inferSelect,
  principalId: string | null,
  name: string | null,
): ExplanationView {
  const { id, assetId, actor, from, until, reason, agreedBy, recordedAt, recordedBy } = row;
  return {
    id,
    asset: assetId,
    principal: principalId ? { id: principalId, name: name ?? "" } : null,
    actor,
    from,
    until,
    reason,
    agreedBy,
    recordedAt,
    recordedBy,
  };
}
