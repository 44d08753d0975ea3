import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { firstText, isObject, type JsonObject, list, own, text } from "@/lib/evidence/formats/fields";
import type { Format, Normalised } from "@/lib/evidence/formats/format";
import {
  agentMessage,
  prompt,
  type Speaker,
  settleSession,
  type Time,
  toolCall,
  toolResult,
} from "@/lib/evidence/formats/transcript";
import type { Outcome } from "@/lib/evidence/model";

const ENTRIES = new Set(
  "model_change thinking_level_change compaction branch_summary custom custom_message label session_info".split(" "),
);
const ROLES = new Set([
  "user",
  "assistant",
  "toolResult",
  "bashExecution",
  "custom",
  "branchSummary",
  "compactionSummary",
]);

/** OpenClaw transcripts (`~/.openclaw/agents/…/sessions`): each call of a tool, its result in a later line. */
export const openclaw: Format = {
  id: "openclaw",
  title: "OpenClaw transcript",
  system: "openclaw",
  basis: "documentation",
  shapes: "several",
  blindSpots: [
    "It lies on the gateway's machine, and can be edited or deleted there.",
    "It does not name who wrote to the agent: the channel's own log does. Only its first line names the session, the others are of it where the file is called after it.",
    "A call's outcome stands in a later line and is an event of its own, joined by the trace; after a crash it is missing.",
    "Other agents write the same form; they are called openclaw here too.",
  ],
  recognise(record) {
    if (!isObject(record)) return 0;
    const type = text(own(record, "type")) ?? "";
    if (type === "session") return own(record, "version") !== undefined && own(record, "cwd") !== undefined ? 1 : 0;
    if (!Object.hasOwn(record, "parentId") || own(record, "timestamp") === undefined) return 0;
    if (type === "message") return ROLES.has(firstText(record, "message.role") ?? "") ? 1 : 0;
    return ENTRIES.has(type) ? 0.9 : 0;
  },
  settle(records, hints, options) {
    const first = records.find((record) => own(record, "type") === "session");
    return settleSession(firstText(first, "id"), hints.filename, options);
  },
  normalise(record, options) {
    if (!isObject(record)) return [{ kind: "reject", reason: "not a JSON object" }];
    const type = text(own(record, "type"));
    if (type === null) return [{ kind: "reject", reason: "no type: not a line of a transcript" }];
    if (type !== "message") return [{ kind: "skip", reason: bookkeeping(type) }];
    const read = readTime(
      [
        ["timestamp", own(record, "timestamp")],
        ["message.timestamp", own(own(record, "message"), "timestamp")],
      ],
      options,
    );
    if (!read.ok) return [read.reject];
    // Only the first line names the session.
    const speaker = { actor: "openclaw", session: options.session ?? null };
    return normaliseMessage(own(record, "message"), text(own(record, "id")), read.time, speaker);
  },
};

function bookkeeping(type: string): string {
  return type === "session" || ENTRIES.has(type)
    ? `transcript bookkeeping: ${type}`
    : "transcript entry of another type";
}

function normaliseMessage(message: unknown, id: string | null, time: Time, speaker: Speaker): Normalised[] {
  switch (text(own(message, "role"))) {
    case "assistant":
      return assistant(message, id, time, speaker);
    case "toolResult":
      return [
        toolResult(time, speaker, {
          callId: text(own(message, "toolCallId")),
          eventId: id,
          outcome: outcomeOf(message),
        }),
      ];
    case "user":
      return [prompt(time, speaker.session, id)];
    case "bashExecution":
      return [byHand(message, id, time, speaker)];
    default:
      return [{ kind: "skip", reason: "entry that the program adds" }];
  }
}

function assistant(message: unknown, id: string | null, time: Time, speaker: Speaker): Normalised[] {
  const calls = list(own(message, "content"))
    .filter(isObject)
    .filter((part) => own(part, "type") === "toolCall");
  if (calls.length === 0) return [agentMessage(time, speaker, id)];
  return calls.map((call: JsonObject) =>
    toolCall(time, speaker, {
      name: text(own(call, "name")),
      input: own(call, "arguments"),
      callId: text(own(call, "id")),
    }),
  );
}

/** Also results that say `isError: false` and tell of an error in their details. */
function outcomeOf(message: unknown): Outcome {
  const details = own(message, "details");
  const status = text(own(details, "status"))?.toLowerCase() ?? "";
  if (/denied|rejected|blocked/.test(status)) return "denied";
  const code = own(details, "exitCode");
  const failed = own(message, "isError") === true || status === "error" || status === "failed";
  if (failed || (typeof code === "number" && code !== 0)) return "failure";
  return own(message, "isError") === false ? "success" : "unknown";
}

/** A command that somebody ran in the session themselves, not the agent. */
function byHand(message: unknown, id: string | null, time: Time, { session }: Speaker): Normalised {
  const command = text(own(message, "command"));
  const code = own(message, "exitCode");
  return makeEvent(time, {
    session,
    action: "bashExecution",
    verb: "execute",
    resources: command === null ? [] : [{ id: command.slice(0, 4000), type: "command", name: null }],
    outcome: typeof code === "number" ? (code === 0 ? "success" : "failure") : "unknown",
    eventId: id,
    identity: id && `by hand ${id} ${time.occurredAt}`,
  });
}
