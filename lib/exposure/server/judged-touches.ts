import type { PendingQuery, Row } from "postgres";
import { ACCESS_VERBS, ACTOR_KINDS, OUTCOMES, VERBS } from "@/lib/evidence/model";
import type { Sql } from "./analysis-tables";

const ACCESS_CODES = ACCESS_VERBS.map((verb) => VERBS.indexOf(verb));
const AGENT = ACTOR_KINDS.indexOf("agent");
export const SUCCESS = OUTCOMES.indexOf("success");
export const UNKNOWN = OUTCOMES.indexOf("unknown");

/** Where a source's events are. `through`: of one that grows, the last record that was known then. */
export interface SourcePlace {
  no: number;
  part: number;
  through: number | null;
}

/** Whether a verb is an access, of a table's column `verb`. */
export function isAccessVerb(sql: Sql, table: string) {
  return sql`${sql(`${table}.verb`)} = any(${ACCESS_CODES}::smallint[])`;
}

/**
 * Every event that touches an asset of the question, with an access verb unless `anyVerb`, once per asset: a query over
 * `x_resources`. `narrow` leaves touches (`t`, with `x.n` their asset) out before anything is judged.
 */
export function touchesOf(
  sql: Sql,
  incidentId: number,
  sources: readonly SourcePlace[],
  narrow: PendingQuery<Row[]> = sql``,
  anyVerb = false,
) {
  return sql`
    select distinct x.n, t.source_no, t.record, t.sub, t.occurred_at, t.occurred_until, t.actor_id, t.behalf_id,
      t.actor_kind, t.verb, t.outcome
    from evidence_touches t
    join x_resources x on x.resource_id = t.resource_id
    where t.incident_id = ${incidentId} and t.resource_id = any((select array_agg(resource_id) from x_resources)::int[])
      ${anyVerb ? sql`` : sql`and ${isAccessVerb(sql, "t")}`} and t.source_no = any(${sources.map(({ no }) => no)}::int[])
      and t.part = any(${[...new Set(sources.map(({ part }) => part))]}::int[])
      ${upToKnown(sql, sources)} ${narrow}`;
}

/** Of sources that grow, what was known then. */
export function upToKnown(sql: Sql, sources: readonly SourcePlace[]) {
  const growing = sources.flatMap(({ no, through }) => (through === null ? [] : [{ no, through }]));
  if (growing.length === 0) return sql``;
  const [nos, throughs] = [growing.map(({ no }) => no), growing.map(({ through }) => through)];
  return sql`and t.record <= coalesce((${throughs}::int[])[array_position(${nos}::int[], t.source_no)], 2147483647)`;
}

/** The same of the events in `x_added`, of any verb. */
export function touchesAdded(sql: Sql) {
  return sql`
    select distinct x.n, t.source_no, t.record, t.sub, t.occurred_at, t.occurred_until, t.actor_id, t.behalf_id,
      t.actor_kind, t.verb, t.outcome
    from x_added t cross join lateral unnest(t.resource_ids) as r(id)
    join x_resources x on x.resource_id = r.id
    join x_assets a on a.n = x.n
    where a.open or not t.only_open`;
}

/**
 * Touches, each judged at its own instant: a query over the tables of prepareFacts. `wholly`: nothing even in part
 * speaks for it. `late`: its asset is still open, and it ends after the instant that stands for now.
 */
export function judgedTouches(sql: Sql, now: string, touches: PendingQuery<Row[]>) {
  return sql`
    select d.n, d.source_no, d.record, d.sub, d.occurred_at, d.actor_id, d.behalf_id, d.actor_kind, d.verb, d.outcome,
      s.span, b.by_behalf, i.in_hull, i.in_core, i.late, r.wholly,
      case when r.cleared then 'cleared' when r.explained then 'explained'
        when g.actor_id is null then 'unresolved' else 'uncleared' end as class
    from (${touches}) d
    join x_assets a on a.n = d.n
    left join x_actors x on x.actor_id = d.actor_id
    cross join lateral (
      select d.behalf_id is not null and coalesce(x.is_agent, d.actor_kind = ${AGENT}) as by_behalf
    ) b
    left join x_judged g on g.n = d.n and g.actor_id = case when b.by_behalf then d.behalf_id else d.actor_id end
    left join x_explained e on e.n = d.n and e.actor_id = d.actor_id
    left join x_explained f on f.n = d.n and f.actor_id = d.behalf_id
    cross join lateral (
      select case when d.occurred_until > d.occurred_at then tstzrange(d.occurred_at, d.occurred_until) end as span
    ) s
    cross join lateral (select
      case when s.span is null then a.hulls @> d.occurred_at else a.hulls && s.span end as in_hull,
      case when s.span is null then a.cores @> d.occurred_at else a.cores @> s.span end as in_core,
      a.open and coalesce(upper(s.span) > ${now}::timestamptz, d.occurred_at >= ${now}::timestamptz) as late
    ) i
    cross join lateral (select
      coalesce(case when s.span is null then g.cleared @> d.occurred_at else g.cleared @> s.span end, false) as cleared,
      case when e.span is null and f.span is null then false
        when s.span is null then coalesce(e.span @> d.occurred_at, false) or coalesce(f.span @> d.occurred_at, false)
        else (coalesce(e.span, '{}') + coalesce(f.span, '{}')) @> s.span end as explained,
      s.span is null or not (coalesce(g.cleared && s.span, false) or coalesce(e.span && s.span, false)
        or coalesce(f.span && s.span, false)) as wholly
    ) r`;
}

/** The partition of a source, in SQL: rows of events are looked up where they are. */
export function placeOf(sql: Sql, sources: readonly SourcePlace[]) {
  const nos = sources.map(({ no }) => no);
  const parts = sources.map(({ part }) => part);
  return sql`select * from unnest(${nos}::int[], ${parts}::int[]) as place(no, part)`;
}
