import { and, eq, gt, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { apiTokens, incidentMembers, incidents, sessions, users } from "@/db/schema";
import { visibleTo } from "@/lib/access/server/require";
import type { Actor } from "@/lib/api/server/context";
import { systemContext } from "@/lib/api/server/context";
import { dateToInstant } from "@/lib/time/instant";

/** Who may be told of an incident, asked anew with each message: one question for all who listen. */
export async function seersOf(incidentId: number): Promise<(actor: Actor) => boolean> {
  const [[incident], members] = await Promise.all([
    db().select({ visibility: incidents.visibility }).from(incidents).where(eq(incidents.id, incidentId)),
    db()
      .select({ userId: incidentMembers.userId })
      .from(incidentMembers)
      .where(eq(incidentMembers.incidentId, incidentId)),
  ]);
  if (!incident) return () => false;
  const named = new Set(members.map((member) => member.userId));
  return (actor) => incident.visibility === "open" || named.has(actor.userId);
}

/**
 * Whether a stream may go on: its session or token still stands, its user is still here, and the incident may still be
 * seen. Asks without touching the session, since an open stream is not somebody at the keyboard.
 */
export async function mayGoOn(actor: Actor, incidentId: number | null): Promise<boolean> {
  return (await stillSignedIn(actor)) && (incidentId === null || (await maySee(actor, incidentId)));
}

async function stillSignedIn({ kind, viaId, userId }: Actor): Promise<boolean> {
  const now = dateToInstant(new Date());
  const [user] = await db()
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.disabledAt)));
  if (!user) return false;
  // Without a session or token it is the software itself, or a test that calls the verb.
  if (viaId === null) return true;
  if (kind === "token") {
    const [token] = await db()
      .select({ expiresAt: apiTokens.expiresAt })
      .from(apiTokens)
      .where(and(eq(apiTokens.id, viaId), isNull(apiTokens.revokedAt)));
    return token !== undefined && (token.expiresAt === null || token.expiresAt > now);
  }
  const [session] = await db()
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, viaId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)));
  return session !== undefined;
}

async function maySee(actor: Actor, incidentId: number): Promise<boolean> {
  const [seen] = await db()
    .select({ id: incidents.id })
    .from(incidents)
    .where(and(eq(incidents.id, incidentId), visibleTo({ ...systemContext(), actor })));
  return seen !== undefined;
}
