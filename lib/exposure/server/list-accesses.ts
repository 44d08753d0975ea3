import { db } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import type { Ctx } from "@/lib/api/server/context";
import { ACTOR_KINDS, OUTCOMES, VERBS } from "@/lib/evidence/model";
import { eventId } from "@/lib/evidence/server/event-id";
import type { AccessesQuery } from "../inputs";
import type { AccessPage, AccessView } from "../views";
import { prepareFacts, type Sql } from "./analysis-tables";
import { analyse, readySources } from "./compute-exposure";
import { judgedTouches, placeOf, SUCCESS, UNKNOWN } from "./judged-touches";

/** The events behind a number of the answer, in time, each judged as the answer judged it. */
export async function listAccesses(ctx: Ctx, ref: string, query: AccessesQuery): Promise<AccessPage> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const now = query.now ?? query.at ?? ctx.now();
  return analyse(async (sql) => {
    await prepareFacts(sql, { incidentId: incident.id, now, knownAt: query.at ?? null });
    return accessPage(sql, incident.id, query);
  });
}

/** One page, over facts that are prepared. */
export async function accessPage(sql: Sql, incidentId: number, query: AccessesQuery): Promise<AccessPage> {
  const after = decodeCursor(query.cursor, 5);
  const sources = await readySources(sql, { incidentId, now: "", knownAt: query.at ?? null });
  const rows = await sql<Row[]>`
    select j.n, a.id as asset, j.source_no as "sourceNo", j.record, j.sub, j.occurred_at as "occurredAt",
      upper(j.span) as "occurredUntil", actor.value as actor, ap.public_id as principal, ap.name as "principalName",
      behalf.value as "onBehalfOf", bp.public_id as beneficiary, bp.name as "beneficiaryName", j.actor_kind as "actorKind",
      j.class, j.in_hull as "inHull", j.in_core as "inCore", j.wholly, j.verb, j.outcome, action.value as action,
      array(select r.value from unnest(e.resource_ids) i join evidence_terms r on r.incident_id = ${incidentId} and r.id = i) as resources,
      e.records, e.bytes, coalesce(host(e.ip), raw.value) as "sourceIp"
    from (${judgedTouches(sql, incidentId, sources)}) j
    join x_assets a on a.n = j.n
    left join x_actors actor on actor.actor_id = j.actor_id
    left join principals ap on ap.id = actor.principal_id
    left join x_actors behalf on behalf.actor_id = j.behalf_id
    left join principals bp on bp.id = behalf.principal_id
    join (${placeOf(sql, sources)}) place on place.no = j.source_no
    join evidence_events e on e.incident_id = ${incidentId} and e.source_no = j.source_no and e.record = j.record
      and e.sub = j.sub and e.part = place.part
    join evidence_terms action on action.incident_id = ${incidentId} and action.id = e.action_id
    left join evidence_terms raw on raw.incident_id = ${incidentId} and raw.id = e.ip_raw_id
    where ${conditions(sql, query)}
      ${after ? sql`and (j.occurred_at, j.source_no, j.record, j.sub, j.n) > (${String(after[0])}::text::timestamptz, ${Number(after[1])}, ${Number(after[2])}, ${Number(after[3])}, ${Number(after[4])})` : sql``}
    order by j.occurred_at, j.source_no, j.record, j.sub, j.n limit ${query.limit + 1}`;
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  return {
    data: shown.map(toAccessView),
    nextCursor: more ? encodeCursor([last.occurredAt, last.sourceNo, last.record, last.sub, last.n]) : null,
  };
}

function conditions(sql: Sql, query: AccessesQuery) {
  const isAccess = sql`j.outcome in (${SUCCESS}, ${UNKNOWN})`;
  const where = {
    window: sql`j.in_hull and ${isAccess}`,
    outside: sql`not j.in_hull and ${isAccess} and j.class in ('uncleared', 'unresolved')`,
    attempts: sql`j.in_hull and not ${isAccess}`,
  }[query.where];
  const unauthorised = query.only === "unauthorised";
  // An aggregated event inside a core, for part of which somebody was cleared, is no certain access without clearance.
  const certain = unauthorised ? sql`(j.in_core and j.wholly)` : sql`j.in_core`;
  return sql`${where}
    ${query.asset === undefined ? sql`` : sql`and a.id = ${query.asset}`}
    ${query.principal === undefined ? sql`` : sql`and (ap.public_id = ${query.principal} or bp.public_id = ${query.principal})`}
    ${query.actor === undefined ? sql`` : sql`and ((actor.value = ${query.actor} and ap.id is null) or (behalf.value = ${query.actor} and bp.id is null))`}
    ${query.class === undefined ? sql`` : sql`and j.class = ${query.class}`}
    ${unauthorised ? sql`and j.class in ('uncleared', 'unresolved')` : sql``}
    ${query.certainty === undefined ? sql`` : query.certainty === "certain" ? sql`and ${certain}` : sql`and not ${certain}`}
    ${query.verb === undefined ? sql`` : sql`and j.verb = ${VERBS.indexOf(query.verb)}`}
    ${query.outcome === undefined ? sql`` : sql`and j.outcome = ${OUTCOMES.indexOf(query.outcome)}`}`;
}

interface Row {
  n: number;
  asset: string;
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
  wholly: boolean;
  verb: number;
  outcome: number;
  action: string;
  resources: string[];
  records: number | null;
  bytes: number | null;
  sourceIp: string | null;
}

function toAccessView(row: Row): AccessView {
  const { n: _, sourceNo, record, sub, inHull, inCore, wholly: __, verb, outcome, actorKind, ...same } = row;
  return {
    event: eventId({ sourceNo, record, sub }),
    ...same,
    actorKind: ACTOR_KINDS[actorKind] ?? "unknown",
    verb: (VERBS[verb] ?? "other") as AccessView["verb"],
    outcome: OUTCOMES[outcome] ?? "unknown",
    certainty: inHull ? (inCore ? "certain" : "possible") : null,
  };
}
