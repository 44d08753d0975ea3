import { ACCESS_VERBS, ACTOR_KINDS, OUTCOMES, VERBS } from "@/lib/evidence/model";
import type { Sql } from "./analysis-tables";

const ACCESS_CODES = ACCESS_VERBS.map((verb) => VERBS.indexOf(verb));
const AGENT = ACTOR_KINDS.indexOf("agent");
export const SUCCESS = OUTCOMES.indexOf("success");
export const UNKNOWN = OUTCOMES.indexOf("unknown");

/**
 * Every event that touches an asset of the question with an access verb, once per asset, judged at its own instant:
 * a query to select from, over the tables of prepareFacts. `wholly`: nothing even in part speaks for it.
 */
export function judgedTouches(sql: Sql, incidentId: number, sourceNos: readonly number[]) {
  return sql`
    select d.*, i.in_hull, i.in_core, r.wholly,
      case when r.cleared then 'cleared' when r.explained then 'explained'
        when g.actor_id is null then 'unresolved' else 'uncleared' end as class
    from (
      select distinct x.n, t.part, t.source_no, t.record, t.sub, t.occurred_at, t.actor_id, t.behalf_id, t.actor_kind,
        t.verb, t.outcome, case when t.occurred_until > t.occurred_at then tstzrange(t.occurred_at, t.occurred_until) end as span
      from x_resources x
      join evidence_touches t on t.incident_id = ${incidentId} and t.resource_id = x.resource_id
      where t.verb = any(${ACCESS_CODES}::smallint[]) and t.source_no = any(${[...sourceNos]}::int[])
    ) d
    join x_assets a on a.n = d.n
    left join x_actors x on x.actor_id = d.actor_id
    left join x_judged g on g.n = d.n and g.actor_id =
      case when d.behalf_id is not null and coalesce(x.is_agent, d.actor_kind = ${AGENT}) then d.behalf_id else d.actor_id end
    left join x_explained e on e.n = d.n and e.actor_id = d.actor_id
    left join x_explained f on f.n = d.n and f.actor_id = d.behalf_id
    cross join lateral (select
      case when d.span is null then a.hulls @> d.occurred_at else a.hulls && d.span end as in_hull,
      case when d.span is null then a.cores @> d.occurred_at else a.cores @> d.span end as in_core
    ) i
    cross join lateral (select
      coalesce(case when d.span is null then g.cleared @> d.occurred_at else g.cleared @> d.span end, false) as cleared,
      case when e.span is null and f.span is null then false
        when d.span is null then coalesce(e.span @> d.occurred_at, false) or coalesce(f.span @> d.occurred_at, false)
        else (coalesce(e.span, '{}') + coalesce(f.span, '{}')) @> d.span end as explained,
      d.span is null or not (coalesce(g.cleared && d.span, false) or coalesce(e.span && d.span, false)
        or coalesce(f.span && d.span, false)) as wholly
    ) r`;
}
