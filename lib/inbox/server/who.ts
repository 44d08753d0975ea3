import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { IncidentRole } from "@/lib/incidents/model";

/** Who works in a room: holders of its roles, owners of its unfinished tasks, members of a restricted incident. */
export async function roomPeople(executor: Executor, incidentId: number): Promise<string[]> {
  const rows = await executor.execute<{ id: string }>(sql`
    select user_id as id from incident_roles where incident_id = ${incidentId} and until is null
    union select owner_id from tasks
      where incident_id = ${incidentId} and owner_id is not null and state in ('open', 'in_progress', 'done')
    union select m.user_id from incident_members m join incidents i on i.id = m.incident_id
      where i.id = ${incidentId} and i.visibility = 'restricted'`);
  return rows.map(({ id }) => id);
}

export async function holdersOf(
  executor: Executor,
  incidentId: number,
  roles: readonly IncidentRole[],
): Promise<string[]> {
  const rows = await executor.execute<{ id: string }>(sql`
    select distinct user_id as id from incident_roles
    where incident_id = ${incidentId} and until is null and role = any(${sql.param([...roles])}::text[])`);
  return rows.map(({ id }) => id);
}

/** Everybody whose role lets them command. */
export async function commanders(executor: Executor): Promise<string[]> {
  const rows = await executor.execute<{ id: string }>(
    sql`select id from users where disabled_at is null and role in ('commander', 'admin')`,
  );
  return rows.map(({ id }) => id);
}
