import { type Span, within } from "./access-bins";
import type { AnalysisQuestion, Sql } from "./analysis-tables";
import { judgedTouches, placeOf, SUCCESS, touchesOf, UNKNOWN } from "./judged-touches";
import type { SourceRow } from "./sources";
import type { TouchGroup } from "./touch-groups";

/** The same groups as of the whole answer, of touches that begin in a stretch of time; what is outside every hull is left out. */
export async function groupsWithin(
  sql: Sql,
  { incidentId, now }: AnalysisQuestion,
  sources: readonly SourceRow[],
  span: Span,
  assetId: string | null,
): Promise<TouchGroup[]> {
  if (sources.length === 0) return [];
  const narrow = sql`${within(sql, span, "t")}
    ${assetId === null ? sql`` : sql`and x.n in (select n from x_assets where id = ${assetId})`}`;
  return sql<TouchGroup[]>`
    select j.n, j.actor_id as actor, j.behalf_id as behalf, j.by_behalf as "byBehalf", j.class, j.verb, j.outcome,
      true as "inHull", j.in_core as certain, j.wholly, count(*)::int as count,
      (extract(epoch from min(j.occurred_at)) * 1000000)::bigint as first,
      (extract(epoch from max(j.occurred_at)) * 1000000)::bigint as last,
      coalesce(sum(e.records), 0)::bigint as records, count(*) filter (where e.records is null)::int as "recordsUnstated",
      coalesce(sum(e.bytes), 0)::bigint as bytes, count(*) filter (where e.bytes is null)::int as "bytesUnstated",
      (array_agg(distinct coalesce(host(e.ip), raw.value)) filter (where e.ip is not null or raw.value is not null))[1:50] as ips
    from (
      select * from (${judgedTouches(sql, now, touchesOf(sql, incidentId, sources, narrow))}) u
      where in_hull offset 0
    ) j
    join (${placeOf(sql, sources)}) place on place.no = j.source_no
    left join evidence_events e on j.outcome in (${SUCCESS}, ${UNKNOWN}) and e.incident_id = ${incidentId}
      and e.source_no = j.source_no and e.record = j.record and e.sub = j.sub and e.part = place.part
    left join evidence_terms raw on raw.incident_id = ${incidentId} and e.ip is null and raw.id = e.ip_raw_id
    group by j.n, j.actor_id, j.behalf_id, j.by_behalf, j.class, j.verb, j.outcome, j.in_core, j.wholly`;
}
