import type { TransactionSql } from "postgres";
import { CLASSIFICATIONS } from "@/lib/assets/model";
import type { Instant } from "@/lib/time/instant";
import { type AssetPattern, patternToLike } from "../patterns";

export type Sql = TransactionSql<{ timestamptz: string; bigint: number }>;

export interface AnalysisQuestion {
  incidentId: number;
  now: Instant;
  /** Null: whatever is recorded. */
  knownAt: Instant | null;
}

/** `x.recorded_at … x.superseded_at` holds at that instant. */
export function known(sql: Sql, table: string, at: Instant) {
  return sql`(${sql(`${table}.recorded_at`)} <= ${at}::timestamptz and (${sql(`${table}.superseded_at`)} is null or ${sql(`${table}.superseded_at`)} > ${at}::timestamptz))`;
}

/**
 * Puts the facts of the question into temporary tables with statistics: windows, assets, cleared time per principal and
 * asset, actors and what is said of them, resources. One statement over all of it makes the planner guess, and guess
 * wrong by a factor of a thousand.
 */
export async function prepareFacts(sql: Sql, question: AnalysisQuestion): Promise<void> {
  const at = question.knownAt ?? "infinity";
  await windowsAndAssets(sql, question, at);
  await clearedTime(sql, at);
  await actors(sql, question.incidentId, at);
  await resources(sql, question.incidentId);
}

async function windowsAndAssets(sql: Sql, { incidentId, now }: AnalysisQuestion, at: Instant): Promise<void> {
  await sql`
    create temp table x_windows on commit drop as
    select w.asset_id, w.audience_kind, w.audience_principals, w.audience_group, w.closed_at is null as open,
      case when w.opened_at_earliest < e.latest then tstzrange(w.opened_at_earliest, e.latest) else 'empty' end as hull,
      case when w.opened_at_latest < e.earliest then tstzrange(w.opened_at_latest, e.earliest) else 'empty' end as core
    from exposure_windows w
    cross join lateral (select coalesce(w.closed_at_earliest, ${now}::timestamptz) as earliest,
      coalesce(w.closed_at_latest, ${now}::timestamptz) as latest) e
    where w.incident_id = ${incidentId} and w.withdrawn = 0 and ${known(sql, "w", at)}`;
  await sql`
    create temp table x_assets on commit drop as
    select (row_number() over (order by a.name collate "C", a.id))::int as n, a.id, a.name, a.classification,
      array_position(${[...CLASSIFICATIONS]}::text[], a.classification) as rank, a.systems, a.patterns,
      w.hulls, w.cores, w.countable, w.open
    from (
      select asset_id, range_agg(hull) as hulls, range_agg(core) as cores,
        bool_and(audience_kind <> 'public') as countable, bool_or(open) as open
      from x_windows group by asset_id
    ) w join assets a on a.id = w.asset_id
    where ${known(sql, "a", at)}`;
}

/** What valid clearances give, of a principal or through a group while it was a member, without what a deny takes. */
async function clearedTime(sql: Sql, at: Instant): Promise<void> {
  await sql`
    create temp table x_cleared on commit drop as
    with covering as (
      select a.n, c.principal_id, c.group_name, c.standing, tstzrange(c.from_at, c.until_at) as span
      from clearances c
      join x_assets a on c.asset_id = a.id
        or array_position(${[...CLASSIFICATIONS]}::text[], c.classification) >= a.rank
      where c.standing <> 'void' and ${known(sql, "c", at)}
    ), given as (
      select n, principal_id, standing, span from covering where principal_id is not null
      union all
      select c.n, m.principal_id, c.standing, c.span * tstzrange(m.from_at, m.until_at)
      from covering c join group_memberships m on m.group_name = c.group_name
      where ${known(sql, "m", at)}
    ), summed as (
      select n, principal_id, range_agg(span) filter (where standing = 'valid') as valid,
        range_agg(span) filter (where standing = 'deny') as denied
      from given group by n, principal_id
    )
    select n, principal_id, valid - coalesce(denied, '{}') as span from summed where valid is not null`;
  await sql`create unique index on x_cleared (n, principal_id)`;
  await sql`analyze x_cleared`;
}

/**
 * Each actor that a log names: who that is, how long that one was cleared for each asset, and what somebody explained.
 * The alias of the log's own system wins over a general one, and the short name over the fuller one beside it (an ARN).
 */
async function actors(sql: Sql, incidentId: number, at: Instant): Promise<void> {
  await sql`
    create temp table x_actors on commit drop as
    select distinct on (t.id) t.id as actor_id, t.value, p.id as principal_id, p.kind = 'agent' as is_agent
    from evidence_terms t
    left join principal_aliases own on own.value = t.value and own.system = t.system and ${known(sql, "own", at)}
    left join principal_aliases general on general.value = t.value and general.system is null and ${known(sql, "general", at)}
    left join principal_aliases own_label on own_label.value = t.name and own_label.system = t.system and ${known(sql, "own_label", at)}
    left join principal_aliases label on label.value = t.name and label.system is null and ${known(sql, "label", at)}
    left join principals p on p.id = coalesce(own.principal_id, general.principal_id, own_label.principal_id, label.principal_id)
      and p.recorded_at <= ${at}::timestamptz
    where t.incident_id = ${incidentId} and t.kind = 'actor'
    order by t.id`;
  await sql`create unique index on x_actors (actor_id)`;
  await sql`analyze x_actors`;
  await sql`
    create temp table x_judged on commit drop as
    select a.n, x.actor_id, coalesce(c.span, '{}') as cleared
    from x_actors x cross join x_assets a
    left join x_cleared c on c.n = a.n and c.principal_id = x.principal_id
    where x.principal_id is not null`;
  await sql`create unique index on x_judged (n, actor_id)`;
  await sql`analyze x_judged`;
  await sql`
    create temp table x_explained on commit drop as
    select a.n, x.actor_id, range_agg(tstzrange(e.from_at, e.until_at)) as span
    from access_explanations e
    join x_assets a on a.id = e.asset_id
    join x_actors x on x.principal_id = e.principal_id or x.value = e.actor
    where e.incident_id = ${incidentId} and ${known(sql, "e", at)}
    group by a.n, x.actor_id`;
  await sql`analyze x_explained`;
}

/** The dictionary's distinct resources are matched, never the events. */
async function resources(sql: Sql, incidentId: number): Promise<void> {
  const rows = await sql<{ n: number; patterns: AssetPattern[] }[]>`select n, patterns from x_assets`;
  const patterns = rows.flatMap(({ n, patterns }) => patterns.map((pattern) => ({ n, ...pattern })));
  await sql`
    create temp table x_resources on commit drop as
    select distinct p.n, t.id as resource_id
    from unnest(
      ${patterns.map(({ n }) => n)}::int[],
      ${patterns.map(({ system }) => system ?? null)}::text[],
      ${patterns.map(({ resource }) => patternToLike(resource))}::text[]
    ) as p(n, system, pattern)
    join evidence_terms t on t.incident_id = ${incidentId} and t.kind = 'resource'
      and (p.system is null or p.system = t.system) and t.value like p.pattern`;
  await sql`create unique index on x_resources (resource_id, n)`;
  await sql`analyze x_resources`;
}
