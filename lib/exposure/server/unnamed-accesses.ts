import type { Sql } from "./analysis-tables";
import { isAccessVerb, SUCCESS, UNKNOWN } from "./judged-touches";
import type { SourceRow } from "./sources";

/** By number of asset: accesses while it was open, in one of its systems, that name no resource at all. */
export async function unnamedAccesses(
  sql: Sql,
  incidentId: number,
  sources: readonly SourceRow[],
): Promise<Map<number, number>> {
  if (sources.length === 0) return new Map();
  // Per source, so that each is a look into the index of these few events, in its own partition.
  const rows = await sql<{ n: number; count: number }[]>`
    select a.n, sum(e.count)::int as count
    from x_assets a
    join unnest(
      ${sources.map(({ no }) => no)}::int[], ${sources.map(({ part }) => part)}::int[],
      ${sources.map(({ system }) => system)}::text[], ${sources.map(({ through }) => through ?? 2147483647)}::int[]
    ) as s(no, part, system, through) on s.system = any(a.systems)
    cross join lateral (
      select count(*) from evidence_events e
      where e.incident_id = ${incidentId} and e.source_no = s.no and e.part = s.part and e.resource_ids is null
        and e.record <= s.through and ${isAccessVerb(sql, "e")} and e.outcome in (${SUCCESS}, ${UNKNOWN})
        and case when e.occurred_until > e.occurred_at then a.hulls && tstzrange(e.occurred_at, e.occurred_until)
          else a.hulls @> e.occurred_at end
      offset 0
    ) e
    group by a.n`;
  return new Map(rows.map(({ n, count }) => [n, count]));
}
