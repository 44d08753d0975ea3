import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { count, isObject, type JsonObject, list, own, text } from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import { type AgentNames, agentNames, otlpActor, otlpOutcome, otlpResources, otlpVerb, toolName } from "./agent";
import { type Attributes, attribute, hexId, nanosText, readAttributes } from "./attributes";

const GROUPS = ["resourceSpans", "resource_spans", "batches", "resourceLogs", "resource_logs"];
const SCOPES = [
  "scopeSpans",
  "scope_spans",
  "instrumentationLibrarySpans",
  "scopeLogs",
  "scope_logs",
  "instrumentationLibraryLogs",
];

/** OpenTelemetry traces and logs in JSON, with the GenAI conventions old and new: what agents did, call by call. */
export const otlpGenai: Format = {
  id: "otlp-genai",
  title: "OpenTelemetry traces and logs (OTLP JSON)",
  system: "otlp",
  basis: "samples",
  shapes: "several",
  blindSpots: [
    "Only what was instrumented is here, and sampling may have dropped traces.",
    "Prompts, arguments and results are off by default in most libraries and cut where they are long.",
    "What a tool did in another system stands in that system's log, not here.",
    "A span without a status says nothing about how it ended.",
  ],
  recognise(record) {
    if (!isObject(record)) return 0;
    if (GROUPS.some((key) => Array.isArray(own(record, key)))) return 1;
    if (SCOPES.some((key) => Array.isArray(own(record, key)))) return 1;
    return own(record, "resourceMetrics") !== undefined ? 0.8 : 0;
  },
  normalise(record, options) {
    if (!isObject(record)) return [{ kind: "reject", reason: "not a JSON object" }];
    if (own(record, "resourceMetrics") !== undefined) return [{ kind: "skip", reason: "OpenTelemetry metrics" }];
    const found = GROUPS.flatMap((key) => list(own(record, key)));
    const groups = found.length > 0 ? found : [record];
    const outcomes = groups.flatMap((group) => normaliseGroup(group, options));
    return outcomes.length > 0 ? outcomes : [emptyOutcome(record)];
  },
};

function emptyOutcome(record: JsonObject): Normalised {
  const known = [...GROUPS, ...SCOPES].some((key) => Array.isArray(own(record, key)));
  return known
    ? { kind: "skip", reason: "OpenTelemetry export without spans or logs" }
    : { kind: "reject", reason: "neither spans nor logs of OpenTelemetry" };
}

/** One ResourceSpans or ResourceLogs: everything in it comes from the same process. */
function normaliseGroup(group: unknown, options: NormaliseOptions): Normalised[] {
  const resource = readAttributes(own(own(group, "resource"), "attributes"));
  const scopes = SCOPES.flatMap((key) => list(own(group, key)));
  const spans = scopes.flatMap((scope) => list(own(scope, "spans"))).map(readSpan);
  const byId = new Map(spans.map((span) => [span.id, span]));
  const logs = scopes.flatMap((scope) => [...list(own(scope, "logRecords")), ...list(own(scope, "logs"))]);
  return [
    ...spans.map((span) => normaliseSpan(span, byId, resource, options)),
    ...logs.map((log) => normaliseLog(log, resource, options)),
  ];
}

interface Span {
  raw: unknown;
  id: string | null;
  parent: string | null;
  attributes: Attributes;
}

function readSpan(raw: unknown): Span {
  return {
    raw,
    id: hexId(own(raw, "spanId")),
    parent: hexId(own(raw, "parentSpanId")),
    attributes: readAttributes(own(raw, "attributes")),
  };
}

/** The agent that a span above names: a model call inside an agent's run is that agent's call. */
function agentAbove(span: Span, byId: ReadonlyMap<string | null, Span>): AgentNames {
  let here: Span | undefined = span;
  for (let step = 0; here !== undefined && step < 50; step++) {
    const names = agentNames(here.attributes);
    if (names.name !== null || names.id !== null) return names;
    here = here.parent === null ? undefined : byId.get(here.parent);
  }
  return { name: null, id: null };
}

function normaliseSpan(
  span: Span,
  byId: ReadonlyMap<string | null, Span>,
  resource: Attributes,
  options: NormaliseOptions,
): Normalised {
  const { raw, attributes } = span;
  const read = readTime([["startTimeUnixNano", nanosText(own(raw, "startTimeUnixNano"))]], options);
  if (!read.ok) return read.reject;
  const trace = hexId(own(raw, "traceId"));
  const name = text(own(raw, "name")) ?? "span";
  return makeEvent(read.time, {
    ...common(attributes, resource, name, agentAbove(span, byId)),
    outcome: otlpOutcome(attributes, own(raw, "status")),
    trace,
    eventId: span.id,
    identity: span.id === null ? null : `${trace}/${span.id}`,
  });
}

function normaliseLog(log: unknown, resource: Attributes, options: NormaliseOptions): Normalised {
  const attributes = readAttributes(own(log, "attributes"));
  const read = readTime(
    [
      ["event.timestamp", attribute(attributes, "event.timestamp")],
      ["timeUnixNano", nanosText(own(log, "timeUnixNano"))],
      ["observedTimeUnixNano", nanosText(own(log, "observedTimeUnixNano"))],
    ],
    options,
  );
  if (!read.ok) return read.reject;
  const body = text(own(own(log, "body"), "stringValue"));
  const name = text(own(log, "eventName")) ?? attribute(attributes, "event.name") ?? body?.slice(0, 200) ?? "log";
  return makeEvent(read.time, {
    ...common(attributes, resource, name, { name: null, id: null }),
    outcome: otlpOutcome(attributes, null),
    trace: hexId(own(log, "traceId")),
    eventId: attribute(attributes, "event.id", "log.record.uid"),
    // Logs have no id: the record as it stands, with the process it came from, tells them apart.
    identity: JSON.stringify([log, [...resource]]),
  });
}

function common(attributes: Attributes, resource: Attributes, name: string, above: AgentNames) {
  const operation = attribute(attributes, "gen_ai.operation.name", "mcp.method.name");
  const tool = toolName(attributes);
  const action =
    operation !== null && tool !== null ? `${operation} ${tool}` : tool !== null ? `${name} ${tool}` : name;
  return {
    ...otlpActor(attributes, resource, above),
    ...readSourceIp(attribute(attributes, "client.address", "source.address", "net.peer.ip")),
    action: name.includes(tool ?? "\0") ? name : action,
    verb: otlpVerb(attributes, name),
    resources: otlpResources(attributes),
    session: attribute(
      attributes,
      "gen_ai.conversation.id",
      "session.id",
      "thread.id",
      "langfuse.session.id",
      "mcp.session.id",
      "traceloop.association.properties.session_id",
    ),
    records: count(attributes.get("db.response.returned_rows")),
  };
}
