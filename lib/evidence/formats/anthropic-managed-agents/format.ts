import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { firstText, isObject, type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { agentMessage, prompt, type Speaker, type Time, toolCall, toolResult } from "@/lib/evidence/formats/transcript";

const KINDS = /^(agent|user|session|span|system)\.[a-z_.]+$/;

/** Events of a Managed Agents session: the API's list, the stream, and recordings of a client's calls. */
export const anthropicManagedAgents: Format = {
  id: "anthropic-managed-agents",
  title: "Anthropic Managed Agents session events",
  system: "anthropic-managed-agents",
  basis: "samples",
  blindSpots: [
    "An event names neither its agent nor its session: both are known from the session it was asked for.",
    "Who sent a message or allowed a call is not stated: it is whoever held the key.",
    "A call's outcome stands in a later event, joined by the trace; calls of the customer's own tools end outside.",
  ],
  recognise(record) {
    if (Array.isArray(record)) return isRecorded(record) ? 1 : 0;
    if (!isObject(record) || !KINDS.test(text(own(record, "type")) ?? "")) return 0;
    if (text(own(record, "id"))?.startsWith("sevt_")) return 1;
    return Object.hasOwn(record, "processed_at") ? 0.9 : 0;
  },
  normalise(record, options) {
    const event = Array.isArray(record) ? record[1] : record;
    if (Array.isArray(record) && !isStreamed(event))
      return [{ kind: "skip", reason: "a client's call: what it sent comes back as events" }];
    if (!isObject(event)) return [{ kind: "reject", reason: "not a JSON object" }];
    return [normaliseEvent(event, options)];
  },
};

/** `["client.beta.sessions.events.stream", {…}]`, as clients' tests record them. */
function isRecorded(record: readonly unknown[]): boolean {
  return typeof record[0] === "string" && record[0].startsWith("client.beta.sessions.");
}

function isStreamed(payload: unknown): boolean {
  return isObject(payload) && text(own(payload, "type")) !== null && own(payload, "processed_at") !== undefined;
}

function normaliseEvent(event: JsonObject, options: NormaliseOptions): Normalised {
  const type = text(own(event, "type"));
  if (type === null) return { kind: "reject", reason: "no type: not an event of a session" };
  const act = ACTS[type];
  if (act === undefined)
    return { kind: "skip", reason: `session bookkeeping: ${KINDS.test(type) ? type : "another type"}` };
  const read = readTime(
    [
      ["processed_at", own(event, "processed_at")],
      ["created_at", own(event, "created_at")],
    ],
    options,
  );
  return read.ok ? act(event, read.time) : read.reject;
}

type Act = (event: JsonObject, time: Time) => Normalised;

function speakerOf(event: JsonObject): Speaker {
  return {
    actor: firstText(event, "agent_name", "agent_id"),
    actorLabel: firstText(event, "session_thread_id"),
    session: firstText(event, "session_id"),
  };
}

function called(event: JsonObject, time: Time): Normalised {
  const name = text(own(event, "name"));
  const server = text(own(event, "mcp_server_name"));
  return toolCall(time, speakerOf(event), {
    name: server === null ? name : `${server}:${name}`,
    input: own(event, "input"),
    callId: text(own(event, "id")),
    outcome: own(event, "evaluated_permission") === "deny" ? "denied" : "unknown",
  });
}

function answered(event: JsonObject, time: Time): Normalised {
  const failed = own(event, "is_error");
  return toolResult(time, speakerOf(event), {
    callId: firstText(event, "tool_use_id", "mcp_tool_use_id", "custom_tool_use_id"),
    eventId: text(own(event, "id")),
    outcome: failed === true ? "failure" : failed === false ? "success" : "unknown",
  });
}

function confirmed(event: JsonObject, time: Time): Normalised {
  const result = text(own(event, "result"));
  const id = text(own(event, "id"));
  return makeEvent(time, {
    action: `user.tool_confirmation ${result ?? ""}`.trim(),
    verb: result === "allow" ? "approve" : result === "deny" ? "deny" : "other",
    outcome: result === "deny" ? "denied" : result === "allow" ? "success" : "unknown",
    session: firstText(event, "session_id"),
    trace: text(own(event, "tool_use_id")),
    eventId: id,
    identity: id,
  });
}

const ACTS: Readonly<Record<string, Act | undefined>> = {
  __proto__: null as never,
  "agent.tool_use": called,
  "agent.mcp_tool_use": called,
  "agent.custom_tool_use": called,
  "agent.tool_result": answered,
  "agent.mcp_tool_result": answered,
  "user.custom_tool_result": answered,
  "user.tool_confirmation": confirmed,
  "user.message": (event, time) => prompt(time, firstText(event, "session_id"), text(own(event, "id"))),
  "agent.message": (event, time) => agentMessage(time, speakerOf(event), text(own(event, "id"))),
};
