import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { presence, users } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { dateToInstant, type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { PresencePage } from "../views";
import type { Follower } from "./follower";
import { notifyLive, PRESENCE } from "./notify";

/** An open stream says every 20 seconds that it is open; two silences and its reader counts as gone. */
const GONE_AFTER_MICROS = 45_000_000;
/** Of what is left of that when a stream closes: another tab or browser of the same person has time to say so. */
const LEAVING_MICROS = 22_000_000;

/** Who has the incident open now. Nobody can look on without being seen here. */
export async function listPresence(ctx: Ctx, ref: string): Promise<PresencePage> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const data = await db()
    .select({ userId: users.id, name: users.name, since: presence.since })
    .from(presence)
    .innerJoin(users, eq(users.id, presence.userId))
    .where(and(eq(presence.incidentId, incident.id), gt(presence.seenAt, ago(ctx.now(), GONE_AFTER_MICROS))))
    .orderBy(asc(presence.since), asc(users.name))
    .limit(200);
  return { data, nextCursor: null };
}

/** A person opened the room. Programs that listen by token are not persons in it. */
export async function arrive(follower: Follower): Promise<void> {
  await stillHere([follower]);
  if (inRoom(follower)) await notifyLive(db(), { incident: follower.incident, kind: PRESENCE });
}

export async function leave(follower: Follower): Promise<void> {
  if (!inRoom(follower)) return;
  const now = dateToInstant(new Date());
  await db()
    .update(presence)
    .set({ seenAt: ago(now, GONE_AFTER_MICROS - LEAVING_MICROS) })
    .where(and(eq(presence.incidentId, follower.incident), eq(presence.userId, follower.actor.userId)));
}

/** One statement for all streams of a process; what is long past is cleared away on the way. */
export async function stillHere(followers: readonly Follower[]): Promise<void> {
  const here = followers.filter(inRoom);
  if (here.length === 0) return;
  const now = dateToInstant(new Date());
  const rows = new Map(
    here.map((f) => [`${f.incident} ${f.actor.userId}`, { incidentId: f.incident, userId: f.actor.userId }]),
  );
  const goneBefore = ago(now, GONE_AFTER_MICROS);
  await db()
    .insert(presence)
    .values([...rows.values()].map((row) => ({ ...row, since: now, seenAt: now })))
    .onConflictDoUpdate({
      target: [presence.incidentId, presence.userId],
      set: {
        seenAt: now,
        // Who was gone and comes back is here since now.
        since: sql`case when ${presence.seenAt} > ${goneBefore} then ${presence.since} else excluded.since end`,
      },
    });
  const incidents = [...new Set(here.map((follower) => follower.incident))];
  await db()
    .delete(presence)
    .where(and(inArray(presence.incidentId, incidents), sql`${presence.seenAt} < ${ago(now, 3_600_000_000)}`));
}

function inRoom(follower: Follower): follower is Follower & { incident: number } {
  return follower.incident !== null && follower.actor.kind === "user";
}

function ago(now: Instant, micros: number): Instant {
  return microsToInstant(instantToMicros(now) - micros);
}
