import { and, eq, inArray, isNull, ne, type SQL } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { handovers, incidentRoles } from "@/db/schema";
import type { Ctx } from "@/lib/api/server/context";
import type { IncidentRole, RoleWay } from "@/lib/incidents/model";
import { recordEvent } from "@/lib/record/server/record-event";
import { holderOf, type Person } from "./role-rows";

interface Passing {
  incidentId: number;
  role: IncidentRole;
  to: Person;
  how: RoleWay;
  reason?: string | null;
  handoverId?: string | null;
}

/**
 * The one way by which a role changes hands: ends who held it, begins who holds it, ends what else was under way for
 * it, and records it. The caller holds the lock of the record, so that of two who take a role at once the second takes
 * it from the first; the database refuses a second holder, and a commander's leaving without another's coming.
 */
export async function passRole(tx: Transaction, ctx: Ctx, passing: Passing): Promise<{ since: string }> {
  const { incidentId, role, to, how, reason = null, handoverId = null } = passing;
  const now = ctx.now();
  const from = await holderOf(tx, incidentId, role);
  await endHolding(tx, incidentId, role, now);
  const actor = ctx.actor && ctx.actor.kind !== "system" ? ctx.actor.userId : null;
  const givenBy = actor === to.id ? null : actor;
  await tx
    .insert(incidentRoles)
    .values({ incidentId, role, userId: to.id, since: now, how, givenBy, reason, handoverId });
  await overtake(tx, ctx, incidentId, role, handoverId);
  await recordEvent(tx, ctx, {
    incidentId,
    kind: "role_taken",
    data: { role, userId: to.id, name: to.name, how, from: from?.name ?? null, fromId: from?.id ?? null, reason },
  });
  return { since: now };
}

/** Whoever holds the role holds it no more. */
export async function endHolding(tx: Transaction, incidentId: number, role: IncidentRole, now: string): Promise<void> {
  const current = and(
    eq(incidentRoles.incidentId, incidentId),
    eq(incidentRoles.role, role),
    isNull(incidentRoles.until),
  );
  const [row] = await tx.select().from(incidentRoles).where(current);
  if (!row) return;
  // Clocks of two machines differ: nobody held a role for less than no time.
  const until = now < row.since ? row.since : now;
  await tx.update(incidentRoles).set({ until }).where(eq(incidentRoles.id, row.id));
}

/** The role went another way: what was asked or offered about it is over, and nobody's brief waits for nothing. */
async function overtake(
  tx: Transaction,
  ctx: Ctx,
  incidentId: number,
  role: IncidentRole,
  except: string | null,
): Promise<void> {
  const others: (SQL | undefined)[] = [
    eq(handovers.incidentId, incidentId),
    eq(handovers.role, role),
    inArray(handovers.state, ["asked", "waiting"]),
    isNull(handovers.passedAt),
    except ? ne(handovers.id, except) : undefined,
  ];
  const now = ctx.now();
  await tx
    .update(handovers)
    .set({
      state: "overtaken",
      endedAt: now,
      endedBy: ctx.actor?.name ?? null,
      endReason: "The role went another way.",
    })
    .where(and(...others));
}
