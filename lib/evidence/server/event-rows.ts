import type { RawSql } from "@/db/client";
import { ACTOR_KINDS, OUTCOMES, VERBS } from "../model";
import type { EventView } from "../views";
import { type EventKey, eventId } from "./event-id";
import { resourceOf, type Word, wordsOf } from "./event-terms";
import { sameIdsOf } from "./same-id";

/** A row of evidence_events as the queries below select it. */
export interface StoredEvent extends EventKey {
  occurredAt: string;
  occurredUntil: string | null;
  offset: number;
  length: number;
  records: number | null;
  bytes: number | null;
  actorId: number | null;
  labelId: number | null;
  behalfId: number | null;
  actionId: number;
  sessionId: number | null;
  ipRawId: number | null;
  verb: number;
  outcome: number;
  actorKind: number;
  ip: string | null;
  resourceIds: number[] | null;
  trace: string | null;
  eventId: string | null;
  identity: string;
}

export const STORED_EVENT = `
  e.source_no as "sourceNo", e.record, e.sub, e.occurred_at as "occurredAt", e.occurred_until as "occurredUntil",
  e.start_offset as "offset", e.length, e.records, e.bytes, e.actor_id as "actorId", e.label_id as "labelId",
  e.behalf_id as "behalfId", e.action_id as "actionId", e.session_id as "sessionId", e.ip_raw_id as "ipRawId",
  e.verb, e.outcome, e.actor_kind as "actorKind", host(e.ip) as ip, e.resource_ids as "resourceIds", e.trace,
  e.event_id as "eventId", e.identity`;

/** Views of one page of events: words, sources, members and deliveries are each read once for all. */
export async function toEventViews(
  sql: RawSql,
  incidentId: number,
  events: readonly StoredEvent[],
): Promise<EventView[]> {
  if (events.length === 0) return [];
  const ids = events.flatMap((e) => [
    ...[e.actorId, e.labelId, e.behalfId, e.actionId, e.sessionId, e.ipRawId],
    ...(e.resourceIds ?? []),
  ]);
  const identities = events.map((event) => event.identity);
  const [words, sources, deliveries, alike] = await Promise.all([
    wordsOf(sql, incidentId, ids),
    sourcesOf(sql, incidentId, events),
    deliveriesOf(sql, incidentId, events),
    sameIdsOf(sql, incidentId, identities),
  ]);
  return events.map((event) => {
    const source = sources.get(event.sourceNo);
    if (!source) throw new Error(`event of source ${event.sourceNo}, which is not there`);
    const counts = { further: deliveries.get(eventId(event)) ?? 0, sameId: alike.get(event.identity) ?? 0 };
    return toView(event, words, source, counts);
  });
}

function toView(
  event: StoredEvent,
  words: Map<number, Word>,
  source: SourceWords,
  { further, sameId }: { further: number; sameId: number },
): EventView {
  const word = (id: number | null) => (id === null ? null : (words.get(id)?.value ?? null));
  const { member, record, offset } = placeIn(source.members, event);
  return {
    id: eventId(event),
    evidence: source.id,
    member,
    record,
    offset,
    length: event.length,
    occurredAt: event.occurredAt,
    occurredUntil: event.occurredUntil,
    actor: word(event.actorId),
    actorLabel: word(event.labelId),
    actorKind: ACTOR_KINDS[event.actorKind] ?? "unknown",
    onBehalfOf: word(event.behalfId),
    action: word(event.actionId) ?? "",
    verb: VERBS[event.verb] ?? "other",
    resources: (event.resourceIds ?? []).flatMap((id) => {
      const resource = words.get(id);
      return resource ? [resourceOf(resource)] : [];
    }),
    outcome: OUTCOMES[event.outcome] ?? "unknown",
    sourceIp: event.ip,
    sourceIpRaw: word(event.ipRawId) ?? event.ip,
    session: word(event.sessionId),
    trace: event.trace,
    records: event.records,
    bytes: event.bytes,
    eventId: event.eventId,
    system: source.system,
    deliveries: 1 + further,
    sameId,
  };
}

export interface MemberPlace {
  name: string | null;
  firstRecord: number;
  offset: number;
}

/** Record number and offset within the file of the archive (or the source) in which a record stands. */
export function placeIn(
  members: readonly MemberPlace[],
  at: { record: number; offset: number },
): { member: string | null; record: number; offset: number } {
  const member = members.findLast((place) => place.firstRecord < at.record);
  if (!member || member.name === null) return { member: null, record: at.record, offset: at.offset };
  return { member: member.name, record: at.record - member.firstRecord, offset: at.offset - member.offset };
}

interface SourceWords {
  id: string;
  filename: string;
  system: string;
  members: MemberPlace[];
}

export async function sourcesOf(
  sql: RawSql,
  incidentId: number,
  keys: readonly { sourceNo: number }[],
): Promise<Map<number, SourceWords>> {
  const nos = [...new Set(keys.map((key) => key.sourceNo))];
  const sources = await sql<{ no: number; id: string; filename: string; system: string }[]>`
    select no, id, filename, coalesce(system, '') as system from evidence_sources
    where incident_id = ${incidentId} and no = any(${nos}::int[])`;
  // Only an archive's files have names of their own to be told apart by.
  const members = await sql<(MemberPlace & { no: number })[]>`
    select source_no as no, name, first_record as "firstRecord", start_offset as "offset" from evidence_members
    where incident_id = ${incidentId} and source_no = any(${nos}::int[]) and name is not null order by source_no, member`;
  return new Map(
    sources.map((source) => [source.no, { ...source, members: members.filter((m) => m.no === source.no) }]),
  );
}

async function deliveriesOf(sql: RawSql, incidentId: number, keys: readonly EventKey[]): Promise<Map<string, number>> {
  const column = (of: (key: EventKey) => number) => keys.map(of);
  const rows = await sql<(EventKey & { n: number })[]>`
    select d.event_source_no as "sourceNo", d.event_record as record, d.event_sub as sub, count(*)::int as n
    from unnest(${column((k) => k.sourceNo)}::int[], ${column((k) => k.record)}::int[], ${column((k) => k.sub)}::int[])
      as k(no, record, sub)
    join evidence_deliveries d on d.incident_id = ${incidentId} and d.event_source_no = k.no
      and d.event_record = k.record and d.event_sub = k.sub
    group by 1, 2, 3`;
  return new Map(rows.map((row) => [eventId(row), row.n]));
}
