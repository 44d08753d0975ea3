import { isObject, type JsonObject, own, parsedJson, text } from "@/lib/evidence/formats/fields";

const MAX_DEPTH = 6;
const MAX_STRINGS = 3;

/**
 * Takes off what transports put around a record: EventBridge, CloudWatch Logs, Pub/Sub, Splunk, Elastic, Log
 * Analytics, and JSON written into strings (at most three deep). Answers what is inside, in order; a record
 * without an envelope is answered as it is.
 */
export function unwrapEnvelopes(record: unknown): unknown[] {
  const out: unknown[] = [];
  open(record, 0, 0, out);
  return out;
}

function open(value: unknown, depth: number, strings: number, out: unknown[]): void {
  if (typeof value === "string" && strings < MAX_STRINGS) {
    const parsed = parsedJson(value);
    if (parsed !== value) {
      open(parsed, depth + 1, strings + 1, out);
      return;
    }
  }
  const inner = depth < MAX_DEPTH && isObject(value) ? inside(value) : null;
  if (inner === null || inner.length === 0) {
    out.push(value);
    return;
  }
  for (const one of inner) open(one, depth + 1, strings, out);
}

/** What an envelope holds, or null where the object is not one. */
function inside(record: JsonObject): readonly unknown[] | null {
  for (const envelope of ENVELOPES) {
    const inner = envelope(record);
    if (inner !== null) return inner;
  }
  return null;
}

type Envelope = (record: JsonObject) => readonly unknown[] | null;

/** `aws cloudtrail lookup-events`: the whole event as JSON text beside a few columns of it. */
const lookupEvent: Envelope = (r) => {
  const event = parsedJson(own(r, "CloudTrailEvent"));
  return isObject(event) ? [event] : null;
};

const eventBridge: Envelope = (r) => {
  const detail = own(r, "detail");
  return typeof own(r, "detail-type") === "string" && isObject(detail) ? [detail] : null;
};

/** A subscription delivery, or one of its events after the container was cut: `message` is JSON text again. */
const cloudWatch: Envelope = (r) => {
  const events = own(r, "logEvents");
  if (Array.isArray(events) && events.length > 0) return events;
  if (typeof own(r, "message") !== "string") return null;
  const keys = Object.keys(r);
  const message = parsedJson(own(r, "message"));
  return isObject(message) && keys.length <= 8 && keys.every((k) => CLOUDWATCH_KEYS.has(k)) ? [message] : null;
};

const CLOUDWATCH_KEYS = new Set([
  "id",
  "timestamp",
  "message",
  "ingestionTime",
  "logStreamName",
  "logGroup",
  "logStream",
  "eventId",
  "@timestamp",
  "@message",
]);

const pubSub: Envelope = (r) => {
  const data = own(own(r, "message"), "data");
  if (typeof data !== "string" || !/^[A-Za-z0-9+/_=\s-]+$/.test(data)) return null;
  const decoded = decodeBase64(data);
  const parsed = decoded === null ? decoded : parsedJson(decoded);
  return isObject(parsed) || Array.isArray(parsed) ? [parsed] : null;
};

function decodeBase64(data: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(data.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const splunk: Envelope = (r) => {
  const result = own(r, "result");
  const hit = isObject(result) && Object.keys(r).length <= 4 ? result : r;
  const raw = parsedJson(own(hit, "_raw"));
  if (isObject(raw)) return [raw];
  return hit === result ? [result] : null;
};

const elastic: Envelope = (r) => {
  const source = own(r, "_source");
  return isObject(source) && (Object.hasOwn(r, "_index") || Object.hasOwn(r, "_id")) ? [source] : null;
};

const logAnalytics: Envelope = (r) => {
  const tables = own(r, "tables");
  if (!Array.isArray(tables)) return null;
  return tables.flatMap((table) => {
    const columns = own(table, "columns");
    const rows = own(table, "rows");
    if (!Array.isArray(columns) || !Array.isArray(rows)) return [];
    const names = columns.map((c) => own(c, "name"));
    return rows.map((row) =>
      Object.fromEntries(names.map((name, i) => [text(name) ?? "", Array.isArray(row) ? row[i] : null])),
    );
  });
};

/** Google Cloud Logging around a log of ours; its own audit log keeps `protoPayload`. */
const cloudLogging: Envelope = (r) => {
  const payload = own(r, "jsonPayload");
  return isObject(payload) && Object.hasOwn(r, "logName") ? [payload] : null;
};

const ENVELOPES: readonly Envelope[] = [
  lookupEvent,
  eventBridge,
  cloudWatch,
  pubSub,
  splunk,
  elastic,
  logAnalytics,
  cloudLogging,
];
