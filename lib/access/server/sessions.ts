import { and, eq, isNull, sql } from "drizzle-orm";
import { builtOnce } from "@/db/built-once";
import { db, type Executor } from "@/db/client";
import { apiTokens, sessions, users } from "@/db/schema";
import { sharedReads } from "@/db/shared-reads";
import { permissionsOf, permissionsOfToken } from "@/lib/access/model";
import type { Actor } from "@/lib/api/server/context";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import { hashSecret, newSecret } from "./secrets";

const HOUR = 3_600_000_000;
/** A session ends after eight hours without a request, and after a day in any case. */
const IDLE = 8 * HOUR;
const ABSOLUTE = 24 * HOUR;
const TOUCH_EVERY = HOUR / 60;

/** Makes a session and returns the secret for the cookie; only its hash is stored. */
export async function openSession(
  executor: Executor,
  user: { id: string },
  at: { now: Instant; ip: string | null; userAgent: string | null },
): Promise<{ secret: string; expiresAt: Instant }> {
  const secret = newSecret();
  const expiresAt = microsToInstant(instantToMicros(at.now) + ABSOLUTE);
  await executor.insert(sessions).values({
    tokenHash: hashSecret(secret),
    userId: user.id,
    createdAt: at.now,
    lastSeenAt: at.now,
    expiresAt,
    ip: at.ip,
    userAgent: at.userAgent?.slice(0, 300) ?? null,
  });
  return { secret, expiresAt };
}

const sessionByHash = builtOnce((database) =>
  database
    .select({ session: sessions, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, sql.placeholder("hash")), isNull(sessions.revokedAt), isNull(users.disabledAt)))
    .prepare("session_by_hash"),
);

/** A page asks for many things at once, each time as the same person. */
const sharedSession = sharedReads<Awaited<ReturnType<ReturnType<typeof sessionByHash>["execute"]>>>();

/** Who a session cookie stands for; null when it is unknown, over, revoked, or its user disabled. */
export async function actorOfSession(secret: string, now: Instant): Promise<Actor | null> {
  const idleSince = microsToInstant(instantToMicros(now) - IDLE);
  const hash = hashSecret(secret);
  const [found] = await sharedSession(secret, () => sessionByHash().execute({ hash }));
  if (!found || found.session.expiresAt <= now || found.session.lastSeenAt <= idleSince) return null;
  if (instantToMicros(now) - instantToMicros(found.session.lastSeenAt) > TOUCH_EVERY) {
    await db().update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, found.session.id));
  }
  return {
    kind: "user",
    userId: found.user.id,
    viaId: found.session.id,
    name: found.user.name,
    role: found.user.role,
    permissions: new Set(permissionsOf(found.user.role)),
  };
}

const tokenByHash = builtOnce((database) =>
  database
    .select({ token: apiTokens, user: users })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .where(and(eq(apiTokens.tokenHash, sql.placeholder("hash")), isNull(apiTokens.revokedAt), isNull(users.disabledAt)))
    .prepare("token_by_hash"),
);

const sharedToken = sharedReads<Awaited<ReturnType<ReturnType<typeof tokenByHash>["execute"]>>>();

/** Who an API token stands for; its rights are its owner's role now, narrowed to its scopes. */
export async function actorOfToken(token: string, now: Instant): Promise<Actor | null> {
  const hash = hashSecret(token);
  const [found] = await sharedToken(token, () => tokenByHash().execute({ hash }));
  if (!found || (found.token.expiresAt !== null && found.token.expiresAt <= now)) return null;
  const last = found.token.lastUsedAt;
  if (last === null || instantToMicros(now) - instantToMicros(last) > TOUCH_EVERY) {
    await db().update(apiTokens).set({ lastUsedAt: now }).where(eq(apiTokens.id, found.token.id));
  }
  return {
    kind: "token",
    userId: found.user.id,
    viaId: found.token.id,
    name: found.user.name,
    role: found.user.role,
    permissions: new Set(permissionsOfToken(found.user.role, found.token.scopes)),
  };
}
