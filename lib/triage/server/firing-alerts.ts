import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";

/**
 * Titles of the alerts that fire now, of an incident and of what was merged into it, since it is one matter. Of a
 * restricted one that was merged into another nothing is told: who reads the other may not see it.
 */
export async function firingAlerts(executor: Executor, incidentId: number): Promise<string[]> {
  const rows = await executor.execute<{ title: string }>(sql`
    with recursive taken as (
      select ${incidentId}::int as id
      union
      select l.from_id from incident_links l join taken on l.to_id = taken.id
      where l.kind = 'merged' and l.removed_at is null
    )
    select a.title from alerts a join incidents i on i.id = a.incident_id
    where a.incident_id in (select taken.id from taken) and a.state = 'firing'
      and (i.visibility = 'open' or i.id = ${incidentId})
    order by a.first_at`);
  return rows.map(({ title }) => title);
}
