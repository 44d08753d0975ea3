import type { Instant } from "@/lib/time/instant";
import type { CertainPossible, Gap } from "../model";
import { type AnalysisQuestion, known, type Sql } from "./analysis-tables";

export interface AssetRow {
  n: number;
  id: string;
  name: string;
  classification: string;
  systems: string[];
  open: boolean;
  countable: boolean;
  certain: number;
  possible: number;
}

export interface Reach {
  n: number;
  certain: number;
  possible: number;
  /** Public ids of the principals who could reach the asset at some time without clearance. */
  principals: string[];
}

/** Over all assets: of whom it can be counted. */
export interface TogetherReach {
  certain: number;
  possible: number;
  principals: string[];
}

/** Length of a multirange in whole microseconds; what has no end has no length that can be said. */
const micros = (sql: Sql, column: string) =>
  sql`(select coalesce(sum(extract(epoch from upper(r)) - extract(epoch from lower(r))), 0) * 1000000 from unnest(${sql(column)}) r)::bigint`;

export async function assetRows(sql: Sql): Promise<AssetRow[]> {
  return sql<AssetRow[]>`
    select n, id, name, classification, systems, open, countable,
      ${micros(sql, "cores")} as certain, ${micros(sql, "hulls")} as possible
    from x_assets order by n`;
}

/** Over all assets together: overlaps count once. */
export async function exposedTogether(sql: Sql): Promise<CertainPossible> {
  const [row] = await sql<CertainPossible[]>`
    select ${micros(sql, "cores")} as certain, ${micros(sql, "hulls")} as possible
    from (select range_agg(cores) as cores, range_agg(hulls) as hulls from x_assets) t`;
  return row ?? { certain: 0, possible: 0 };
}

/** Per asset and principal of its audiences, when that one could reach it without clearance: a query to select from. */
export function unclearedReach(sql: Sql, at: Instant) {
  return sql`
    with audience as (
      select w.asset_id, w.hull, w.core, p.is_id as principal_id, tstzrange(null, null) as span
      from x_windows w cross join lateral unnest(w.audience_principals) as l(principal_id)
      join x_people p on p.id = l.principal_id where w.audience_kind = 'listed'
      union all
      select w.asset_id, w.hull, w.core, p.is_id, tstzrange(m.from_at, m.until_at)
      from x_windows w join group_memberships m on m.group_name = w.audience_group and ${known(sql, "m", at)}
      join x_people p on p.id = m.principal_id
      where w.audience_kind = 'group'
      union all
      select w.asset_id, w.hull, w.core, p.id, tstzrange(null, null)
      from x_windows w cross join x_people p where w.audience_kind = 'organisation' and p.is_id = p.id
    )
    select a.n, u.principal_id, range_agg(u.core * u.span) - coalesce(c.span, '{}') as cores,
      range_agg(u.hull * u.span) - coalesce(c.span, '{}') as hulls
    from audience u
    join x_assets a on a.id = u.asset_id
    join x_people s on s.id = u.principal_id and s.known
    left join x_cleared c on c.n = a.n and c.principal_id = u.principal_id
    group by a.n, u.principal_id, c.span`;
}

export interface Reaches {
  /** By asset; without those that nobody can be counted of. */
  each: Reach[];
  /** All assets together: a principal's time at two of them counts once. */
  together: TogetherReach;
}

/** For how long principals of the audiences could reach without clearance, summed, and who could. */
export async function reachOfAudiences(sql: Sql, { knownAt }: AnalysisQuestion): Promise<Reaches> {
  await sql`create temp table x_reach on commit drop as ${unclearedReach(sql, knownAt ?? "infinity")}`;
  const sums = sql`coalesce(sum(certain), 0)::bigint as certain, coalesce(sum(possible), 0)::bigint as possible,
    coalesce(array_agg(p.public_id::text) filter (where possible > 0), '{}') as principals`;
  const each = await sql<Reach[]>`
    select n, ${sums}
    from (select n, principal_id, ${micros(sql, "cores")} as certain, ${micros(sql, "hulls")} as possible from x_reach) m
    join x_people p on p.id = m.principal_id group by n`;
  const [together] = await sql<TogetherReach[]>`
    select ${sums}
    from (
      select principal_id, ${micros(sql, "cores")} as certain, ${micros(sql, "hulls")} as possible
      from (select principal_id, range_agg(cores) as cores, range_agg(hulls) as hulls from x_reach group by principal_id) u
    ) m join x_people p on p.id = m.principal_id`;
  return { each, together: together ?? { certain: 0, possible: 0, principals: [] } };
}

interface GapRow {
  n: number;
  partly: boolean;
  from: number;
  until: number;
  systems: string[];
}

export interface Coverage {
  gaps: Map<number, Gap[]>;
  partly: Map<number, Gap[]>;
}

/**
 * Where the logs are silent: hulls without what the sources of the asset's systems cover; a system without any source
 * leaves all of it open. Apart from these, where one system is covered and another is not.
 */
export async function coverageOf(sql: Sql, incidentId: number, sourceNos: number[], at: Instant): Promise<Coverage> {
  const rows = await sql<GapRow[]>`
    with covered as (
      select system, range_agg(span) as span from (
        select c.system, range_agg(tstzrange(c.from_at, c.until_at)) filter (where c.hole = 0)
          - coalesce(range_agg(tstzrange(c.from_at, c.until_at)) filter (where c.hole = 1), '{}') as span
        from evidence_coverage c
        where c.incident_id = ${incidentId} and c.source_no = any(${sourceNos}::int[]) and ${known(sql, "c", at)}
        group by c.source_no, c.system
      ) each_source group by system
    ), present as (
      select system from covered
      union select system from evidence_sources where incident_id = ${incidentId} and no = any(${sourceNos}::int[])
    ), assets as (
      select a.n, a.systems, a.hulls,
        a.hulls - coalesce((select range_agg(c.span) from covered c where c.system = any(a.systems)), '{}') as silent,
        array(select s from (select distinct unnest(a.systems) as s) d where s not in (select system from present where system is not null) order by s collate "C") as absent
      from x_assets a
    ), gaps as (
      select n, false as partly, silent as span, array(select s from (select distinct unnest(systems) as s) d order by s collate "C") as systems from assets
      union all
      select n, false, hulls - silent, absent from assets where cardinality(absent) > 0
      union all
      select n, true, hulls - silent - coalesce(c.span, '{}'), array[s]
      from assets cross join lateral (select distinct s from unnest(systems) s) every
      left join covered c on c.system = s
      where cardinality(absent) = 0
    )
    select n, partly, (extract(epoch from lower(r)) * 1000000)::bigint as from,
      (extract(epoch from upper(r)) * 1000000)::bigint as until, systems
    from gaps cross join lateral unnest(span) r
    order by n, partly, systems[1] collate "C", lower(r)`;
  return { gaps: byAsset(rows, false), partly: byAsset(rows, true) };
}

function byAsset(rows: readonly GapRow[], partly: boolean): Map<number, Gap[]> {
  const found = new Map<number, Gap[]>();
  for (const row of rows) {
    if (row.partly !== partly) continue;
    const { from, until, systems } = row;
    found.set(row.n, [...(found.get(row.n) ?? []), { from, until, systems }]);
  }
  if (!partly) for (const gaps of found.values()) gaps.sort((a, b) => a.from - b.from);
  return found;
}
