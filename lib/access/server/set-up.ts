import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { setupLinks, users } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import { type Ctx, systemContext } from "@/lib/api/server/context";
import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { SetupInput } from "../inputs";
import { audit } from "./audit";
import { countTry } from "./rate-limit";
import { hashPassword, hashSecret, newSecret } from "./secrets";

const THIRTY_MINUTES = 30 * 60_000_000;

/** A link that makes the first admin, once, within thirty minutes; null when there are users already. */
export async function firstSetupToken(ctx: Ctx = systemContext()): Promise<string | null> {
  const [{ count } = { count: 0 }] = await db().execute<{ count: number }>(
    sql`select count(*)::int as count from users`,
  );
  if (count > 0) return null;
  return createSetupLink(ctx, null);
}

/** A link by which one user sets a password. Returns the secret; only its hash is stored. */
export async function createSetupLink(
  ctx: Ctx,
  userId: string | null,
  executor: Transaction | null = null,
): Promise<string> {
  const secret = newSecret();
  const now = ctx.now();
  await (executor ?? db()).insert(setupLinks).values({
    tokenHash: hashSecret(secret),
    userId,
    createdAt: now,
    expiresAt: microsToInstant(instantToMicros(now) + THIRTY_MINUTES),
  });
  return secret;
}

/** Uses a link up: makes the first admin or sets a password. The user's id comes back, to be signed in. */
export async function setUp(ctx: Ctx, input: SetupInput): Promise<string> {
  await countTry(`setup:${ctx.ip ?? "local"}`, 20, 15 * 60);
  const passwordHash = await hashPassword(input.password);
  return db().transaction(async (tx) => {
    const [link] = await tx
      .update(setupLinks)
      .set({ usedAt: ctx.now() })
      .where(
        and(
          eq(setupLinks.tokenHash, hashSecret(input.token)),
          isNull(setupLinks.usedAt),
          gt(setupLinks.expiresAt, ctx.now()),
        ),
      )
      .returning();
    if (!link) throw new AppError("gone", "This link was used already or is too old. Ask for a new one.");
    const userId = link.userId === null ? await createFirstAdmin(tx, ctx, input, passwordHash) : link.userId;
    if (link.userId !== null) await tx.update(users).set({ passwordHash }).where(eq(users.id, link.userId));
    await audit(tx, ctx, link.userId === null ? "first_admin_created" : "password_set", userId);
    return userId;
  });
}

async function createFirstAdmin(tx: Transaction, ctx: Ctx, input: SetupInput, passwordHash: string): Promise<string> {
  if (!input.email || !input.name) throw new AppError("invalid", "Give your e-mail address and name.");
  await tx.execute(sql`lock table users in exclusive mode`);
  const existing = await tx.select({ id: users.id }).from(users).limit(1);
  if (existing.length > 0) throw new AppError("gone", "This installation has its first admin already. Sign in.");
  const [user] = await tx
    .insert(users)
    .values({ email: input.email, name: input.name, role: "admin", passwordHash, createdAt: ctx.now() })
    .returning({ id: users.id });
  if (!user) throw new Error("insert returned no row");
  return user.id;
}
