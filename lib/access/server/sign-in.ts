import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import type { Instant } from "@/lib/time/instant";
import type { SignInInput } from "../inputs";
import { audit } from "./audit";
import { countTry, forgetTries } from "./rate-limit";
import { NOBODYS_HASH, verifyPassword } from "./secrets";
import { openSession } from "./sessions";

const QUARTER = 15 * 60;

/**
 * Checks a password and opens a session. Ten tries a quarter of an hour for an account and a hundred for an
 * address; unknown accounts, wrong passwords and disabled users get the same answer after the same work.
 */
export async function signIn(
  ctx: Ctx,
  input: SignInInput,
  userAgent: string | null,
): Promise<{ secret: string; expiresAt: Instant; userId: string }> {
  const accountKey = `sign-in:${input.email}`;
  await countTry(`sign-in-from:${ctx.ip ?? "local"}`, 100, QUARTER);
  await countTry(accountKey, 10, QUARTER);
  const [user] = await db()
    .select()
    .from(users)
    .where(and(sql`lower(${users.email}) = ${input.email}`, isNull(users.disabledAt)));
  const matches = await verifyPassword(user?.passwordHash ?? NOBODYS_HASH, input.password);
  if (!user?.passwordHash || !matches) {
    await audit(db(), ctx, "sign_in_failed", input.email);
    throw new AppError("unauthenticated", "The e-mail address or the password is wrong.");
  }
  await forgetTries(accountKey);
  return db().transaction(async (tx) => {
    const session = await openSession(tx, user, { now: ctx.now(), ip: ctx.ip, userAgent });
    await audit(tx, ctx, "signed_in", user.email);
    return { ...session, userId: user.id };
  });
}

export async function userById(id: string) {
  const [user] = await db().select().from(users).where(eq(users.id, id));
  return user;
}
