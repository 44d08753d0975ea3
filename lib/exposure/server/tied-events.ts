import { ACTOR_KINDS, type ActorKind, OUTCOMES, type Outcome, VERBS, type Verb } from "@/lib/evidence/model";
import { eventId, parseEventId } from "@/lib/evidence/server/event-id";
import type { Instant } from "@/lib/time/instant";
import type { Tie } from "../chain";
import { type AnalysisQuestion, known, type Sql } from "./analysis-tables";
import { placeOf } from "./judged-touches";
import { knownOf } from "./known-events";
import { readySources } from "./sources";

export interface TiedEvent {
  event: string;
  sourceNo: number;
  record: number;
  sub: number;
  at: Instant;
  verb: Verb;
  outcome: Outcome;
  action: string;
  actor: string | null;
  actorName: string | null;
  actorKind: ActorKind;
  session: number | null;
  trace: string | null;
  tie: Tie;
}

/** More than these are no longer read as single moments. */
const MOST_CITED = 2000;
const MOST_NEAR = 200;
/** A change of rights this near to a window's end is shown with it, though nobody has cited it. */
const NEAR = "60 seconds";
const CHANGES = (["grant", "revoke", "share"] as const).map((verb) => VERBS.indexOf(verb));
/** Who names an event says more of it than the clock does. */
const ORDER: readonly Tie[] = ["opened", "closed", "cited", "near_opening", "near_closing"];

interface Row {
  sourceNo: number;
  record: number;
  sub: number;
  tie: Tie;
}

/** The events by which people tied evidence to this incident, in time, each once. Over facts that are prepared. */
export async function tiedEvents(sql: Sql, question: AnalysisQuestion): Promise<TiedEvent[]> {
  const sources = await readySources(sql, question);
  if (sources.length === 0) return [];
  const ties = new Map<string, Row>();
  for (const row of [...(await citedEvents(sql, question)), ...(await changesNear(sql, question))]) {
    const key = eventId(row);
    const before = ties.get(key);
    if (!before || ORDER.indexOf(row.tie) < ORDER.indexOf(before.tie)) ties.set(key, row);
  }
  const rows = [...ties.values()];
  const found = await sql<
    (Omit<TiedEvent, "event" | "verb" | "outcome" | "actorKind"> & {
      verb: number;
      outcome: number;
      actorKind: number;
    })[]
  >`
    select k.source_no as "sourceNo", k.record, k.sub, k.tie, e.occurred_at as at, e.verb, e.outcome, action.value as action,
      actor.value as actor, p.name as "actorName", case when p.kind = 'agent' then ${ACTOR_KINDS.indexOf("agent")} else e.actor_kind end as "actorKind",
      e.session_id as session, e.trace
    from unnest(${rows.map((row) => row.sourceNo)}::int[], ${rows.map((row) => row.record)}::int[],
      ${rows.map((row) => row.sub)}::int[], ${rows.map((row) => row.tie)}::text[]) as k(source_no, record, sub, tie)
    join (${placeOf(sql, sources)}) place on place.no = k.source_no
    join evidence_events e on e.incident_id = ${question.incidentId} and e.source_no = k.source_no and e.record = k.record
      and e.sub = k.sub and e.part = place.part ${knownOf(sql, sources)}
    join evidence_terms action on action.incident_id = ${question.incidentId} and action.id = e.action_id
    left join x_actors actor on actor.actor_id = e.actor_id
    left join x_people p on p.id = actor.principal_id
    order by e.occurred_at, k.source_no, k.record, k.sub`;
  return found.map((row) => ({
    ...row,
    event: eventId(row),
    verb: VERBS[row.verb] ?? "other",
    outcome: OUTCOMES[row.outcome] ?? "unknown",
    actorKind: ACTOR_KINDS[row.actorKind] ?? "unknown",
  }));
}

async function citedEvents(sql: Sql, { incidentId, knownAt }: AnalysisQuestion): Promise<Row[]> {
  const at = knownAt ?? "infinity";
  const rows = await sql<{ id: string; tie: Tie }[]>`
    select distinct id, tie from (
      select jsonb_array_elements_text(w.opened_evidence) as id, 'opened' as tie from exposure_windows w
      where w.incident_id = ${incidentId} and w.withdrawn = 0 and ${known(sql, "w", at)}
      union all
      select jsonb_array_elements_text(w.closed_evidence), 'closed' from exposure_windows w
      where w.incident_id = ${incidentId} and w.withdrawn = 0 and ${known(sql, "w", at)}
      union all
      select jsonb_array_elements_text(r.data::jsonb -> 'evidenceEventIds'), 'cited' from incident_events r
      where r.incident_id = ${incidentId} and r.recorded_at <= ${at}::timestamptz
        and jsonb_typeof(r.data::jsonb -> 'evidenceEventIds') = 'array'
    ) t limit ${MOST_CITED}`;
  return rows.flatMap(({ id, tie }) => {
    const key = parseEventId(id);
    return key ? [{ ...key, tie }] : [];
  });
}

async function changesNear(sql: Sql, { incidentId, knownAt }: AnalysisQuestion): Promise<Row[]> {
  const at = knownAt ?? "infinity";
  return sql<Row[]>`
    select e.source_no as "sourceNo", e.record, e.sub, b.tie
    from (
      select w.opened_at_earliest as since, w.opened_at_latest as until, 'near_opening' as tie from exposure_windows w
      where w.incident_id = ${incidentId} and w.withdrawn = 0 and ${known(sql, "w", at)}
      union
      select w.closed_at_earliest, w.closed_at_latest, 'near_closing' from exposure_windows w
      where w.incident_id = ${incidentId} and w.withdrawn = 0 and w.closed_at is not null and ${known(sql, "w", at)}
    ) b
    join evidence_events e on e.incident_id = ${incidentId} and e.verb = any(${CHANGES}::smallint[]) and e.outcome = 0
      and e.occurred_at between b.since - ${NEAR}::interval and b.until + ${NEAR}::interval
    order by e.occurred_at limit ${MOST_NEAR}`;
}
