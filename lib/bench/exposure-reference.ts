import { ownerSql, rawSql } from "@/db/client";
import { ACCESS_VERBS, VERBS } from "@/lib/evidence/model";

/** Everything but the events, put into tables with keys and statistics beforehand; this is not measured. */
export async function prepareHandWritten(incidentId: number): Promise<void> {
  const sql = ownerSql();
  const steps = [
    `create table ref_resources as
      select a.id as asset, t.id as resource_id from assets a, evidence_terms t
      where t.incident_id = ${incidentId} and t.kind = 'resource' and t.value like replace(a.patterns->0->>'resource', '*', '%')
        and a.id in (select asset_id from exposure_windows where incident_id = ${incidentId})`,
    "create index on ref_resources (resource_id)",
    `create table ref_windows as
      select asset_id as asset, range_agg(tstzrange(opened_at_earliest, closed_at_latest)) as hulls,
        range_agg(tstzrange(opened_at_latest, closed_at_earliest)) as cores
      from exposure_windows where incident_id = ${incidentId} group by 1`,
    `create table ref_who as
      select t.id as actor_id, p.id as principal_id, p.kind = 'agent' as is_agent from evidence_terms t
      left join principal_aliases al on al.value = t.value left join principals p on p.id = al.principal_id
      where t.incident_id = ${incidentId} and t.kind = 'actor'`,
    "create unique index on ref_who (actor_id)",
    `create table ref_cleared as
      select w.asset, c.principal_id, range_agg(tstzrange(from_at, until_at)) filter (where standing = 'valid')
        - coalesce(range_agg(tstzrange(from_at, until_at)) filter (where standing = 'deny'), '{}') as span
      from ref_windows w join assets a on a.id = w.asset
      join clearances c on c.asset_id = a.id or array_position(array['public','internal','confidential','restricted','secret'], c.classification)
        >= array_position(array['public','internal','confidential','restricted','secret'], a.classification)
      where c.standing <> 'void' group by 1, 2`,
    "create unique index on ref_cleared (asset, principal_id)",
    "grant select on ref_resources, ref_windows, ref_who, ref_cleared to firebreak_app",
    "analyze ref_resources, ref_windows, ref_who, ref_cleared",
  ];
  for (const step of steps) await sql.unsafe(step);
}

/** What somebody would write by hand for this incident: judged accesses by principal, and the unexplained. */
export async function handWritten(): Promise<{ accesses: number; unexplained: number }> {
  const verbs = ACCESS_VERBS.map((verb) => VERBS.indexOf(verb)).join();
  return rawSql().begin(async (sql) => {
    await sql.unsafe("set local work_mem = '128MB'; set local jit = off");
    const rows = await sql.unsafe<{ inside: boolean; class: string; n: number }[]>(`
      select j.asset, j.actor_id, j.behalf_id, j.inside, j.core, j.class, j.verb, j.outcome, count(*)::int as n, min(occurred_at), max(occurred_at)
      from (
        select d.*, w.hulls @> d.occurred_at as inside, w.cores @> d.occurred_at as core,
          case when c.span @> d.occurred_at then 'cleared' when judge.principal_id is null then 'unresolved' else 'uncleared' end as class
        from (
          select distinct r.asset, t.source_no, t.record, t.sub, t.occurred_at, t.actor_id, t.behalf_id, t.verb, t.outcome
          from ref_resources r join evidence_touches t on t.incident_id = 1 and t.resource_id = r.resource_id
          where t.verb in (${verbs})
        ) d
        join ref_windows w on w.asset = d.asset
        left join ref_who actor on actor.actor_id = d.actor_id
        left join ref_who judge on judge.actor_id = case when actor.is_agent and d.behalf_id is not null then d.behalf_id else d.actor_id end
        left join ref_cleared c on c.asset = d.asset and c.principal_id = judge.principal_id
      ) j
      where outcome in (0, 3) and (inside or class <> 'cleared')
      group by 1, 2, 3, 4, 5, 6, 7, 8`);
    const count = (inside: boolean) => rows.reduce((n, row) => n + (row.inside === inside ? row.n : 0), 0);
    return { accesses: count(true), unexplained: count(false) };
  }) as Promise<{ accesses: number; unexplained: number }>;
}
