import { and, asc, eq, gt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { presence, users } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { PresencePage } from "../views";

/** A page says that it is open every 15 seconds or so; three silences and its reader counts as gone. */
const GONE_AFTER_MICROS = 45_000_000;

/** Who has the incident open now. */
export async function listPresence(ctx: Ctx, ref: string): Promise<PresencePage> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  return present(incident.id, ctx.now());
}

/** Says that the actor has the incident open, and answers who else has. Nobody can look on without being seen. */
export async function bePresent(ctx: Ctx, ref: string): Promise<PresencePage> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const now = ctx.now();
  if (ctx.actor?.kind === "user") {
    const row = { incidentId: incident.id, userId: ctx.actor.userId, since: now, seenAt: now };
    await db()
      .insert(presence)
      .values(row)
      .onConflictDoUpdate({
        target: [presence.incidentId, presence.userId],
        set: {
          seenAt: now,
          // Who was gone and comes back is here since now.
          since: sql`case when ${presence.seenAt} > ${goneBefore(now)} then ${presence.since} else excluded.since end`,
        },
      });
  }
  return present(incident.id, now);
}

async function present(incidentId: number, now: Instant): Promise<PresencePage> {
  const data = await db()
    .select({ userId: users.id, name: users.name, since: presence.since })
    .from(presence)
    .innerJoin(users, eq(users.id, presence.userId))
    .where(and(eq(presence.incidentId, incidentId), gt(presence.seenAt, goneBefore(now))))
    .orderBy(asc(presence.since), asc(users.name))
    .limit(200);
  return { data, nextCursor: null };
}

function goneBefore(now: Instant): Instant {
  return microsToInstant(instantToMicros(now) - GONE_AFTER_MICROS);
}
