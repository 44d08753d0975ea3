import { and, desc, eq, inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { handovers, incidentRoles, users } from "@/db/schema";
import type { Ctx } from "@/lib/api/server/context";
import type { RoomView } from "@/lib/incidents/views";
import { currentRole } from "./role-rows";

/** What of handovers is under way, for verbs that have checked who asks. */
export async function passingRoles(ctx: Ctx, incidentId: number): Promise<RoomView["handovers"]> {
  const rows = await db()
    .select({ row: handovers, to: users.name, holder: incidentRoles.userId })
    .from(handovers)
    .innerJoin(users, eq(users.id, handovers.toId))
    .leftJoin(incidentRoles, currentRole(handovers.incidentId, handovers.role))
    .where(and(eq(handovers.incidentId, incidentId), inArray(handovers.state, ["asked", "waiting"])))
    .orderBy(desc(handovers.begunAt))
    .limit(50);
  const me = ctx.actor && ctx.actor.kind !== "system" ? ctx.actor.userId : null;
  return rows.map(({ row: { id, role, state, toId, passedAt }, to, holder }) => ({
    id,
    role,
    state: state === "asked" ? "asked" : "waiting",
    to,
    passed: passedAt !== null,
    waitsForMe: me !== null && me === (state === "asked" ? holder : toId),
  }));
}
