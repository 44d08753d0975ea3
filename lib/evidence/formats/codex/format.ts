import { readTime } from "@/lib/evidence/formats/event";
import { firstText, isObject, type JsonObject, list, own, parsedJson, text } from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
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

const LINES = new Set(["session_meta", "turn_context", "response_item", "event_msg", "compacted"]);
/** Lines of a session name it only in their first one. */
const speakerOf = ({ session }: NormaliseOptions): Speaker => ({ actor: "codex", session: session ?? null });

/** Codex rollouts (`~/.codex/sessions`): each call of a tool, its output in a later line, prompts and answers. */
export const codex: Format = {
  id: "codex",
  title: "OpenAI Codex session",
  system: "codex",
  basis: "samples",
  shapes: "several",
  blindSpots: [
    "It lies on the user's own machine, and can be edited or deleted there.",
    "It does not name the user; only its first line names the session, the others are of it where the file is called after it.",
    "How a call ended stands in a later line and is an event of its own, joined by the trace; often only as text, and then unknown.",
    "Sessions of early versions have no times and are refused.",
  ],
  recognise(record) {
    if (!isObject(record) || !isObject(own(record, "payload"))) return 0;
    const type = text(own(record, "type")) ?? "";
    return LINES.has(type) && own(record, "timestamp") !== undefined ? 1 : 0;
  },
  settle(records, hints, options) {
    const first = records.find((record) => own(record, "type") === "session_meta");
    return settleSession(firstText(first, "payload.id", "payload.session_id"), hints.filename, options);
  },
  normalise(record, options) {
    if (!isObject(record)) return [{ kind: "reject", reason: "not a JSON object" }];
    const type = text(own(record, "type"));
    const payload = own(record, "payload");
    if (type === null || !isObject(payload))
      return [{ kind: "reject", reason: "no type or payload: not a line of a session" }];
    const inner = text(own(payload, "type")) ?? "";
    const read = type === "response_item" ? ITEMS[inner] : type === "event_msg" ? ENDINGS[inner] : undefined;
    return [
      read
        ? timed(record, payload, read, options)
        : { kind: "skip", reason: `session bookkeeping: ${nameOf(type, inner)}` },
    ];
  },
};

function nameOf(type: string, inner: string): string {
  return (LINES.has(type) ? `${type} ${/^\w{1,40}$/.test(inner) ? inner : ""}` : "another type").trim();
}

type Read = (payload: JsonObject, time: Time, speaker: Speaker) => Normalised;

function timed(record: JsonObject, payload: JsonObject, read: Read, options: NormaliseOptions): Normalised {
  const when = readTime([["timestamp", own(record, "timestamp")]], options);
  return when.ok ? read(payload, when.time, speakerOf(options)) : when.reject;
}

function callIdOf(payload: JsonObject): string | null {
  return firstText(payload, "call_id", "id");
}

/** Parts of the conversation with the model. */
const ITEMS: Readonly<Record<string, Read | undefined>> = {
  __proto__: null as never,
  message(payload, time, speaker) {
    const role = text(own(payload, "role"));
    if (role === "assistant") return agentMessage(time, speaker, text(own(payload, "id")));
    if (role !== "user") return { kind: "skip", reason: "instructions to the model" };
    const first = text(own(list(own(payload, "content"))[0], "text")) ?? "";
    if (/^\s*<(environment_context|user_instructions|permissions|turn_aborted)/.test(first))
      return { kind: "skip", reason: "context that the program adds" };
    return prompt(time, speaker.session, text(own(payload, "id")));
  },
  function_call: (payload, time, speaker) =>
    toolCall(time, speaker, {
      name: text(own(payload, "name")),
      input: own(payload, "arguments"),
      callId: callIdOf(payload),
    }),
  custom_tool_call: (payload, time, speaker) =>
    toolCall(time, speaker, {
      name: text(own(payload, "name")),
      input: own(payload, "input"),
      callId: callIdOf(payload),
    }),
  local_shell_call: (payload, time, speaker) =>
    toolCall(time, speaker, { name: "local_shell", input: own(payload, "action"), callId: callIdOf(payload) }),
  web_search_call(payload, time, speaker) {
    const opened = firstText(payload, "action.url");
    const verb = opened === null ? "list" : "read";
    return toolCall(time, speaker, {
      name: "web_search",
      input: own(payload, "action"),
      callId: callIdOf(payload),
      verb,
    });
  },
  function_call_output: outputOf,
  custom_tool_call_output: outputOf,
};

/** What the program itself saw of a call's end; not in every session. */
const ENDINGS: Readonly<Record<string, Read | undefined>> = {
  __proto__: null as never,
  exec_command_end: (payload, time, speaker) => ended(payload, time, speaker, outcomeOfCode(own(payload, "exit_code"))),
  patch_apply_end: (payload, time, speaker) => ended(payload, time, speaker, outcomeOfFlag(own(payload, "success"))),
  mcp_tool_call_end(payload, time, speaker) {
    const error = own(own(payload, "result"), "Err");
    return ended(payload, time, speaker, error === undefined || error === null ? "success" : "failure");
  },
};

function ended(payload: JsonObject, time: Time, speaker: Speaker, outcome: Outcome): Normalised {
  return toolResult(time, speaker, { callId: text(own(payload, "call_id")), outcome });
}

function outputOf(payload: JsonObject, time: Time, speaker: Speaker): Normalised {
  const output = parsedJson(own(payload, "output"));
  return ended(payload, time, speaker, outcomeOfOutput(output));
}

const EXIT = /^(?:Exit code|.*Process exited with code):? (-?\d+)/m;

/** The output is what the model was shown: an object with the exit code, or text that may begin with it. */
function outcomeOfOutput(output: unknown): Outcome {
  if (isObject(output)) {
    const code = own(own(output, "metadata"), "exit_code");
    return code === undefined ? outcomeOfFlag(own(output, "success")) : outcomeOfCode(code);
  }
  const said = (typeof output === "string" ? output : "").slice(0, 2000);
  if (/^(exec command )?rejected by user|^aborted by user|denied by (the )?user/i.test(said)) return "denied";
  const code = EXIT.exec(said)?.[1];
  return code === undefined ? "unknown" : outcomeOfCode(Number(code));
}

function outcomeOfCode(code: unknown): Outcome {
  return typeof code === "number" ? (code === 0 ? "success" : "failure") : "unknown";
}

function outcomeOfFlag(flag: unknown): Outcome {
  return flag === true ? "success" : flag === false ? "failure" : "unknown";
}
