import { toolResources, toolVerb } from "@/lib/evidence/formats/agent-tools";
import { type EventFields, makeEvent, type ReadTime } from "@/lib/evidence/formats/event";
import type { Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import type { Outcome, Resource, Verb } from "@/lib/evidence/model";

export type Time = Extract<ReadTime, { ok: true }>["time"];

/** Who a transcript is of: the program is known from the file's form, the session where a line names it. */
export interface Speaker {
  actor: string | null;
  actorLabel?: string | null;
  session: string | null;
}

/**
 * The session of a file that names it in one line only: if the file is called after it, every line is of it. An
 * archive, or several transcripts in one file, are not.
 */
export function settleSession(session: string | null, filename: string, options: NormaliseOptions): NormaliseOptions {
  return session !== null && session.length >= 8 && filename.includes(session) ? { ...options, session } : options;
}

interface ToolCall {
  name: string | null;
  input: unknown;
  /** What its result names it by. */
  callId: string | null;
  eventId?: string | null;
  verb?: Verb;
  resources?: Resource[];
  /** Most transcripts say in a later line how a call ended. */
  outcome?: Outcome;
}

export function toolCall(time: Time, speaker: Speaker, call: ToolCall): Normalised {
  const name = call.name ?? "unnamed tool";
  return makeEvent(time, {
    ...agent(speaker),
    action: name,
    verb: call.verb ?? toolVerb(name),
    resources: call.resources ?? toolResources(name, call.input),
    outcome: call.outcome ?? "unknown",
    trace: call.callId,
    eventId: call.eventId ?? call.callId,
    identity: identityOf("call", call.callId, time),
  });
}

interface ToolResult {
  callId: string | null;
  eventId?: string | null;
  outcome: Outcome;
}

export function toolResult(time: Time, speaker: Speaker, result: ToolResult): Normalised {
  return makeEvent(time, {
    ...agent(speaker),
    action: "tool_result",
    verb: result.outcome === "denied" ? "deny" : "other",
    outcome: result.outcome,
    trace: result.callId,
    eventId: result.eventId ?? null,
    identity: identityOf("result", result.callId, time),
  });
}

/** What the agent said. The words stay in the record's bytes. */
export function agentMessage(time: Time, speaker: Speaker, eventId: string | null): Normalised {
  return makeEvent(time, {
    ...agent(speaker),
    action: "message",
    verb: "other",
    outcome: "success",
    eventId,
    identity: identityOf("said", eventId, time),
  });
}

/** What the agent was asked: by whom a transcript does not say, it may be a person, a hook or another program. */
export function prompt(time: Time, session: string | null, eventId: string | null): Normalised {
  return makeEvent(time, {
    session,
    action: "prompt",
    verb: "invoke",
    outcome: "success",
    eventId,
    identity: identityOf("said", eventId, time),
  });
}

/** Ids are often unique only within one session, which most lines do not name: the time tells sessions apart. */
function identityOf(what: string, id: string | null, time: Time): string | null {
  return id && `${what} ${id} ${time.occurredAt}`;
}

function agent({
  actor,
  actorLabel = null,
  session,
}: Speaker): Pick<EventFields, "actor" | "actorLabel" | "actorKind" | "session"> {
  return { actor, actorLabel, actorKind: "agent", session };
}
