import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import {
  distinctResources,
  firstText,
  isObject,
  type JsonObject,
  list,
  own,
  text,
} from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import type { Outcome, Resource, Verb } from "@/lib/evidence/model";

type Time = Extract<ReturnType<typeof readTime>, { ok: true }>["time"];

const TOOL_VERBS: Readonly<Record<string, Verb>> = {
  Read: "read",
  NotebookRead: "read",
  Grep: "read",
  WebFetch: "read",
  BashOutput: "read",
  Glob: "list",
  LS: "list",
  WebSearch: "list",
  Write: "write",
  Edit: "write",
  MultiEdit: "write",
  NotebookEdit: "write",
  Bash: "execute",
  Task: "invoke",
};
const NAMED = ["file_path", "notebook_path", "path", "command", "url", "pattern", "query"] as const;
/** Entries of a transcript that are no acts. */
const BOOKKEEPING = new Set([
  "summary",
  "file-history-snapshot",
  "queue-operation",
  "progress",
  "attachment",
  "system",
  "started",
  "result",
  "custom-title",
  "last-prompt",
]);
const REJECTED =
  /doesn't want to (proceed|take this action)|tool use was rejected|user rejected|Permission to use .* (has been )?denied/i;

/** Claude Code transcripts, one JSON object a line: each tool call, its result in a later line, prompts and answers. */
export const claudeCode: Format = {
  id: "claude-code",
  title: "Claude Code transcript",
  system: "claude-code",
  basis: "samples",
  shapes: "several",
  blindSpots: [
    "It lies on the user's own machine, and can be edited or deleted there.",
    "It does not name the user; the folder may suggest one.",
    "A call's outcome stands in a later line and is an event of its own, joined by the trace; after a crash it is missing.",
    "What sub-agents did stands in other files.",
  ],
  recognise(record) {
    if (!isObject(record)) return 0;
    const type = text(own(record, "type"));
    if (text(own(record, "sessionId")) !== null && text(own(record, "uuid")) !== null && type !== null) return 1;
    if (type !== null && Object.hasOwn(record, "parentUuid")) return 0.9;
    return type === "summary" && own(record, "leafUuid") !== undefined ? 0.8 : 0;
  },
  normalise(record, options) {
    if (!isObject(record)) return [{ kind: "reject", reason: "not a JSON object" }];
    const type = text(own(record, "type"));
    if (type === null) return [{ kind: "reject", reason: "no type: not a line of a transcript" }];
    if (BOOKKEEPING.has(type)) return [{ kind: "skip", reason: `transcript bookkeeping: ${type}` }];
    if (type !== "assistant" && type !== "user") return [{ kind: "skip", reason: "transcript entry of another type" }];
    return normaliseMessage(record, type, options);
  },
};

function normaliseMessage(r: JsonObject, type: "assistant" | "user", options: NormaliseOptions): Normalised[] {
  const read = readTime([["timestamp", own(r, "timestamp")]], options);
  if (!read.ok) return [read.reject];
  const content = own(own(r, "message"), "content");
  const parts = Array.isArray(content) ? content : [];
  const acts = parts.flatMap((part): Normalised[] => {
    if (own(part, "type") === "tool_use") return [toolCall(r, part, read.time)];
    return own(part, "type") === "tool_result" ? [toolResult(r, part, read.time)] : [];
  });
  return acts.length > 0 ? acts : [message(r, type, read.time)];
}

function agentFields(r: JsonObject) {
  const agentId = text(own(r, "agentId"));
  return {
    actor: "claude-code",
    actorLabel: agentId === null ? null : `claude-code sub-agent ${agentId}`,
    actorKind: "agent" as const,
    session: text(own(r, "sessionId")),
  };
}

/** Whether it was done stands in a later line: here it is only known that it was asked for. */
function toolCall(r: JsonObject, part: unknown, time: Time): Normalised {
  const name = text(own(part, "name")) ?? "unnamed tool";
  const id = text(own(part, "id"));
  const verb = (Object.hasOwn(TOOL_VERBS, name) ? TOOL_VERBS[name] : undefined) ?? "execute";
  return makeEvent(time, {
    ...agentFields(r),
    action: name,
    verb,
    resources: touched(name, own(part, "input")),
    trace: id,
    eventId: id ?? text(own(r, "uuid")),
    identity: id === null ? null : `call ${id}`,
  });
}

function touched(tool: string, input: unknown): Resource[] {
  const named = NAMED.flatMap((key): Resource[] => {
    const id = text(own(input, key));
    return id === null ? [] : [{ id: id.slice(0, 4000), type: key, name: null }];
  });
  return distinctResources(named.length > 0 ? named : [{ id: tool, type: "tool", name: null }]);
}

function toolResult(r: JsonObject, part: unknown, time: Time): Normalised {
  const id = text(own(part, "tool_use_id"));
  const outcome = resultOutcome(part, own(r, "toolUseResult"));
  return makeEvent(time, {
    ...agentFields(r),
    action: "tool_result",
    verb: outcome === "denied" ? "deny" : "other",
    outcome,
    trace: id,
    eventId: text(own(r, "uuid")),
    identity: id === null ? null : `result ${id}`,
  });
}

/** Also results that say `is_error: false` and tell of an error inside. */
function resultOutcome(part: unknown, result: unknown): Outcome {
  const said = [own(part, "content"), ...list(own(part, "content")).map((one) => own(one, "text")), result]
    .filter((one) => typeof one === "string")
    .join("\n")
    .slice(0, 4000);
  if (REJECTED.test(said)) return "denied";
  const failed = own(part, "is_error") === true || firstText(result, "status", "details.status") === "error";
  return failed ? "failure" : "success";
}

/** A prompt is a person's act only as far as the transcript says: it can come from a hook or another agent. */
function message(r: JsonObject, type: "assistant" | "user", time: Time): Normalised {
  const uuid = text(own(r, "uuid"));
  const who = type === "assistant" ? agentFields(r) : { session: text(own(r, "sessionId")) };
  return makeEvent(time, {
    ...who,
    action: type === "assistant" ? "message" : "prompt",
    verb: type === "assistant" ? "other" : "invoke",
    outcome: "success",
    eventId: uuid,
    identity: uuid,
  });
}
