import { hash } from "node:crypto";
import { isIP } from "node:net";
import type { Cut } from "../containers/cut";
import { ACTOR_KINDS, type NormalisedEvent, OUTCOMES, VERBS } from "../model";
import type { CopyText } from "./copy-text";
import { asUuid, type Dictionary, isStorable, shorten, type Term, UNSTORABLE } from "./dictionary";

/** One event on its way into COPY: everything but the ids of its words, which come with the batch. */
export interface EventRow {
  before: string;
  actor: Term | null;
  label: Term | null;
  behalf: Term | null;
  action: Term;
  session: Term | null;
  ipRaw: Term | null;
  /** sub, verb, outcome, actor kind: in this order in both tables. */
  codes: string;
  resources: Term[];
  after: string;
  tail: string;
  /** Beginning and rest of its rows in evidence_touches. */
  touch: { times: string; record: string };
}

export const EVENT_COLUMNS =
  "incident_id, part, source_no, record, occurred_at, occurred_until, start_offset, records, bytes, length, actor_id, label_id, behalf_id, action_id, session_id, ip_raw_id, sub, verb, outcome, actor_kind, identity, ip, resource_ids, trace, event_id";
export const TOUCH_COLUMNS =
  "incident_id, part, occurred_at, occurred_until, resource_id, source_no, record, actor_id, behalf_id, sub, verb, outcome, actor_kind";

const VERB_CODE = new Map(VERBS.map((verb, i) => [verb, i]));
const OUTCOME_CODE = new Map(OUTCOMES.map((outcome, i) => [outcome, i]));
const KIND_CODE = new Map(ACTOR_KINDS.map((kind, i) => [kind, i]));
const MOST_RESOURCES = 10_000;

export interface RowPlace {
  incidentId: number;
  sourceNo: number;
  /** Added to a member's own record numbers and offsets. */
  firstRecord: number;
  memberOffset: number;
}

/** Encodes an event for COPY, or says why it cannot be stored. */
export function eventRow(
  event: NormalisedEvent,
  cut: Cut,
  sub: number,
  identity: string,
  place: RowPlace,
  dictionary: Dictionary,
): EventRow | string {
  if (event.resources.length > MOST_RESOURCES)
    return `names ${event.resources.length} resources; ${MOST_RESOURCES} are the most`;
  if (event.occurredAt < "0001") return "its time is before year 1";
  if (!isStorable(event.trace) || !isStorable(event.eventId))
    return "its trace or id holds NUL or half a surrogate pair";
  const { incidentId, sourceNo } = place;
  const record = place.firstRecord + cut.record;
  const until = event.occurredUntil ?? "\\N";
  const ip = ipOf(event.sourceIp);
  // An IPv4 address is written in one way only, so what the log wrote need not be kept beside it.
  const ipRaw = ip !== null && ip === event.sourceIpRaw && !ip.includes(":") ? null : event.sourceIpRaw;
  const word = (kind: "label" | "session" | "ip", value: string | null) =>
    value === null ? null : dictionary.term(kind, value);
  const row: EventRow = {
    before: `${incidentId}\t${sourceNo}\t${sourceNo}\t${record}\t${event.occurredAt}\t${until}\t${place.memberOffset + cut.offset}\t${count(event.records)}\t${count(event.bytes)}\t${cut.length}`,
    actor: event.actor === null ? null : dictionary.actor(event.actor, event.actorLabel),
    label: word("label", event.actorLabel),
    behalf: event.onBehalfOf === null ? null : dictionary.actor(event.onBehalfOf, null),
    action: dictionary.term("action", event.action),
    session: word("session", event.session),
    ipRaw: word("ip", ipRaw),
    codes: `${sub}\t${VERB_CODE.get(event.verb)}\t${OUTCOME_CODE.get(event.outcome)}\t${KIND_CODE.get(event.actorKind)}`,
    resources: distinct(event.resources.map((resource) => dictionary.resource(resource))),
    after: `${identity}\t${ip ?? "\\N"}`,
    touch: { times: `${incidentId}\t${sourceNo}\t${event.occurredAt}\t${until}`, record: `${sourceNo}\t${record}` },
    tail: `${cell(event.trace)}\t${cell(event.eventId)}\n`,
  };
  return unstorableWord(row) ?? row;
}

/** A word that cannot be stored has no id and never will; words are looked at once, when they first come. */
function unstorableWord(row: EventRow): string | null {
  const { actor, label, behalf, action, session, ipRaw, resources } = row;
  for (const term of [actor, label, behalf, action, session, ipRaw, ...resources])
    if (term !== null && term.id === UNSTORABLE)
      return `the ${term.kind} holds a character that is no text (NUL or half a surrogate pair)`;
  return null;
}

/** Whether every word of a row has its id, so that it can be written down at once. */
export function isResolved(row: EventRow): boolean {
  const { actor, label, behalf, action, session, ipRaw, resources } = row;
  for (const term of [actor, label, behalf, action, session, ipRaw]) if (term !== null && term.id === 0) return false;
  for (const term of resources) if (term.id === 0) return false;
  return true;
}

/** Writes a row's lines of both tables; every word has its id. */
export function encodeRow(row: EventRow, events: CopyText, touches: CopyText): void {
  const { resources, codes } = row;
  const actor = id(row.actor);
  const behalf = id(row.behalf);
  const ids = resources.length === 0 ? "\\N" : `{${resources.map((term) => term.id).join(",")}}`;
  events.add(
    `${row.before}\t${actor}\t${id(row.label)}\t${behalf}\t${row.action.id}\t${id(row.session)}\t${id(row.ipRaw)}\t${codes}\t${row.after}\t${ids}\t${row.tail}`,
  );
  for (const term of resources)
    touches.add(`${row.touch.times}\t${term.id}\t${row.touch.record}\t${actor}\t${behalf}\t${codes}\n`);
}

/** What makes two deliveries the same event, as 128 bits. Records without an id of their own are told apart by content. */
export function identityOf(format: string, event: NormalisedEvent, content: () => string): string {
  const text = event.identity === null ? `${format}\0#${content()}` : `${format}\0${event.identity}`;
  return asUuid(hash("sha256", text, "hex"));
}

/** The same text for the same content, whatever the order of keys and the blanks between them. */
export function canonicalRecord(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function ipOf(ip: string | null): string | null {
  return ip !== null && isIP(ip) !== 0 && !ip.includes("%") ? ip : null;
}

function id(term: Term | null): string | number {
  return term === null ? "\\N" : term.id;
}

function count(value: number | null): string | number {
  return value !== null && Number.isSafeInteger(value) ? value : "\\N";
}

function distinct(terms: Term[]): Term[] {
  return terms.length < 2 ? terms : [...new Set(terms)];
}

function cell(text: string | null): string {
  if (text === null) return "\\N";
  const kept = shorten(text, 1000);
  return /[\\\n\r\t]/.test(kept)
    ? kept.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t")
    : kept;
}
