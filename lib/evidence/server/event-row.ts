import { hash } from "node:crypto";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import type { Cut } from "../containers/cut";
import { contentHash, outcomeHash } from "../formats/content";
import type { Normalised } from "../formats/format";
import { ACTOR_KINDS, type NormalisedEvent, OUTCOMES, type Resource, VERBS } from "../model";
import type { ReadAs } from "./batch";
import { type CopyRows, microsSince2000 } from "./copy-rows";
import { type Dictionary, isStorable, shorten, type Term, UNSTORABLE } from "./dictionary";

/** In the order in which rows are written. */
export const EVENT_COLUMNS =
  "incident_id, part, source_no, record, occurred_at, occurred_until, start_offset, records, bytes, length, actor_id, label_id, behalf_id, action_id, session_id, ip_raw_id, sub, verb, outcome, actor_kind, identity, ip, resource_ids, trace, event_id";
export const TOUCH_COLUMNS =
  "incident_id, part, occurred_at, occurred_until, resource_id, source_no, record, actor_id, behalf_id, sub, verb, outcome, actor_kind";

const EVENT_FIELDS = EVENT_COLUMNS.split(",").length;
const TOUCH_FIELDS = TOUCH_COLUMNS.split(",").length;
/** No field but those of varying length takes more than 24 bytes. */
const FIELD_BYTES = 24;
const VERB_CODE = new Map(VERBS.map((verb, i) => [verb, i]));
const OUTCOME_CODE = new Map(OUTCOMES.map((outcome, i) => [outcome, i]));
const KIND_CODE = new Map(ACTOR_KINDS.map((kind, i) => [kind, i]));
const MOST_RESOURCES = 10_000;
const LAST_RECORD = 2_147_483_647;
const LONGEST_TEXT = 1000;

export interface RowPlace {
  incidentId: number;
  sourceNo: number;
  /** Number of the file in the source; to its own record numbers and offsets is added: */
  member: number;
  firstRecord: number;
  memberOffset: number;
}

/** Where an event's rows go: one in evidence_events, one for each resource in evidence_touches. */
export interface RowSink {
  events: CopyRows;
  touches: CopyRows;
  dictionary: Dictionary;
}

/** What both tables say of an event. */
interface Row {
  event: NormalisedEvent;
  record: number;
  sub: number;
  at: number | bigint;
  until: number | bigint | null;
  actor: Term | null;
  behalf: Term | null;
  resources: Term[];
}

/** Writes an event's rows, or says why it cannot be stored. `identity` comes from `identityOf`. */
export function writeEvent(
  event: NormalisedEvent,
  cut: Cut,
  sub: number,
  identity: string,
  place: RowPlace,
  sink: RowSink,
): string | null {
  const record = place.firstRecord + cut.record;
  const at = microsSince2000(event.occurredAt);
  const until = event.occurredUntil === null ? null : microsSince2000(event.occurredUntil);
  const problem = unstorable(event, record, at);
  if (problem !== null) return problem;
  if (at === null) return "its time cannot be stored";
  const { dictionary } = sink;
  const ip = ipOf(event.sourceIp);
  // An IPv4 address is written in one way only, so what the log wrote need not be kept beside it.
  const ipRaw = ip !== null && ip === event.sourceIpRaw && !ip.includes(":") ? null : event.sourceIpRaw;
  const actor = event.actor === null ? null : dictionary.actor(event.actor, event.actorLabel);
  const label = event.actorLabel === null ? null : dictionary.term("label", event.actorLabel);
  const behalf = event.onBehalfOf === null ? null : dictionary.actor(event.onBehalfOf, null);
  const action = dictionary.term("action", event.action);
  const session = event.session === null ? null : dictionary.term("session", event.session);
  const ipWord = ipRaw === null ? null : dictionary.term("ip", ipRaw);
  const resources = resourcesOf(event.resources, dictionary);
  const bad =
    refused(actor) ?? refused(label) ?? refused(behalf) ?? refused(action) ?? refused(session) ?? refused(ipWord);
  if (bad !== null) return bad;
  for (const resource of resources) if (resource.id === UNSTORABLE) return refused(resource);

  const row: Row = { event, record, sub, at, until, actor, behalf, resources };
  const { events } = sink;
  const trace = textOf(event.trace);
  const eventId = textOf(event.eventId);
  const texts = 3 * ((trace?.length ?? 0) + (eventId?.length ?? 0));
  events.row(EVENT_FIELDS, EVENT_FIELDS * FIELD_BYTES + resources.length * 8 + texts);
  events.int4(place.incidentId);
  events.int4(place.sourceNo);
  events.int4(place.sourceNo);
  events.int4(record);
  times(events, row);
  events.int8(place.memberOffset + cut.offset);
  count(events, event.records);
  count(events, event.bytes);
  events.int4(cut.length);
  events.late(actor);
  events.late(label);
  events.late(behalf);
  events.late(action);
  events.late(session);
  events.late(ipWord);
  codes(events, row);
  events.latin1(identity);
  if (ip === null) events.nothing();
  else events.latin1(ip.includes(":") ? inet6(ip) : inet4(ip));
  events.lateList(resources);
  events.text(trace);
  events.text(eventId);
  for (const resource of resources) writeTouch(sink.touches, row, resource, place);
  return null;
}

function writeTouch(touches: CopyRows, row: Row, resource: Term, { incidentId, sourceNo }: RowPlace): void {
  touches.row(TOUCH_FIELDS, TOUCH_FIELDS * FIELD_BYTES);
  touches.int4(incidentId);
  touches.int4(sourceNo);
  times(touches, row);
  touches.late(resource);
  touches.int4(sourceNo);
  touches.int4(row.record);
  touches.late(row.actor);
  touches.late(row.behalf);
  codes(touches, row);
}

function times(rows: CopyRows, { at, until }: Row): void {
  rows.timestamp(at);
  if (until === null) rows.nothing();
  else rows.timestamp(until);
}

function codes(rows: CopyRows, { event, sub }: Row): void {
  rows.int2(sub);
  rows.int2(VERB_CODE.get(event.verb) as number);
  rows.int2(OUTCOME_CODE.get(event.outcome) as number);
  rows.int2(KIND_CODE.get(event.actorKind) as number);
}

function count(rows: CopyRows, value: number | null): void {
  if (value !== null && Number.isSafeInteger(value)) rows.int8(value);
  else rows.nothing();
}

function unstorable(event: NormalisedEvent, record: number, at: number | bigint | null): string | null {
  if (event.resources.length > MOST_RESOURCES)
    return `names ${event.resources.length} resources; ${MOST_RESOURCES} are the most`;
  if (event.occurredAt < "0001") return "its time is before year 1";
  if (at === null) return "its time cannot be stored";
  if (record > LAST_RECORD) return `it comes after record ${LAST_RECORD}: split the file`;
  if (!isStorable(event.trace) || !isStorable(event.eventId))
    return "its trace or id holds NUL or half a surrogate pair";
  return null;
}

/** A word that cannot be stored has no id and never will; words are looked at once, when they first come. */
function refused(term: Term | null): string | null {
  return term !== null && term.id === UNSTORABLE
    ? `the ${term.kind} holds a character that is no text (NUL or half a surrogate pair)`
    : null;
}

function resourcesOf(resources: readonly Resource[], dictionary: Dictionary): Term[] {
  const terms: Term[] = [];
  for (const resource of resources) terms.push(dictionary.resource(resource));
  if (terms.length < 2 || (terms.length === 2 && terms[0] !== terms[1])) return terms;
  return [...new Set(terms)];
}

interface Cutting {
  value: unknown;
  /** How many outcomes the record has, and which of them this is. */
  events: number;
  sub: number;
}

/**
 * What makes two deliveries the same event, as 128 bits, within a system. The first half is the log's own id, with time,
 * act, actor and resources, since an id that somebody edited or reused must not make a fact vanish; the second half is
 * what else the record says, so that records of one id that differ stay apart and are still found beside each other.
 * Without an id the content is all of it.
 */
export function identityOf(
  { format, statedSystem }: Pick<ReadAs, "format" | "statedSystem">,
  made: Extract<Normalised, { kind: "event" }>,
  { value, events, sub }: Cutting,
): string {
  const { event } = made;
  const within = `${format.id}\0${statedSystem ?? format.system ?? ""}\0`;
  if (event.identity === null) return sha256(`${within}#${sub}\0${canonicalRecord(value)}`).slice(0, 16);
  const key = sha256(`${within}${[event.identity, ...coreOf(event)].join("\0")}`).slice(0, 8);
  if (format.shapes === "several") return key + outcomeHash(event);
  if (made.record !== undefined) return key + contentHash(made.record);
  return key + (events === 1 ? contentHash(value) : outcomeHash(event));
}

function sha256(text: string): string {
  return hash("sha256", text, "binary");
}

/** What a second delivery says again, in whatever precision of time: exports of one log differ in that. */
function coreOf({ occurredAt, action, actor, onBehalfOf, resources }: NormalisedEvent): string[] {
  const second = occurredAt.slice(0, "2026-03-11T14:05:00".length);
  return [second, action, actor ?? "", onBehalfOf ?? "", ...resources.map(({ id }) => id).sort()];
}

/** The same text for the same content, whatever the order of keys and the blanks between them. */
function canonicalRecord(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function ipOf(ip: string | null): string | null {
  return ip !== null && isIP(ip) !== 0 && !ip.includes("%") ? ip : null;
}

/** PostgreSQL's inet: family, bits, no network, length, address. */
function inet4(ip: string): string {
  let address = "";
  let part = 0;
  for (let i = 0; i < ip.length; i++) {
    const code = ip.charCodeAt(i);
    if (code === 0x2e) {
      address += String.fromCharCode(part);
      part = 0;
    } else part = part * 10 + code - 0x30;
  }
  return `\x02\x20\0\x04${address}${String.fromCharCode(part)}`;
}

function inet6(ip: string): string {
  return `\x03\x80\0\x10${String.fromCharCode(...ipaddr.parse(ip).toByteArray())}`;
}

function textOf(text: string | null): string | null {
  return text === null || text.length <= LONGEST_TEXT ? text : shorten(text, LONGEST_TEXT);
}
