import { maskTokens } from "@/lib/evidence/masking";
import { ACTOR_KINDS, OUTCOMES, VERBS } from "@/lib/evidence/model";
import { eventId } from "@/lib/evidence/server/event-id";
import type { Instant } from "@/lib/time/instant";
import { type ChainItem, type ChainPlace, kindOf, mightNeedApproval, type Tie } from "../chain";
import type { AccessClass } from "../model";
import type { AnalysisQuestion, Sql } from "./analysis-tables";
import { judgedTouches, SUCCESS, touchesOf, UNKNOWN } from "./judged-touches";
import { knownOf } from "./known-events";
import type { SourceRow } from "./sources";
import { tiedEvents } from "./tied-events";

const AGENT = ACTOR_KINDS.indexOf("agent");
const APPROVE = VERBS.indexOf("approve");
const DENY = VERBS.indexOf("deny");
const SHOWN_RESOURCES = 3;
/** The agent's own log of what another log shows as an access: the same agent, for the same person, within this. */
const BESIDE = "5 seconds";
const MOST_BESIDE = 2000;

/** Made by an AI system, or on behalf of one. */
const byAgent = (sql: Sql) =>
  sql`(e.actor_kind = ${AGENT} or e.actor_id in (select actor_id from x_agents) or e.behalf_id in (select actor_id from x_agents))`;

/**
 * Puts into temporary tables what ties events to the incident: those that people cited or that changed rights near a
 * window's ends, agents' accesses in the windows, and the sessions of all of these. Agents' own logs name no resource
 * that an asset's pattern knows: what the same agent did for the same person beside an access belongs to it too.
 */
export async function prepareChain(sql: Sql, question: AnalysisQuestion, sources: readonly SourceRow[]): Promise<void> {
  const { incidentId, now } = question;
  await sql`create temp table x_agents on commit drop as select actor_id from x_actors where is_agent`;
  const ties = await tiedEvents(sql, question);
  await sql`
    create temp table x_ties on commit drop as
    select * from unnest(${ties.map((one) => one.sourceNo)}::int[], ${ties.map((one) => one.record)}::int[],
      ${ties.map((one) => one.sub)}::int[], ${ties.map((one) => one.tie)}::text[]) as t(source_no, record, sub, tie)`;
  const agents = sql`and (t.actor_kind = ${AGENT} or t.actor_id in (select actor_id from x_agents) or t.behalf_id in (select actor_id from x_agents))`;
  await sql`
    create temp table x_agent_touches on commit drop as
    select j.source_no, j.record, j.sub, array_agg(distinct a.name order by a.name) as assets,
      (array_agg(j.class order by array_position('{uncleared,unresolved,explained,cleared}'::text[], j.class)))[1] as class
    from (${judgedTouches(sql, now, touchesOf(sql, incidentId, sources, agents))}) j join x_assets a on a.n = j.n
    where j.in_hull or (j.outcome in (${SUCCESS}, ${UNKNOWN}) and j.class in ('uncleared', 'unresolved'))
    group by j.source_no, j.record, j.sub`;
  await sql`
    create temp table x_sessions on commit drop as
    select e.session_id, e.trace
    from (select source_no, record, sub from x_ties union select source_no, record, sub from x_agent_touches) k
    join evidence_events e on e.incident_id = ${incidentId} and e.source_no = k.source_no and e.record = k.record and e.sub = k.sub
      ${knownOf(sql, sources)} and ${byAgent(sql)}
    where e.session_id is not null or e.trace is not null
    union
    select e.session_id, e.trace
    from (
      select distinct e.occurred_at, a.principal_id as agent, b.principal_id as person
      from (select * from x_agent_touches where class in ('uncleared', 'unresolved') limit ${MOST_BESIDE}) k
      join evidence_events e on e.incident_id = ${incidentId} and e.source_no = k.source_no and e.record = k.record and e.sub = k.sub
        ${knownOf(sql, sources)}
      join x_actors a on a.actor_id = e.actor_id join x_actors b on b.actor_id = e.behalf_id
      where a.principal_id is not null and b.principal_id is not null
    ) t
    join evidence_events e on e.incident_id = ${incidentId} ${knownOf(sql, sources)}
      and e.occurred_at between t.occurred_at - ${BESIDE}::interval and t.occurred_at + ${BESIDE}::interval
    join x_actors a on a.actor_id = e.actor_id and a.principal_id = t.agent
    join x_actors b on b.actor_id = e.behalf_id and b.principal_id = t.person
    where e.session_id is not null or e.trace is not null`;
}

interface Row {
  sourceNo: number;
  record: number;
  sub: number;
  at: Instant;
  verb: number;
  outcome: number;
  actorKind: number;
  action: string;
  actor: string | null;
  principal: string | null;
  isAgent: boolean;
  onBehalfOf: string | null;
  session: string | null;
  resources: string[];
  tie: Tie | null;
  assets: string[] | null;
  class: AccessClass | null;
  tied: boolean;
  approvedBy: { source_no: number; record: number; sub: number } | null;
}

export interface Stretch {
  after: ChainPlace | null;
  through: ChainPlace | null;
  from: Instant | null;
}

/** The next events of the chain in time, as items that tell what each was. */
export async function chainEvents(
  sql: Sql,
  { incidentId }: AnalysisQuestion,
  sources: readonly SourceRow[],
  { after, through, from }: Stretch,
  limit: number,
  raw: boolean,
): Promise<ChainItem[]> {
  if (sources.length === 0) return [];
  const place = sql`(e.occurred_at, e.source_no, e.record, e.sub)`;
  const at = (p: ChainPlace) => sql`(${p[0]}::text::timestamptz, ${p[2]}::int, ${p[3]}::int, ${p[4]}::int)`;
  // A fact of the same instant stands before its events: they are all still to come.
  const later =
    after &&
    (after[1] === 0 ? sql`and e.occurred_at >= ${after[0]}::text::timestamptz` : sql`and ${place} > ${at(after)}`);
  const rows = await sql<Row[]>`
    select n.source_no as "sourceNo", n.record, n.sub, n.occurred_at as at, n.verb, n.outcome, n.actor_kind as "actorKind",
      action.value as action, actor.value as actor, p.name as principal, coalesce(actor.is_agent, false) as "isAgent",
      coalesce(bp.name, behalf.value) as "onBehalfOf", n.session, n.tie, n.assets, n.class, n.tied,
      array(select r.value from unnest(n.resource_ids[1:${SHOWN_RESOURCES}]) i
        join evidence_terms r on r.incident_id = ${incidentId} and r.id = i) as resources,
      case when n.tied and n.session is not null then (
        select json_build_object('source_no', e.source_no, 'record', e.record, 'sub', e.sub) from evidence_events e
        where e.incident_id = ${incidentId} ${knownOf(sql, sources)} and e.verb = ${APPROVE}
          and coalesce(e.session_id::text, e.trace) = n.session and e.occurred_at <= n.occurred_at
        order by e.occurred_at desc limit 1
      ) end as "approvedBy"
    from (
      select e.*, coalesce(e.session_id::text, e.trace) as session, t.tie, x.assets, x.class,
        (t.tie is not null or x.class is not null
          or coalesce(e.session_id in (select session_id from x_sessions where session_id is not null), false)
          or coalesce(e.trace in (select trace from x_sessions where trace is not null), false)) as tied
      from evidence_events e
      left join x_ties t on t.source_no = e.source_no and t.record = e.record and t.sub = e.sub
      left join x_agent_touches x on x.source_no = e.source_no and x.record = e.record and x.sub = e.sub
      where e.incident_id = ${incidentId} ${knownOf(sql, sources)} and (${byAgent(sql)} or t.tie is not null)
        ${later ?? sql``} ${through ? sql`and ${place} <= ${at(through)}` : sql``}
        ${from ? sql`and e.occurred_at >= ${from}::text::timestamptz` : sql``}
      order by e.occurred_at, e.source_no, e.record, e.sub limit ${limit}
    ) n
    join evidence_terms action on action.incident_id = ${incidentId} and action.id = n.action_id
    left join x_actors actor on actor.actor_id = n.actor_id
    left join x_people p on p.id = actor.principal_id
    left join x_actors behalf on behalf.actor_id = n.behalf_id
    left join x_people bp on bp.id = behalf.principal_id
    order by n.occurred_at, n.source_no, n.record, n.sub`;
  return rows.map((row) => itemOf(row, raw ? (text) => text : maskTokens));
}

function itemOf(row: Row, shown: (text: string) => string): ChainItem {
  const verb = VERBS[row.verb] ?? "other";
  const isAgent = row.isAgent || row.actorKind === AGENT;
  const touches = row.class !== null;
  const kind = kindOf({ verb, action: row.action, byAgent: isAgent, touches, tied: row.tied });
  const actorKind = isAgent ? "agent" : (ACTOR_KINDS[row.actorKind] ?? "unknown");
  const approved = row.approvedBy;
  return {
    place: [row.at, 1, row.sourceNo, row.record, row.sub],
    kind,
    event: eventId(row),
    actor: row.actor === null ? null : shown(row.actor),
    principal: row.principal,
    actorKind,
    onBehalfOf: row.onBehalfOf === null ? null : shown(row.onBehalfOf),
    action: shown(row.action),
    verb,
    outcome: OUTCOMES[row.outcome] ?? "unknown",
    resources: row.resources.map(shown),
    assets: row.assets ?? [],
    class: row.class,
    tie: row.tie,
    session: row.session,
    approval: mightNeedApproval({ kind, actorKind })
      ? {
          event: approved
            ? eventId({ sourceNo: approved.source_no, record: approved.record, sub: approved.sub })
            : null,
        }
      : null,
    label: null,
    recordedBy: null,
    source: null,
  };
}

export interface BasisRow {
  source: string;
  filename: string;
  system: string | null;
  from: Instant | null;
  until: Instant | null;
  events: number;
  approvals: number;
}

/** The sources that hold what AI systems did, what they cover, and how many of their events approve or refuse something. */
export async function chainBasis(sql: Sql, { incidentId, knownAt }: AnalysisQuestion, sources: readonly SourceRow[]) {
  if (sources.length === 0) return [];
  const at = knownAt ?? "infinity";
  return sql<BasisRow[]>`
    with counted as (
      select e.source_no, count(*)::int as events, count(*) filter (where e.verb in (${APPROVE}, ${DENY}))::int as approvals
      from evidence_events e
      where e.incident_id = ${incidentId} ${knownOf(sql, sources)} and ${byAgent(sql)}
      group by e.source_no
    )
    select s.id as source, s.filename, s.system, c.from, c.until, n.events, n.approvals
    from counted n join evidence_sources s on s.no = n.source_no
    left join lateral (
      select min(from_at) as "from", max(until_at) as until from evidence_coverage v
      where v.incident_id = ${incidentId} and v.source_no = n.source_no and v.hole = 0
        and v.recorded_at <= ${at}::timestamptz and (v.superseded_at is null or v.superseded_at > ${at}::timestamptz)
    ) c on true
    order by s.no`;
}
