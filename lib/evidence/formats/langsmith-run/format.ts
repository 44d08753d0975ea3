import { toolResources, toolVerb } from "@/lib/evidence/formats/agent-tools";
import { lookUp } from "@/lib/evidence/formats/declare";
import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import {
  distinctResources,
  firstText,
  isObject,
  type JsonObject,
  list,
  own,
  parsedJson,
  text,
} from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { outcomeOfError } from "@/lib/evidence/formats/outcomes";
import type { Outcome, Resource, Verb } from "@/lib/evidence/model";

const TYPES = new Set(["llm", "chain", "tool", "retriever", "embedding", "prompt", "parser"]);
const VERBS: Readonly<Record<string, Verb>> = { llm: "invoke", embedding: "invoke", retriever: "read" };

/** LangSmith runs: exports, the API, and the batches that clients send (`post` and `patch`). */
export const langsmithRun: Format = {
  id: "langsmith-run",
  title: "LangSmith runs",
  system: "langsmith",
  basis: "samples",
  shapes: "several",
  blindSpots: [
    "Only what was traced is here, and sampling may have dropped runs.",
    "A run that never ended (a crash) has no outcome.",
    "There is no field for the agent or the user; both are known only where the application wrote them into the metadata.",
    "What a tool did in another system stands in that system's log, not here.",
  ],
  recognise(record) {
    if (!isObject(record)) return 0;
    if (batchOf(record).some((run) => own(run, "dotted_order") !== undefined || TYPES.has(typeOf(run)))) return 1;
    const known = ["dotted_order", "trace_id", "session_id", "session_name", "parent_run_id", "start_time"];
    return TYPES.has(typeOf(record)) && known.filter((key) => Object.hasOwn(record, key)).length >= 2 ? 1 : 0;
  },
  normalise(record, options) {
    if (!isObject(record)) return [{ kind: "reject", reason: "not a JSON object" }];
    const batch = batchOf(record);
    if (batch.length === 0) return [normaliseRun(record, [record], options)];
    const runs = merged(batch);
    return runs.map((run) => normaliseRun(run, runs, options));
  },
};

function batchOf(record: JsonObject): JsonObject[] {
  return [...list(own(record, "post")), ...list(own(record, "patch"))].filter(isObject);
}

/** A run is sent when it begins and again when it ends: what the end adds belongs to the same run. */
function merged(batch: readonly JsonObject[]): JsonObject[] {
  const byId = new Map<string, JsonObject>();
  for (const [i, part] of batch.entries()) {
    const id = text(own(part, "id")) ?? `#${i}`;
    const stated = Object.entries(part).filter(([, value]) => value !== null);
    byId.set(id, { ...byId.get(id), ...Object.fromEntries(stated) });
  }
  return [...byId.values()];
}

function typeOf(run: JsonObject): string {
  return text(own(run, "run_type"))?.toLowerCase() ?? "";
}

function normaliseRun(run: JsonObject, all: readonly JsonObject[], options: NormaliseOptions): Normalised {
  const read = readTime([["start_time", own(run, "start_time")]], options, { contractZone: "UTC" });
  if (!read.ok) {
    if (own(run, "end_time") === undefined) return read.reject;
    return { kind: "skip", reason: "end of a run whose beginning stands in another record" };
  }
  const type = typeOf(run);
  const name = text(own(run, "name"));
  const tool = type === "tool" ? name : null;
  const agent = agentOf(run, all);
  const id = text(own(run, "id"));
  return makeEvent(read.time, {
    actor: agent ?? projectOf(run),
    actorLabel: agent === null ? null : projectOf(run),
    actorKind: agent !== null || tool !== null ? "agent" : "unknown",
    onBehalfOf: metadata(run, "user_id", "userId", "user", "user_email", "ls_user_id"),
    action: `${type || "run"}:${name ?? "unnamed"}`,
    verb: tool === null ? (lookUp(VERBS, type) ?? "other") : toolVerb(tool),
    resources: resourcesOf(run, tool),
    outcome: outcomeOf(run),
    session: metadata(run, "thread_id", "session_id", "conversation_id"),
    trace: text(own(run, "trace_id")),
    eventId: id,
    identity: id,
  });
}

function metadata(run: JsonObject, ...keys: string[]): string | null {
  const extra = parsedJson(own(run, "extra"));
  return firstText(parsedJson(own(extra, "metadata")), ...keys) ?? firstText(parsedJson(own(run, "metadata")), ...keys);
}

const AGENT_NAMES = ["agent_name", "lc_agent_name", "gen_ai.agent.name", "agent"];

/** The agent named in the metadata of the run, or of one above it in the same record. */
function agentOf(run: JsonObject, all: readonly JsonObject[]): string | null {
  let here: JsonObject | undefined = run;
  for (let step = 0; here !== undefined && step < 50; step++) {
    const named = metadata(here, ...AGENT_NAMES);
    if (named !== null) return named;
    const parent = text(own(here, "parent_run_id"));
    here = parent === null ? undefined : all.find((one) => text(own(one, "id")) === parent);
  }
  return null;
}

/** The project is the application that ran; the one that everything lands in by default names nobody. */
function projectOf(run: JsonObject): string | null {
  const project = text(own(run, "session_name"));
  return project === "default" ? null : project;
}

function resourcesOf(run: JsonObject, tool: string | null): Resource[] {
  const called = tool === null ? [] : [{ id: tool, type: "tool", name: null }, ...toolResources(tool, toolInput(run))];
  return distinctResources([...called, { id: metadata(run, "ls_model_name") ?? "", type: "model", name: null }]);
}

/** LangChain passes a tool's arguments as one piece of text. */
function toolInput(run: JsonObject): unknown {
  const inputs = parsedJson(own(run, "inputs"));
  const text = own(inputs, "input");
  return isObject(parsedJson(text)) ? parsedJson(text) : inputs;
}

/** LangSmith's own rule: a run that has ended and has no error was done. */
function outcomeOf(run: JsonObject): Outcome {
  const error = text(own(run, "error"));
  if (error !== null) return outcomeOfError(error);
  const status = text(own(run, "status"))?.toLowerCase();
  if (status !== undefined) return status === "success" ? "success" : status === "error" ? "failure" : "unknown";
  return text(own(run, "end_time")) === null ? "unknown" : "success";
}
