import type { AccessClass } from "../model";
import type { Sql } from "./analysis-tables";
import { judgedTouches, placeOf, type SourcePlace, SUCCESS, UNKNOWN } from "./judged-touches";

/** Events of one source, asset, actor and beneficiary that were judged alike: all that the answer needs of them. */
export interface TouchGroup {
  n: number;
  source: number;
  actor: number | null;
  behalf: number | null;
  /** The clearance of whom it was made for decided. */
  byBehalf: boolean;
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
export async function touchGroups(
  sql: Sql,
  incidentId: number,
  sources: readonly SourcePlace[],
): Promise<TouchGroup[]> {
  if (sources.length === 0) return [];
  await sql`
    create temp table x_hits (n int, source_no int, record int, sub smallint, actor_id int, behalf_id int, by_behalf bool, class text,
      verb smallint, outcome smallint, in_core bool, wholly bool) on commit drop`;
  // Touches of one resource lie all over the table: in the order of its pages they are read in half the time.
  await sql.unsafe("set local enable_indexscan = off");
  const groups = await sql<Counted[]>`
    with judged as materialized (
      select j.* from (select * from (${judgedTouches(sql, incidentId, sources)}) u offset 0) j
      where in_hull or (outcome in (${SUCCESS}, ${UNKNOWN}) and class in ('uncleared', 'unresolved'))
    ), hits as (
      insert into x_hits
      select n, source_no, record, sub, actor_id, behalf_id, by_behalf, class, verb, outcome, in_core, wholly
      from judged where in_hull and outcome in (${SUCCESS}, ${UNKNOWN})
    )
    select n, source_no as source, actor_id as actor, behalf_id as behalf, by_behalf as "byBehalf", class, verb, outcome, in_hull as "inHull",
      in_core as certain, wholly, count(*)::int as count,
      (extract(epoch from min(occurred_at)) * 1000000)::bigint as first,
      (extract(epoch from max(occurred_at)) * 1000000)::bigint as last
    from judged group by n, source_no, actor_id, behalf_id, by_behalf, class, verb, outcome, in_hull, in_core, wholly`;
  await sql.unsafe("set local enable_indexscan = on");
  const stated = new Map((await statedFigures(sql, incidentId, sources)).map((row) => [keyOf(row), row]));
  return groups.map((group) => {
    const of = group.inHull ? stated.get(keyOf(group)) : undefined;
    const { records = 0, recordsUnstated = 0, bytes = 0, bytesUnstated = 0, ips = null } = of ?? {};
    return { ...group, records, recordsUnstated, bytes, bytesUnstated, ips };
  });
}

type Key = Pick<
  TouchGroup,
  "n" | "source" | "actor" | "behalf" | "byBehalf" | "class" | "verb" | "outcome" | "certain" | "wholly"
>;
type Stated = Pick<TouchGroup, "records" | "recordsUnstated" | "bytes" | "bytesUnstated" | "ips">;
type Counted = Omit<TouchGroup, keyof Stated>;

function keyOf({ n, source, actor, behalf, byBehalf, class: name, verb, outcome, certain, wholly }: Key): string {
  return [n, source, actor, behalf, byBehalf, name, verb, outcome, certain, wholly].join();
}

/** One look-up an event: the planner would rather read every event there is. */
async function statedFigures(sql: Sql, incidentId: number, sources: readonly SourcePlace[]): Promise<(Key & Stated)[]> {
  return sql<(Key & Stated)[]>`
    select h.n, h.source_no as source, h.actor_id as actor, h.behalf_id as behalf, h.by_behalf as "byBehalf", h.class, h.verb, h.outcome,
      h.in_core as certain, h.wholly,
      coalesce(sum(e.records), 0)::bigint as records, count(*) filter (where e.records is null)::int as "recordsUnstated",
      coalesce(sum(e.bytes), 0)::bigint as bytes, count(*) filter (where e.bytes is null)::int as "bytesUnstated",
      (array_agg(distinct coalesce(host(e.ip), e.raw)) filter (where e.ip is not null or e.raw is not null))[1:${MOST_ADDRESSES}] as ips
    from x_hits h
    join (${placeOf(sql, sources)}) place on place.no = h.source_no
    cross join lateral (
      select e.records, e.bytes, e.ip, case when e.ip is null then
        (select raw.value from evidence_terms raw where raw.incident_id = ${incidentId} and raw.id = e.ip_raw_id) end as raw
      from evidence_events e
      where e.incident_id = ${incidentId} and e.source_no = h.source_no and e.record = h.record and e.sub = h.sub
        and e.part = place.part limit 1
    ) e
    group by h.n, h.source_no, h.actor_id, h.behalf_id, h.by_behalf, h.class, h.verb, h.outcome, h.in_core, h.wholly`;
}
