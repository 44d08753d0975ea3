import type { PendingQuery } from "postgres";
import { ACTOR_KINDS, OUTCOMES, VERBS } from "@/lib/evidence/model";
import { eventId } from "@/lib/evidence/server/event-id";
import type { AccessesQuery } from "../inputs";
import type { AccessView } from "../views";
import type { Sql } from "./analysis-tables";
import { isAccessVerb, judgedTouches, placeOf, SUCCESS, touchesOf, UNKNOWN } from "./judged-touches";
import { readySources } from "./sources";

export interface AccessRow {
  n: number;
  asset: string;
  assetName: string;
  sourceNo: number;
  record: number;
  sub: number;
  occurredAt: string;
  occurredUntil: string | null;
  actor: string | null;
  principal: string | null;
  principalName: string | null;
  onBehalfOf: string | null;
  beneficiary: string | null;
  beneficiaryName: string | null;
  actorKind: number;
  class: AccessView["class"];
  inHull: boolean;
  inCore: boolean;
  verb: number;
  outcome: number;
  action: string;
  resources: string[];
  records: number | null;
  bytes: number | null;
  sourceIp: string | null;
  session: string | null;
}

/** Where a page begins: time, source, record, sub, asset of the row before. */
export type Place = [at: string, sourceNo: number, record: number, sub: number, n: number];

/** The rows of a filter in time, over facts that are prepared; a query that can be awaited or read by cursor. */
export async function accessRows(
  sql: Sql,
  incidentId: number,
  query: AccessesQuery,
  after: Place | null,
  limit: number | null,
): Promise<{ rows: PendingQuery<AccessRow[]> }> {
  const sources = await readySources(sql, { incidentId, knownAt: query.at ?? null });
  const narrow = narrowing(sql, query, await actorIdsOf(sql, query), after);
  const rows = sql<AccessRow[]>`
    select j.n, a.id as asset, a.name as "assetName", j.source_no as "sourceNo", j.record, j.sub, j.occurred_at as "occurredAt",
      upper(j.span) as "occurredUntil", actor.value as actor, ap.public_id as principal, ap.name as "principalName",
      behalf.value as "onBehalfOf", bp.public_id as beneficiary, bp.name as "beneficiaryName", j.actor_kind as "actorKind",
      j.class, j.in_hull as "inHull", j.in_core as "inCore", j.verb, j.outcome, action.value as action,
      array(select r.value from unnest(e.resource_ids) i join evidence_terms r on r.incident_id = ${incidentId} and r.id = i) as resources,
      e.records, e.bytes, coalesce(host(e.ip), raw.value) as "sourceIp", session.value as session
    from (
      select * from (${judgedTouches(sql, "infinity", touchesOf(sql, incidentId, sources, narrow, query.where === "other"))}) u
      where ${conditions(sql, query)}
        ${after ? sql`and (occurred_at, source_no, record, sub, n) > (${after[0]}::text::timestamptz, ${after[1]}::int, ${after[2]}::int, ${after[3]}::int, ${after[4]}::int)` : sql``}
      order by occurred_at, source_no, record, sub, n ${limit === null ? sql`` : sql`limit ${limit}`}
    ) j
    join x_assets a on a.n = j.n
    left join x_actors actor on actor.actor_id = j.actor_id
    left join x_people ap on ap.id = actor.principal_id
    left join x_actors behalf on behalf.actor_id = j.behalf_id
    left join x_people bp on bp.id = behalf.principal_id
    join (${placeOf(sql, sources)}) place on place.no = j.source_no
    join evidence_events e on e.incident_id = ${incidentId} and e.source_no = j.source_no and e.record = j.record
      and e.sub = j.sub and e.part = place.part
    join evidence_terms action on action.incident_id = ${incidentId} and action.id = e.action_id
    left join evidence_terms raw on raw.incident_id = ${incidentId} and raw.id = e.ip_raw_id
    left join evidence_terms session on session.incident_id = ${incidentId} and session.id = e.session_id
    order by j.occurred_at, j.source_no, j.record, j.sub, j.n`;
  // Wrapped, since a promise of a query would run it.
  return { rows };
}

/** What can be left out before judging: other assets, other people, what a page before has shown. */
function narrowing(sql: Sql, query: AccessesQuery, actorIds: readonly number[] | null, after: Place | null) {
  return sql`
    ${query.asset === undefined ? sql`` : sql`and x.n in (select n from x_assets where id = ${query.asset})`}
    ${actorIds === null ? sql`` : sql`and (t.actor_id = any(${[...actorIds]}::int[]) or t.behalf_id = any(${[...actorIds]}::int[]))`}
    ${query.from === undefined ? sql`` : sql`and t.occurred_at >= ${query.from}::text::timestamptz`}
    ${query.until === undefined ? sql`` : sql`and t.occurred_at < ${query.until}::text::timestamptz`}
    ${after === null ? sql`` : sql`and t.occurred_at >= ${after[0]}::text::timestamptz`}`;
}

/** All words of a principal, or those of an actor that nobody has resolved; null where neither is asked for. */
async function actorIdsOf(sql: Sql, { principal, actor }: AccessesQuery): Promise<number[] | null> {
  if (principal === undefined && actor === undefined) return null;
  const rows = await sql<{ id: number }[]>`
    select actor_id as id from x_actors left join x_people p on p.id = principal_id
    where ${principal === undefined ? sql`true` : sql`p.public_id = ${principal}`}
      and ${actor === undefined ? sql`true` : sql`value = ${actor} and principal_id is null`}`;
  return rows.map((row) => row.id);
}

function conditions(sql: Sql, query: AccessesQuery) {
  const isAccess = sql`outcome in (${SUCCESS}, ${UNKNOWN})`;
  const where = {
    window: sql`in_hull and ${isAccess}`,
    outside: sql`not in_hull and ${isAccess} and class in ('uncleared', 'unresolved')`,
    attempts: sql`in_hull and not ${isAccess}`,
    other: sql`in_hull and not ${isAccessVerb(sql, "u")}`,
  }[query.where];
  const unauthorised = query.only === "unauthorised";
  // An aggregated event inside a core, for part of which somebody was cleared, is no certain access without clearance.
  const certain = unauthorised ? sql`(in_core and wholly)` : sql`in_core`;
  return sql`${where}
    ${query.class === undefined ? sql`` : sql`and class = ${query.class}`}
    ${unauthorised ? sql`and class in ('uncleared', 'unresolved')` : sql``}
    ${query.certainty === undefined ? sql`` : query.certainty === "certain" ? sql`and ${certain}` : sql`and not ${certain}`}
    ${query.verb === undefined ? sql`` : sql`and verb = ${VERBS.indexOf(query.verb)}`}
    ${query.outcome === undefined ? sql`` : sql`and outcome = ${OUTCOMES.indexOf(query.outcome)}`}`;
}

export function toAccessView(row: AccessRow): AccessView {
  const { n: _, sourceNo, record, sub, inHull, inCore, verb, outcome, actorKind, ...same } = row;
  return {
    event: eventId({ sourceNo, record, sub }),
    ...same,
    actorKind: ACTOR_KINDS[actorKind] ?? "unknown",
    verb: (VERBS[verb] ?? "other") as AccessView["verb"],
    outcome: OUTCOMES[outcome] ?? "unknown",
    certainty: inHull ? (inCore ? "certain" : "possible") : null,
  };
}
