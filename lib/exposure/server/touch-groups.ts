import type { AccessClass } from "../model";
import type { Sql } from "./analysis-tables";
import { judgedTouches, SUCCESS, UNKNOWN } from "./judged-touches";

/** Events of one source, asset, actor and beneficiary that were judged alike: all that the answer needs of them. */
export interface TouchGroup {
  n: number;
  source: number;
  actor: number | null;
  behalf: number | null;
  class: AccessClass;
  verb: number;
  outcome: number;
  inHull: boolean;
  certain: boolean;
  wholly: boolean;
  count: number;
  first: number;
  last: number;
  records: number;
  recordsUnstated: number;
  bytes: number;
  bytesUnstated: number;
  ips: string[] | null;
}

/** More addresses than this of one group say no more than the count. */
const MOST_ADDRESSES = 50;

/**
 * Attempts count inside a hull only; outside every hull only what nobody is cleared for. Figures that the log states of
 * an access come from its event, which only accesses in a hull are asked for.
 */
export async function touchGroups(sql: Sql, incidentId: number, sourceNos: readonly number[]): Promise<TouchGroup[]> {
  if (sourceNos.length === 0) return [];
  await sql`
    create temp table x_touches on commit drop as
    select * from (${judgedTouches(sql, incidentId, sourceNos)}) j
    where in_hull or (outcome in (${SUCCESS}, ${UNKNOWN}) and class in ('uncleared', 'unresolved'))`;
  const groups = await sql<TouchGroup[]>`
    select j.n, j.source_no as source, j.actor_id as actor, j.behalf_id as behalf, j.class, j.verb, j.outcome,
      j.in_hull as "inHull", j.in_core as certain, j.wholly, count(*)::int as count,
      (extract(epoch from min(j.occurred_at)) * 1000000)::bigint as first,
      (extract(epoch from max(j.occurred_at)) * 1000000)::bigint as last,
      coalesce(sum(e.records), 0)::bigint as records, count(*) filter (where e.records is null)::int as "recordsUnstated",
      coalesce(sum(e.bytes), 0)::bigint as bytes, count(*) filter (where e.bytes is null)::int as "bytesUnstated",
      (array_agg(distinct coalesce(host(e.ip), raw.value)) filter (where e.ip is not null or raw.id is not null))[1:${MOST_ADDRESSES}] as ips
    from x_touches j
    left join evidence_events e on j.in_hull and j.outcome in (${SUCCESS}, ${UNKNOWN}) and e.incident_id = ${incidentId}
      and e.source_no = j.source_no and e.record = j.record and e.sub = j.sub and e.part = j.part
    left join evidence_terms raw on raw.incident_id = ${incidentId} and raw.id = e.ip_raw_id and e.ip is null
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`;
  return groups.map((group) => ({ ...group }));
}
