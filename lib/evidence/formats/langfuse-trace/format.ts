import { toolResources, toolVerb } from "@/lib/evidence/formats/agent-tools";
import { lookUp } from "@/lib/evidence/formats/declare";
import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import {
  distinctResources,
  firstText,
  isObject,
  type JsonObject,
  list,
  lowerCaseNames,
  own,
  parsedJson,
  text,
} from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { outcomeOfError } from "@/lib/evidence/formats/outcomes";
import type { Outcome, Resource, Verb } from "@/lib/evidence/model";

const TYPES = new Set("SPAN GENERATION EVENT AGENT TOOL CHAIN RETRIEVER EMBEDDING EVALUATOR GUARDRAIL".split(" "));
const VERBS: Readonly<Record<string, Verb>> = {
  GENERATION: "invoke",
  EMBEDDING: "invoke",
  AGENT: "invoke",
  RETRIEVER: "read",
};
/** What the storage export calls `trace_id`. */
const NAMES = lowerCaseNames(
  "traceId parentObservationId startTime endTime statusMessage userId sessionId projectId traceName".split(" "),
);

/** Langfuse: a downloaded trace, the API's traces and observations, exports in either spelling. */
export const langfuseTrace: Format = {
  id: "langfuse-trace",
  title: "Langfuse traces and observations",
  system: "langfuse",
  basis: "samples",
  shapes: "several",
  blindSpots: [
    "Only what was instrumented is here, and sampling may have dropped traces.",
    "An observation without an error does not say how it ended.",
    "Who was acted for and the session stand on the trace: in a list of observations alone they are missing, as in a download above 8 MB.",
    "What a tool did in another system stands in that system's log, not here.",
  ],
  recognise(record) {
    if (!isObject(record)) return 0;
    const r = spelt(record);
    if (isObject(own(r, "trace")) && (Array.isArray(own(r, "observations")) || own(own(r, "trace"), "projectId")))
      return 1;
    const type = text(own(r, "type"))?.toUpperCase() ?? "";
    if (TYPES.has(type) && own(r, "traceId") !== undefined && own(r, "startTime") !== undefined) return 1;
    return isTrace(r) || isScore(r) ? 0.9 : 0;
  },
  normalise(record, options) {
    if (!isObject(record)) return [{ kind: "reject", reason: "not a JSON object" }];
    const r = spelt(record);
    const trace = isObject(own(r, "trace")) ? own(r, "trace") : isTrace(r) ? r : {};
    const observations = list(own(r, "observations")).filter(isObject).map(spelt);
    if (observations.length > 0) return normaliseAll(observations, trace, options);
    if (isScore(r)) return [{ kind: "skip", reason: "a score" }];
    if (isObject(own(r, "trace")) || isTrace(r)) return [normaliseTrace(trace, options)];
    return normaliseAll([r], {}, options);
  },
};

function spelt(record: JsonObject): JsonObject {
  if (own(record, "trace_id") === undefined && own(record, "project_id") === undefined) return record;
  const camel = (key: string) => NAMES.get(key.replaceAll("_", "")) ?? key;
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [camel(key), value]));
}

function isTrace(r: JsonObject): boolean {
  const keys = ["sessionId", "userId", "tags", "bookmarked", "public", "environment", "release"];
  const marks = ["projectId", "htmlPath", "bookmarked", "observations"];
  return (
    marks.some((key) => Object.hasOwn(r, key)) &&
    own(r, "timestamp") !== undefined &&
    own(r, "traceId") === undefined &&
    keys.filter((k) => Object.hasOwn(r, k)).length >= 4
  );
}

function isScore(r: JsonObject): boolean {
  return own(r, "dataType") !== undefined && own(r, "traceId") !== undefined && own(r, "value") !== undefined;
}

function normaliseAll(observations: JsonObject[], trace: unknown, options: NormaliseOptions): Normalised[] {
  const byId = new Map(observations.map((o) => [text(own(o, "id")), o]));
  return observations.map((o) => normaliseObservation(o, byId, trace, options));
}

/** The agent that this observation is, or that stands above it. */
function agentAbove(observation: JsonObject, byId: ReadonlyMap<string | null, JsonObject>): string | null {
  let here: JsonObject | undefined = observation;
  for (let step = 0; here !== undefined && step < 50; step++) {
    const named = attribute(here, "gen_ai.agent.name", "agent.name", "agent_name");
    if (named !== null) return named;
    if (typeOf(here) === "AGENT") return bareName(text(own(here, "name")));
    const parent = text(own(here, "parentObservationId"));
    here = parent === null ? undefined : byId.get(parent);
  }
  return null;
}

/** Frameworks write what is done beside who does it: `agent_run [support]`, `invoke_agent support`. */
function bareName(name: string | null): string | null {
  const [, bracketed, spaced] = /^(?:agent_run \[(.+)\]|invoke_agent (.+))$/.exec(name ?? "") ?? [];
  return bracketed ?? spaced ?? name;
}

function typeOf(o: JsonObject): string {
  return text(own(o, "type"))?.toUpperCase() ?? "SPAN";
}

/** The attributes that OpenTelemetry brought along lie in the metadata, which may be text. */
function attribute(o: unknown, ...keys: string[]): string | null {
  const metadata = parsedJson(own(o, "metadata"));
  return firstText(parsedJson(own(metadata, "attributes")), ...keys) ?? firstText(metadata, ...keys);
}

function serviceOf(o: unknown): string | null {
  const service = firstText(parsedJson(own(parsedJson(own(o, "metadata")), "resourceAttributes")), "service.name");
  return service === null || service.startsWith("unknown_service") ? null : service;
}

function normaliseObservation(
  o: JsonObject,
  byId: ReadonlyMap<string | null, JsonObject>,
  trace: unknown,
  options: NormaliseOptions,
): Normalised {
  const read = readTime([["startTime", own(o, "startTime")]], options, { contractZone: "UTC" });
  if (!read.ok) return read.reject;
  const type = typeOf(o);
  const agent = agentAbove(o, byId);
  const tool = type === "TOOL" ? (attribute(o, "gen_ai.tool.name", "tool.name") ?? text(own(o, "name"))) : null;
  const id = text(own(o, "id"));
  const traceId = text(own(o, "traceId"));
  return makeEvent(read.time, {
    actor: agent ?? serviceOf(o),
    actorLabel: agent === null ? null : serviceOf(o),
    actorKind: agent !== null || type === "TOOL" ? "agent" : "unknown",
    onBehalfOf:
      firstText(trace, "userId") ?? firstText(o, "userId") ?? attribute(o, "user.id", "langfuse.user.id", "enduser.id"),
    action: `${type}:${text(own(o, "name")) ?? "unnamed"}`,
    verb: tool === null ? (lookUp(VERBS, type) ?? "other") : toolVerb(tool),
    resources: resourcesOf(o, tool),
    outcome: outcomeOf(o),
    session:
      firstText(trace, "sessionId") ?? firstText(o, "sessionId") ?? attribute(o, "session.id", "langfuse.session.id"),
    trace: traceId,
    eventId: id,
    identity: id && `${traceId}/${id}`,
  });
}

function resourcesOf(o: JsonObject, tool: string | null): Resource[] {
  const called = tool === null ? [] : [{ id: tool, type: "tool", name: null }, ...toolResources(tool, own(o, "input"))];
  return distinctResources([...called, { id: firstText(o, "model") ?? "", type: "model", name: null }]);
}

/** The level is DEFAULT unless somebody set it: that something went well is not stated. */
function outcomeOf(o: JsonObject): Outcome {
  return text(own(o, "level"))?.toUpperCase() === "ERROR"
    ? outcomeOfError(firstText(o, "statusMessage") ?? "")
    : "unknown";
}

/** A trace in a list of traces: the whole run, without what happened in it. */
function normaliseTrace(trace: unknown, options: NormaliseOptions): Normalised {
  const read = readTime([["timestamp", own(trace, "timestamp")]], options, { contractZone: "UTC" });
  if (!read.ok) return read.reject;
  const id = firstText(trace, "id");
  return makeEvent(read.time, {
    actor: serviceOf(trace),
    onBehalfOf: firstText(trace, "userId"),
    action: `TRACE:${firstText(trace, "name") ?? "unnamed"}`,
    verb: "invoke",
    session: firstText(trace, "sessionId"),
    trace: id,
    eventId: id,
    identity: id && `trace ${id}`,
  });
}
