import type { Placeholder, SQL } from "drizzle-orm";
import { and, eq, or, sql } from "drizzle-orm";
import { builtOnce } from "@/db/built-once";
import { db, type Executor } from "@/db/client";
import { incidentMembers, incidents } from "@/db/schema";
import { sharedReads } from "@/db/shared-reads";
import type { Permission } from "@/lib/access/model";
import { AppError } from "@/lib/api/errors";
import type { Actor, Ctx } from "@/lib/api/server/context";
import { parseIncidentRef } from "@/lib/incidents/model";

export type Incident = typeof incidents.$inferSelect;

export function requireActor(ctx: Ctx): Actor {
  if (!ctx.actor) throw new AppError("unauthenticated", "Sign in, or send an API token, to do this.");
  return ctx.actor;
}

/** The first line of a verb that belongs to no incident. */
export function requirePermission(ctx: Ctx, permission: Permission): Actor {
  const actor = requireActor(ctx);
  if (!actor.permissions.has(permission)) {
    throw new AppError("forbidden", `This needs the permission "${permission}", which you do not have. Ask an admin.`);
  }
  return actor;
}

/**
 * The first line of a verb on an incident. An incident that the actor may not see answers exactly like one
 * that is not there; one that may be seen but not changed answers 403.
 */
export async function requireIncident(
  ctx: Ctx,
  executor: Executor,
  ref: string,
  permission: Permission,
): Promise<Incident> {
  const actor = requireActor(ctx);
  const id = parseIncidentRef(ref);
  const [incident] =
    id === null || !actor.permissions.has("read")
      ? []
      : executor === db() && actor.kind !== "system"
        ? await seenBy(id, actor.userId)
        : await executor
            .select()
            .from(incidents)
            .where(and(eq(incidents.id, id), visibleTo(ctx)))
            .limit(1);
  if (!incident) throw new AppError("not_found", "There is no such incident, or you may not see it.");
  requirePermission(ctx, permission);
  return incident;
}

/** The condition on `incidents` that every list carries. */
export function visibleTo(ctx: Ctx): SQL {
  const actor = requireActor(ctx);
  return actor.kind === "system" ? sql`true` : visibleToUser(actor.userId);
}

/** The same, for whoever's id is given: as it is, or as the placeholder of a query that is built once. */
export function visibleToUser(userId: string | Placeholder): SQL {
  const member = sql`exists (select 1 from ${incidentMembers} m where m.incident_id = ${incidents.id} and m.user_id = ${userId})`;
  return or(eq(incidents.visibility, "open"), member) as SQL;
}

const incidentSeenBy = builtOnce((database) =>
  database
    .select()
    .from(incidents)
    .where(and(eq(incidents.id, sql.placeholder("id")), visibleToUser(sql.placeholder("user"))))
    .limit(1)
    .prepare("incident_seen_by"),
);

const sharedIncident = sharedReads<Incident[]>();

function seenBy(id: number, user: string): Promise<Incident[]> {
  return sharedIncident(`${id} ${user}`, () => incidentSeenBy().execute({ id, user }));
}
