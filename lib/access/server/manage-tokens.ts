import { and, desc, eq, isNull } from "drizzle-orm";
import { db, type Executor, type Transaction } from "@/db/client";
import { apiTokens, sessions } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { CreateTokenInput } from "../inputs";
import type { NewTokenView, OwnSessionView, TokenView } from "../views";
import { audit } from "./audit";
import { notifyRevoked } from "./notify-revoked";
import { requireActor } from "./require";
import { hashSecret, newSecret } from "./secrets";

/** Makes a token with at most the actor's own rights. The answer is the only place where it ever stands. */
export async function createToken(ctx: Ctx, input: CreateTokenInput): Promise<NewTokenView> {
  const actor = requireActor(ctx);
  const beyond = input.scopes.filter((scope) => !actor.permissions.has(scope));
  if (beyond.length > 0) throw new AppError("forbidden", `You don't have these rights yourself: ${beyond.join(", ")}.`);
  const make = async (tx: Transaction) => {
    const view = await insertToken(tx, actor.userId, input, ctx.now());
    await audit(tx, ctx, "token_created", input.name, { scopes: input.scopes });
    return view;
  };
  return inTransaction(ctx, make, { isSecret: true });
}

export async function insertToken(
  executor: Executor,
  userId: string,
  input: CreateTokenInput,
  now: string,
): Promise<NewTokenView> {
  const token = newSecret("fb_");
  const [row] = await executor
    .insert(apiTokens)
    .values({
      userId,
      name: input.name,
      prefix: token.slice(0, 9),
      tokenHash: hashSecret(token),
      scopes: input.scopes,
      createdAt: now,
      expiresAt: input.expiresAt ?? null,
    })
    .returning();
  if (!row) throw new Error("insert returned no row");
  return { ...toView(row), token };
}

export async function listTokens(ctx: Ctx): Promise<{ data: TokenView[]; nextCursor: null }> {
  const actor = requireActor(ctx);
  const rows = await db()
    .select()
    .from(apiTokens)
    .where(eq(apiTokens.userId, actor.userId))
    .orderBy(desc(apiTokens.createdAt))
    .limit(200);
  return { data: rows.map(toView), nextCursor: null };
}

export async function revokeToken(ctx: Ctx, id: string): Promise<void> {
  const actor = requireActor(ctx);
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx
      .update(apiTokens)
      .set({ revokedAt: ctx.now() })
      .where(and(eq(apiTokens.id, id), eq(apiTokens.userId, actor.userId), isNull(apiTokens.revokedAt)))
      .returning();
    if (!row) throw new AppError("not_found", "You have no such token.");
    await audit(tx, ctx, "token_revoked", row.name);
    await notifyRevoked(tx, { viaId: id });
  });
}

export async function listOwnSessions(ctx: Ctx): Promise<{ data: OwnSessionView[]; nextCursor: null }> {
  const actor = requireActor(ctx);
  const rows = await db()
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, actor.userId), isNull(sessions.revokedAt)))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(100);
  const data = rows
    .filter((row) => row.expiresAt > ctx.now())
    .map(({ id, createdAt, lastSeenAt, expiresAt, ip, userAgent }) => ({
      id,
      current: id === actor.viaId,
      createdAt,
      lastSeenAt,
      expiresAt,
      ip,
      userAgent,
    }));
  return { data, nextCursor: null };
}

function toView(row: typeof apiTokens.$inferSelect): TokenView {
  const { id, name, prefix, scopes, createdAt, expiresAt, lastUsedAt, revokedAt } = row;
  return { id, name, prefix, scopes, createdAt, expiresAt, lastUsedAt, revokedAt };
}
