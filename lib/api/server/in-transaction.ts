import { and, eq, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { idempotencyKeys } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "./context";

/** The answer that an earlier request with the same Idempotency-Key got; the API sends it again. */
export class Replay extends Error {
  readonly response: unknown;
  constructor(response: unknown) {
    super("replayed");
    this.name = "Replay";
    this.response = response;
  }
}

/**
 * Runs a verb's writes all or nothing. With an Idempotency-Key, what `work` returns is stored in the same
 * transaction as the answer to be given again: a lost acknowledgement and a retry make one change. So a verb
 * has one transaction and returns its view from it. A secret is shown once and never stored, so an answer that holds
 * one is not kept, and a retry is told so.
 */
export async function inTransaction<T>(
  ctx: Ctx,
  work: (tx: Transaction) => Promise<T>,
  { isSecret = false }: { isSecret?: boolean } = {},
): Promise<T> {
  const { idempotency } = ctx;
  if (!idempotency || !ctx.actor) return db().transaction(work);
  const actorId = ctx.actor.userId;
  return db().transaction(async (tx) => {
    await takeKey(tx, actorId, idempotency, ctx);
    const result = await work(tx);
    await tx
      .update(idempotencyKeys)
      .set({ response: isSecret ? SHOWN_ONCE : (result ?? null) })
      .where(and(eq(idempotencyKeys.actorId, actorId), eq(idempotencyKeys.key, idempotency.key)));
    return result;
  });
}

async function takeKey(
  tx: Transaction,
  actorId: string,
  { key, requestHash }: NonNullable<Ctx["idempotency"]>,
  ctx: Ctx,
): Promise<void> {
  // Waits for a request with the same key that is under way, and then finds its row.
  const taken = await tx
    .insert(idempotencyKeys)
    .values({ actorId, key, requestHash, createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (taken.length > 0) return;
  const [earlier] = await tx
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.actorId, actorId), eq(idempotencyKeys.key, key)));
  if (earlier?.requestHash !== requestHash) {
    throw new AppError("invalid", "This Idempotency-Key was used for another request. Use a new one.");
  }
  if (isShownOnce(earlier.response)) {
    throw new AppError(
      "conflict",
      "This was done already, and its secret was shown then. Revoke it and make a new one.",
    );
  }
  throw new Replay(earlier.response);
}

const SHOWN_ONCE = { shownOnce: true };

function isShownOnce(response: unknown): boolean {
  return typeof response === "object" && response !== null && Object.keys(response).join() === "shownOnce";
}

/** Removes answers that nobody will ask for again. */
export async function forgetOldIdempotencyKeys(): Promise<void> {
  await db().execute(sql`delete from idempotency_keys where created_at < now() - interval '24 hours'`);
}
