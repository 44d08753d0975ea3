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
 * Puts the facts of the question into temporary tables with statistics: windows, assets, people, cleared time per
 * principal and asset, and what is said of the words that logs use. One statement over all of it makes the planner
 * guess, and guess wrong by a factor of a thousand.
 */
export async function prepareFacts(sql: Sql, question: AnalysisQuestion): Promise<void> {
  await prepareWindows(sql, question);
  await prepareWords(sql, question);
}

/** What does not depend on any evidence. */
export async function prepareWindows(sql: Sql, question: AnalysisQuestion): Promise<void> {
  const at = question.knownAt ?? "infinity";
  await windowsAndAssets(sql, question, at);
  await people(sql, at);
  await clearedTime(sql, at);
}

/** Actors and resources of the incident's dictionary; or only those that are named in `x_added`. */
export async function prepareWords(sql: Sql, question: AnalysisQuestion, added = false): Promise<void> {
  await actors(sql, question.incidentId, question.knownAt ?? "infinity", added);
  await resources(sql, question.incidentId, added);
}

async function windowsAndAssets(sql: Sql, { incidentId, now }: AnalysisQuestion, at: Instant): Promise<void> {
  await sql`
    create temp table x_windows on commit drop as
    select w.version_id, w.asset_id, w.audience_kind, w.audience_principals, w.audience_group, w.closed_at is null as open,
      case when w.opened_at_earliest < e.latest then tstzrange(w.opened_at_earliest, e.latest) else 'empty' end as hull,
      case when w.opened_at_latest < e.earliest then tstzrange(w.opened_at_latest, e.earliest) else 'empty' end as core,
      -- Without the instant that ends an open one.
      tstzrange(w.opened_at_earliest, w.closed_at_latest) as stated_hull,
      case when w.closed_at_earliest is null or w.opened_at_latest < w.closed_at_earliest
        then tstzrange(w.opened_at_latest, w.closed_at_earliest) else 'empty' end as stated_core
    from exposure_windows w
    cross join lateral (select coalesce(w.closed_at_earliest, ${now}::timestamptz) as earliest,
      coalesce(w.closed_at_latest, ${now}::timestamptz) as latest) e
    where w.incident_id = ${incidentId} and w.withdrawn = 0 and ${known(sql, "w", at)}`;
  await sql`
    create temp table x_assets on commit drop as
    select (row_number() over (order by a.name collate "C", a.id))::int as n, a.id, a.version_id, a.name, a.classification,
      array_position(${[...CLASSIFICATIONS]}::text[], a.classification) as rank, a.systems, a.patterns,
      w.hulls, w.cores, w.stated_hulls, w.stated_cores, w.countable, w.open
    from (
      select asset_id, range_agg(hull) as hulls, range_agg(core) as cores, range_agg(stated_hull) as stated_hulls,
        range_agg(stated_core) as stated_cores, bool_and(audience_kind <> 'public') as countable, bool_or(open) as open
      from x_windows group by asset_id
    ) w join assets a on a.id = w.asset_id
    where ${known(sql, "a", at)}`;
}

/**
 * Everybody with the name and kind of then; one that was merged into another is that one (`is_id`). Whoever was recorded
 * later is not `known`, and only there for what is said of them.
 */
async function people(sql: Sql, at: Instant): Promise<void> {
  await sql`
    create temp table x_people on commit drop as
    with recursive merged as (
      select m.merged_id as id, m.survivor_id from principal_merges m where ${known(sql, "m", at)}
    ), chain as (
      select id, survivor_id, 1 as depth from merged
      union all
      select c.id, m.survivor_id, c.depth + 1 from chain c join merged m on m.id = c.survivor_id where c.depth < 100
    ), final as (select distinct on (id) id, survivor_id from chain order by id, depth desc)
    select p.id, coalesce(f.survivor_id, p.id) as is_id, p.public_id, coalesce(v.name, p.name) as name, coalesce(v.kind, p.kind) as kind,
      p.recorded_at <= ${at}::timestamptz as known
    from principals p
    left join final f on f.id = p.id
    left join principal_versions v on v.principal_id = p.id and ${known(sql, "v", at)}`;
  await sql`create unique index on x_people (id)`;
  await sql`analyze x_people`;
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
      select g.n, p.is_id as principal_id, range_agg(g.span) filter (where g.standing = 'valid') as valid,
        range_agg(g.span) filter (where g.standing = 'deny') as denied
      from given g join x_people p on p.id = g.principal_id group by g.n, p.is_id
    )
    select n, principal_id, valid - coalesce(denied, '{}') as span from summed where valid is not null`;
  await sql`create unique index on x_cleared (n, principal_id)`;
  await sql`analyze x_cleared`;
}

/**
 * Each actor that a log names: who that is, how long that one was cleared for each asset, and what somebody explained.
 * The alias of the log's own system wins over a general one, and the short name over the fuller one beside it (an ARN).
 */
async function actors(sql: Sql, incidentId: number, at: Instant, added: boolean): Promise<void> {
  const only = added
    ? sql`and t.id in (select actor_id from x_added union select behalf_id from x_added)`
    : sql`and t.kind = 'actor'`;
  await sql`
    create temp table x_actors on commit drop as
    select distinct on (t.id) t.id as actor_id, t.value, s.id as principal_id, s.kind = 'agent' as is_agent
    from evidence_terms t
    left join principal_aliases own on own.value = t.value and own.system = t.system and ${known(sql, "own", at)}
    left join principal_aliases general on general.value = t.value and general.system is null and ${known(sql, "general", at)}
    left join principal_aliases own_label on own_label.value = t.name and own_label.system = t.system and ${known(sql, "own_label", at)}
    left join principal_aliases label on label.value = t.name and label.system is null and ${known(sql, "label", at)}
    left join x_people p on p.id = coalesce(own.principal_id, general.principal_id, own_label.principal_id, label.principal_id)
    left join x_people s on s.id = p.is_id and s.known
    where t.incident_id = ${incidentId} ${only}
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
    left join x_people p on p.id = e.principal_id
    join x_assets a on a.id = e.asset_id
    join x_actors x on x.principal_id = p.is_id or x.value = e.actor
    where e.incident_id = ${incidentId} and ${known(sql, "e", at)}
    group by a.n, x.actor_id`;
  await sql`analyze x_explained`;
}

/** The dictionary's distinct resources are matched, never the events. */
async function resources(sql: Sql, incidentId: number, added: boolean): Promise<void> {
  const rows = await sql<{ n: number; patterns: AssetPattern[] }[]>`select n, patterns from x_assets`;
  const patterns = rows.flatMap(({ n, patterns }) => patterns.map((pattern) => ({ n, ...pattern })));
  const only = added
    ? sql`t.id = any((select array_agg(distinct r) from x_added cross join lateral unnest(resource_ids) r)::int[])`
    : sql`t.kind = 'resource'`;
  await sql`
    create temp table x_resources on commit drop as
    select distinct p.n, t.id as resource_id
    from unnest(
      ${patterns.map(({ n }) => n)}::int[],
      ${patterns.map(({ system }) => system ?? null)}::text[],
      ${patterns.map(({ resource }) => patternToLike(resource))}::text[]
    ) as p(n, system, pattern)
    join evidence_terms t on t.incident_id = ${incidentId} and ${only}
      and (p.system is null or p.system = t.system) and t.value like p.pattern`;
  await sql`create unique index on x_resources (resource_id, n)`;
  await sql`analyze x_resources`;
}
