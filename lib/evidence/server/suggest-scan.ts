import { type RawSql, scanSql } from "@/db/client";
import { ACCESS_VERBS, ACTOR_KINDS, OUTCOMES, VERBS } from "../model";
import type { EventKey } from "./event-id";

/** What is looked for goes through all events once; a finding that takes longer than this is left out, and said. */
const LIMIT_MS = 15_000;
const MOST_CHANGES = 20_000;
const MOST_ACTORS = 50;
const MOST_RESOURCES = 100;

/** The incident and the partitions that its events are in. */
export interface Place {
  incidentId: number;
  parts: number[];
}

export async function scanning<T>(work: (sql: RawSql) => Promise<T>): Promise<T> {
  return (await scanSql().begin("read only", async (tx) => {
    const sql = tx as unknown as RawSql;
    await sql.unsafe(`set local statement_timeout = ${LIMIT_MS}`);
    await sql.unsafe("set local work_mem = '64MB'");
    // Right after an import the planner knows nothing of its rows, and a wrong guess goes through all pairs.
    await sql.unsafe("set local enable_nestloop = off");
    return work(sql);
  })) as T;
}

export interface ChangeRow extends EventKey {
  at: string;
  verb: number;
  actor: string | null;
  actorKind: number;
  onBehalfOf: string | null;
  action: string;
  resource: string;
  resourceType: string | null;
  offset: number;
  length: number;
}

const verbs = (...names: (typeof VERBS)[number][]) => names.map((name) => VERBS.indexOf(name));
const DONE = [OUTCOMES.indexOf("success"), OUTCOMES.indexOf("unknown")];

/** Changes of who may reach what, with the first resource that each names; keys and sessions are not among them. */
export function scanChanges(sql: RawSql, { incidentId, parts }: Place): Promise<ChangeRow[]> {
  return sql<ChangeRow[]>`
    with actions as materialized (
      select id, value, value ~* 'public_?access_?block' as blocks from evidence_terms
      where incident_id = ${incidentId} and kind = 'action'
        and value !~* ':(CreateGrant|RetireGrant|RevokeGrant|CreateAccessKey|DeleteAccessKey|AddRoleToInstanceProfile)$'
    ), found as materialized (
      -- First which, then in order: by the index of times every event would be looked up by itself.
      select * from evidence_events
      where incident_id = ${incidentId} and part = any(${parts}::int[])
        and (verb = any(${verbs("grant", "share", "revoke")}::smallint[])
          or action_id = any(array(select id from actions where blocks)))
        and outcome = any(${DONE}::smallint[])
    )
    select e.source_no as "sourceNo", e.record, e.sub, e.occurred_at as at, e.start_offset as "offset", e.length,
      case when not a.blocks then e.verb when a.value ~* 'delete' then ${VERBS.indexOf("grant")}
        else ${VERBS.indexOf("revoke")} end as verb,
      w.value as actor, e.actor_kind as "actorKind", b.value as "onBehalfOf", a.value as action,
      r.value as resource, r.type as "resourceType"
    from found e
    join actions a on a.id = e.action_id
    join evidence_terms r on r.incident_id = ${incidentId} and r.id = e.resource_ids[1]
    left join evidence_terms w on w.incident_id = ${incidentId} and w.id = e.actor_id
    left join evidence_terms b on b.incident_id = ${incidentId} and b.id = e.behalf_id
    order by e.occurred_at limit ${MOST_CHANGES}`;
}

export interface AgentRow {
  actorId: number;
  actor: string;
  /** Whose logs name it so. */
  systems: string[];
  said: boolean;
  n: number;
  first: string;
  last: string;
}

/** Names that agents go by, as words of a longer name. */
const AGENT_NAMES =
  "(^|[^a-z])(agent|copilot|assistant|claude|codex|gpt|openai|anthropic|gemini|langchain|mcp|llm|devin|cursor|bot)([^a-z]|$)";

/** Actors that the log calls an agent, and those that are named like one and are not said to be people. */
export function scanAgents(sql: RawSql, { incidentId, parts }: Place): Promise<AgentRow[]> {
  const agent = ACTOR_KINDS.indexOf("agent");
  return sql<AgentRow[]>`
    with named as materialized (
      select id from evidence_terms
      where incident_id = ${incidentId} and kind = 'actor' and value ~* ${AGENT_NAMES} limit 20000
    ), found as (
      select actor_id, bool_or(actor_kind = ${agent}) as said, count(*)::int as n, min(occurred_at) as first,
        max(occurred_at) as last
      from evidence_events
      where incident_id = ${incidentId} and part = any(${parts}::int[])
        and (actor_kind = ${agent} or (actor_kind <> ${ACTOR_KINDS.indexOf("human")}
          and actor_id = any(array(select id from named))))
      group by actor_id
    )
    select min(f.actor_id) as "actorId", t.value as actor, bool_or(f.said) as said, sum(f.n)::int as n,
      array_remove(array_agg(distinct nullif(t.system, '')), null) as systems, min(f.first) as first, max(f.last) as last
    from found f join evidence_terms t on t.incident_id = ${incidentId} and t.id = f.actor_id
    group by t.value order by 3 desc, 4 desc, 2 limit ${MOST_ACTORS}`;
}

export interface ResourceRow {
  prefix: string;
  system: string | null;
  type: string | null;
  /** How many names begin with it. */
  names: number;
  n: number;
  first: string;
  last: string;
  /** One of the names, by which events are found. */
  resourceId: number;
}

/** Kinds of things that hold no data by themselves. */
const NO_DATA =
  "(^|[^a-z])(user|role|group|policy|tool|command|model|session|workgroup|instance|function|topic|key|identity|account|device|application|profile|member|team|agent)s?$";

/** What was reached most: names put together by bucket, table, repository, host or folder. */
export function scanResources(sql: RawSql, { incidentId, parts }: Place): Promise<ResourceRow[]> {
  const access = ACCESS_VERBS.map((verb) => VERBS.indexOf(verb));
  return sql<ResourceRow[]>`
    with counted as materialized (
      select resource_id, count(*)::int as n, min(occurred_at) as first, max(occurred_at) as last
      from evidence_touches
      where incident_id = ${incidentId} and part = any(${parts}::int[]) and verb = any(${access}::smallint[])
        and outcome = any(${DONE}::smallint[])
      group by resource_id
    ), named as (
      select c.*, t.value, t.type, nullif(t.system, '') as system,
        case
          when t.value like 'arn:%:s3:%' then split_part(t.value, '/', 1)
          when t.value like '%://%' then split_part(t.value, '/', 1) || '//' || split_part(t.value, '/', 3)
          when t.value like '/%/%/%' then '/' || split_part(t.value, '/', 2) || '/' || split_part(t.value, '/', 3)
          when t.value like '%/%/%' and t.value not like '/%'
            then split_part(t.value, '/', 1) || '/' || split_part(t.value, '/', 2)
          else t.value end as prefix
      from counted c join evidence_terms t on t.incident_id = ${incidentId} and t.id = c.resource_id
      where coalesce(t.type, '') !~* ${NO_DATA}
    )
    select prefix, system, min(type) as type, count(*)::int as names,
      greatest(coalesce(max(n) filter (where value = prefix), 0), coalesce(sum(n) filter (where value <> prefix), 0))::int as n,
      min(first) as first, max(last) as last, (array_agg(resource_id order by n desc))[1] as "resourceId"
    from named group by prefix, system order by 5 desc, prefix limit ${MOST_RESOURCES}`;
}

export interface SkewRow {
  by: "trace" | "event id";
  a: number;
  b: number;
  n: number;
  medianSeconds: number;
  spreadSeconds: number;
  examples: string[];
}

/** Of so many events each is looked at; of more, those of some ids, and then in every source. */
const SAMPLE_EVENTS = 1_000_000;

/** The same id in two sources, by when each has it first: how far apart the middle one is, and how much they differ. */
export function scanSkew(
  sql: RawSql,
  { incidentId, parts }: Place,
  column: "trace" | "event_id",
  events: number,
): Promise<SkewRow[]> {
  const every = Math.max(1, Math.ceil(events / SAMPLE_EVENTS));
  const id = sql(column);
  return sql<SkewRow[]>`
    with seen as materialized (
      select ${id} as id, source_no, min(occurred_at) as at, min(record) as record from evidence_events
      where incident_id = ${incidentId} and part = any(${parts}::int[]) and ${id} is not null
        and (${every} = 1 or hashtext(${id}) % ${every} = 0)
      group by ${id}, source_no
    ), shared as materialized (
      select * from (select *, count(*) over (partition by id) as sources from seen) s where sources > 1
    ), pairs as (
      select a.source_no as a, b.source_no as b, extract(epoch from b.at - a.at)::float8 as apart,
        a.source_no || '-' || a.record as one, b.source_no || '-' || b.record as other
      from shared a join shared b on b.id = a.id and b.source_no > a.source_no
    )
    select ${column === "trace" ? "trace" : "event id"} as by, a, b, count(*)::int as n,
      percentile_cont(0.5) within group (order by apart) as "medianSeconds",
      percentile_cont(0.75) within group (order by apart) - percentile_cont(0.25) within group (order by apart)
        as "spreadSeconds",
      array[min(one), min(other)] as examples
    from pairs group by a, b having count(*) >= 5`;
}

/** The first events of an actor or on a resource, by index. */
export async function firstEvents(
  sql: RawSql,
  { incidentId, parts }: Place,
  by: { actorId: number } | { resourceId: number },
): Promise<EventKey[]> {
  return "actorId" in by
    ? sql<EventKey[]>`
        select source_no as "sourceNo", record, sub from evidence_events
        where incident_id = ${incidentId} and part = any(${parts}::int[]) and actor_id = ${by.actorId}
        order by occurred_at limit 2`
    : sql<EventKey[]>`
        select source_no as "sourceNo", record, sub from evidence_touches
        where incident_id = ${incidentId} and part = any(${parts}::int[]) and resource_id = ${by.resourceId}
        order by occurred_at limit 2`;
}
