import { type AccessClass, MOST_ADDRESSES } from "../model";
import type { Sql } from "./analysis-tables";
import {
  isAccessVerb,
  judgedTouches,
  placeOf,
  type SourcePlace,
  SUCCESS,
  touchesAdded,
  touchesOf,
  UNKNOWN,
  upToKnown,
} from "./judged-touches";

/** Events of one asset, actor and beneficiary that were judged alike: all that the answer needs of them. */
export interface TouchGroup {
  n: number;
  actor: number | null;
  behalf: number | null;
  /** The clearance of whom it was made for decided. */
  byBehalf: boolean;
  /** `other`: no access; only counted, of nobody. */
  class: AccessClass | "other";
  verb: number;
  outcome: number;
  inHull: boolean;
  certain: boolean;
  wholly: boolean;
  /** Of an asset that is still open, and ends after the instant that stands for now. */
  late: boolean;
  count: number;
  first: number;
  last: number;
  records: number;
  recordsUnstated: number;
  bytes: number;
  bytesUnstated: number;
  ips: string[] | null;
}

/** Which events are judged: all of some sources, or those in `x_added`. */
export type Which =
  | { sources: readonly SourcePlace[]; added: false }
  | { sources: readonly SourcePlace[]; added: true };

export type EventPlace = [sourceNo: number, record: number, sub: number];

/**
 * Attempts and what is no access count inside a hull only; outside every hull only what nobody is cleared for, and what
 * will be inside when time goes on. Figures that the log states of an access come from its event, which only accesses in
 * a hull are asked for. `late`: the places of events that are not judged once and for all. `touched`: numbers of assets.
 */
export async function touchGroups(
  sql: Sql,
  { incidentId, now }: { incidentId: number; now: string },
  { sources, added }: Which,
): Promise<{ groups: TouchGroup[]; late: EventPlace[]; touched: number[] }> {
  if (sources.length === 0) return { groups: [], late: [], touched: [] };
  const touches = added ? touchesAdded(sql) : touchesOf(sql, incidentId, sources, sql``, true);
  await sql`
    create temp table x_hits (n int, source_no int, record int, sub smallint, actor_id int, behalf_id int, by_behalf bool, class text,
      verb smallint, outcome smallint, in_hull bool, in_core bool, wholly bool, late bool) on commit drop`;
  // Touches of one resource lie all over the table: in the order of its pages they are read in half the time.
  if (!added) await sql.unsafe("set local enable_indexscan = off");
  const counted = await sql<Counted[]>`
    with judged as materialized (
      select j.* from (
        select n, source_no, record, sub, occurred_at, actor_id, behalf_id, by_behalf, verb, outcome, in_hull, in_core, wholly, late,
          case when ${isAccessVerb(sql, "u")} then class else 'other' end as class
        from (${judgedTouches(sql, now, touches)}) u offset 0
      ) j
      where in_hull or late or (outcome in (${SUCCESS}, ${UNKNOWN}) and class in ('uncleared', 'unresolved'))
    ), hits as (
      insert into x_hits
      select n, source_no, record, sub, actor_id, behalf_id, by_behalf, class, verb, outcome, in_hull, in_core, wholly, late
      from judged where late or (in_hull and class <> 'other' and outcome in (${SUCCESS}, ${UNKNOWN}))
    )
    select n, actor_id as actor, behalf_id as behalf, by_behalf as "byBehalf", class, verb, outcome, in_hull as "inHull",
      in_core as certain, wholly, late, count(*)::int as count,
      (extract(epoch from min(occurred_at)) * 1000000)::bigint as first,
      (extract(epoch from max(occurred_at)) * 1000000)::bigint as last
    from judged where class <> 'other'
    group by n, actor_id, behalf_id, by_behalf, class, verb, outcome, in_hull, in_core, wholly, late
    union all
    select n, null, null, false, 'other', 0, 0, true, false, false, late, count(*)::int, 0, 0
    from judged where class = 'other' and in_hull group by n, late`;
  if (!added) await sql.unsafe("set local enable_indexscan = on");
  const stated = new Map((await statedFigures(sql, incidentId, sources)).map((row) => [keyOf(row), row]));
  const late = await sql<{ place: EventPlace }[]>`
    select distinct jsonb_build_array(source_no, record, sub) as place from x_hits where late limit ${MOST_LATE + 1}`;
  await sql`drop table x_hits`;
  const touched = await touchedAssets(sql, incidentId, { sources, added });
  const groups = counted.filter(doesCount).map((group) => {
    const of = group.inHull ? stated.get(keyOf(group)) : undefined;
    const { records = 0, recordsUnstated = 0, bytes = 0, bytesUnstated = 0, ips = null } = of ?? {};
    return { ...group, records, recordsUnstated, bytes, bytesUnstated, ips };
  });
  return { groups, late: late.map(({ place }) => place), touched };
}

/** Assets that any event names, whenever and by whatever verb. */
async function touchedAssets(sql: Sql, incidentId: number, { sources, added }: Which): Promise<number[]> {
  const rows = await sql<{ n: number }[]>`${added ? namedByAdded(sql) : namedBySources(sql, incidentId, sources)}`;
  return rows.map((row) => row.n);
}

/** Few events, perhaps many resources: each event is read once. */
function namedByAdded(sql: Sql) {
  return sql`
    select distinct x.n from x_added t cross join lateral unnest(t.resource_ids) as r(id)
    join x_resources x on x.resource_id = r.id`;
}

/** Of all events the first one found is enough. */
function namedBySources(sql: Sql, incidentId: number, sources: readonly SourcePlace[]) {
  return sql`
    select n from x_assets a where exists (
      select from x_resources x cross join lateral (
        select from evidence_touches t where t.incident_id = ${incidentId} and t.resource_id = x.resource_id
          and t.source_no = any(${sources.map(({ no }) => no)}::int[]) and t.part = any(${[...new Set(sources.map(({ part }) => part))]}::int[])
          ${upToKnown(sql, sources)} limit 1
      ) t where x.n = a.n)`;
}

/** More events beyond now are not worth remembering one by one. */
export const MOST_LATE = 5000;

/** What is late and not in a hull yet was only asked for to be remembered. */
function doesCount({ inHull, outcome, class: name }: Counted): boolean {
  return inHull || ((outcome === SUCCESS || outcome === UNKNOWN) && (name === "uncleared" || name === "unresolved"));
}

type Key = Pick<
  TouchGroup,
  "n" | "actor" | "behalf" | "byBehalf" | "class" | "verb" | "outcome" | "certain" | "wholly" | "late"
>;
type Stated = Pick<TouchGroup, "records" | "recordsUnstated" | "bytes" | "bytesUnstated" | "ips">;
type Counted = Omit<TouchGroup, keyof Stated>;

function keyOf({ n, actor, behalf, byBehalf, class: name, verb, outcome, certain, wholly, late }: Key): string {
  return [n, actor, behalf, byBehalf, name, verb, outcome, certain, wholly, late].join();
}

/** One look-up an event: the planner would rather read every event there is. */
async function statedFigures(sql: Sql, incidentId: number, sources: readonly SourcePlace[]): Promise<(Key & Stated)[]> {
  return sql<(Key & Stated)[]>`
    select h.n, h.actor_id as actor, h.behalf_id as behalf, h.by_behalf as "byBehalf", h.class, h.verb, h.outcome,
      h.in_core as certain, h.wholly, h.late,
      coalesce(sum(e.records), 0)::bigint as records, count(*) filter (where e.records is null)::int as "recordsUnstated",
      coalesce(sum(e.bytes), 0)::bigint as bytes, count(*) filter (where e.bytes is null)::int as "bytesUnstated",
      (array_agg(distinct e.address collate "C") filter (where e.address is not null))[1:${MOST_ADDRESSES + 1}] as ips
    from x_hits h
    join (${placeOf(sql, sources)}) place on place.no = h.source_no
    cross join lateral (
      select e.records, e.bytes, coalesce(host(e.ip),
        (select raw.value from evidence_terms raw where raw.incident_id = ${incidentId} and raw.id = e.ip_raw_id)) as address
      from evidence_events e
      where e.incident_id = ${incidentId} and e.source_no = h.source_no and e.record = h.record and e.sub = h.sub
        and e.part = place.part limit 1
    ) e
    where h.in_hull and h.class <> 'other' and h.outcome in (${SUCCESS}, ${UNKNOWN})
    group by h.n, h.actor_id, h.behalf_id, h.by_behalf, h.class, h.verb, h.outcome, h.in_core, h.wholly, h.late`;
}
