import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { db, type Executor, type Transaction } from "@/db/client";
import { ingestTokens, liveDeliveries } from "@/db/schema";
import { audit } from "@/lib/access/server/audit";
import { requireActor } from "@/lib/access/server/require";
import { hashSecret, newSecret } from "@/lib/access/server/secrets";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { requireSource } from "@/lib/evidence/server/find-source";
import type { MakeIngestTokenInput } from "../inputs";
import type { IngestTokenView, LiveStateView, NewIngestTokenView } from "../views";

/** A further token for a live source; the answer is the only place where it ever stands. */
export async function makeIngestToken(
  ctx: Ctx,
  ref: string,
  id: string,
  input: MakeIngestTokenInput,
): Promise<NewIngestTokenView> {
  const make = async (tx: Transaction) => {
    const { source } = await requireSource(ctx, tx, ref, id, "respond");
    if (!source.live) throw new AppError("conflict", "This is a file. Only a live source takes tokens.");
    if (source.endedAt) throw new AppError("conflict", "This live source has ended. Open a new one.");
    return insertIngestToken(tx, ctx, source.id, input.name);
  };
  return inTransaction(ctx, make, { isSecret: true });
}

export async function insertIngestToken(
  executor: Executor,
  ctx: Ctx,
  sourceId: string,
  name: string,
): Promise<NewIngestTokenView> {
  const token = newSecret("fbi_");
  const [row] = await executor
    .insert(ingestTokens)
    .values({
      sourceId,
      name,
      prefix: token.slice(0, 10),
      tokenHash: hashSecret(token),
      createdBy: requireActor(ctx).userId,
      createdAt: ctx.now(),
    })
    .returning();
  if (!row) throw new Error("insert returned no row");
  await audit(executor, ctx, "ingest_token_created", name, { source: sourceId });
  return { ...toView(row), token };
}

/** What is sent with it from now on is refused; what was taken stays. */
export async function revokeIngestToken(ctx: Ctx, ref: string, id: string, tokenId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { source } = await requireSource(ctx, tx, ref, id, "respond");
    const [row] = await tx
      .update(ingestTokens)
      .set({ revokedAt: ctx.now() })
      .where(and(eq(ingestTokens.id, tokenId), eq(ingestTokens.sourceId, source.id), isNull(ingestTokens.revokedAt)))
      .returning();
    if (!row) throw new AppError("not_found", "This source has no such token.");
    await audit(tx, ctx, "ingest_token_revoked", row.name, { source: source.id });
  });
}

/** How a live source is doing: who may send, what came, what waits. */
export async function getLiveState(ctx: Ctx, ref: string, id: string): Promise<LiveStateView> {
  const { incident, source } = await requireSource(ctx, db(), ref, id, "read");
  const ours = and(eq(liveDeliveries.incidentId, incident.id), eq(liveDeliveries.sourceNo, source.no));
  const [tokens, [last], waiting] = await Promise.all([
    db().select().from(ingestTokens).where(eq(ingestTokens.sourceId, source.id)).orderBy(asc(ingestTokens.createdAt)),
    db()
      .select({ at: liveDeliveries.receivedAt })
      .from(liveDeliveries)
      .where(ours)
      .orderBy(desc(liveDeliveries.id))
      .limit(1),
    db().$count(liveDeliveries, and(ours, isNull(liveDeliveries.takenAt))),
  ]);
  const taken = (source.checkpoint as { member?: number } | null)?.member ?? 0;
  return { tokens: tokens.map(toView), deliveries: taken + waiting, waiting, lastReceivedAt: last?.at ?? null };
}

function toView(row: typeof ingestTokens.$inferSelect): IngestTokenView {
  const { id, name, prefix, createdAt, lastUsedAt, revokedAt } = row;
  return { id, name, prefix, createdAt, lastUsedAt, revokedAt };
}
