import { readTime } from "@/lib/evidence/formats/event";
import { firstText, isObject, type JsonObject, list, own, text } from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { agentMessage, prompt, type Speaker, toolCall } from "@/lib/evidence/formats/transcript";
import type { Outcome } from "@/lib/evidence/model";

const OUTCOMES: Readonly<Record<string, Outcome | undefined>> = {
  success: "success",
  completed: "success",
  error: "failure",
  cancelled: "denied",
};

/** Gemini CLI's recorded chats, one object a session or one line a message, and its log of prompts. */
export const geminiCli: Format = {
  id: "gemini-cli",
  title: "Gemini CLI session",
  system: "gemini-cli",
  basis: "samples",
  shapes: "several",
  blindSpots: [
    "It lies on the user's own machine, and can be edited or deleted there; a chat that was taken back is rewritten.",
    "It does not name the user, and names the project only by a hash.",
    "A call that was cancelled was refused by a person or broken off: the session does not say which.",
    "In sessions of one line a message only the first line names the session.",
  ],
  recognise(record) {
    if (!isObject(record)) return 0;
    if (isHeader(record)) return 1;
    if (isLoggedPrompt(record)) return 0.9;
    if (own(record, "uuid") !== undefined || own(record, "timestamp") === undefined) return 0;
    const type = own(record, "type");
    if (type === "gemini") return 1;
    return type === "user" && text(own(record, "id")) !== null && own(record, "content") !== undefined ? 0.7 : 0;
  },
  normalise(record, options) {
    if (!isObject(record)) return [{ kind: "reject", reason: "not a JSON object" }];
    const session = text(own(record, "sessionId"));
    if (isLoggedPrompt(record)) return [loggedPrompt(record, session, options)];
    const messages = list(own(record, "messages")).filter(isObject);
    if (messages.length > 0) return messages.flatMap((message) => normaliseMessage(message, session, options));
    if (isHeader(record)) return [{ kind: "skip", reason: "session bookkeeping: header" }];
    if (Object.keys(record).some((key) => key.startsWith("$")))
      return [{ kind: "skip", reason: "session bookkeeping: change" }];
    return normaliseMessage(record, session, options);
  },
};

function isHeader(record: JsonObject): boolean {
  return text(own(record, "projectHash")) !== null && text(own(record, "sessionId")) !== null;
}

function isLoggedPrompt(record: JsonObject): boolean {
  return typeof own(record, "messageId") === "number" && text(own(record, "sessionId")) !== null;
}

function loggedPrompt(record: JsonObject, session: string | null, options: NormaliseOptions): Normalised {
  const read = readTime([["timestamp", own(record, "timestamp")]], options);
  return read.ok ? prompt(read.time, session, `${session}/${text(own(record, "messageId"))}`) : read.reject;
}

function normaliseMessage(message: JsonObject, session: string | null, options: NormaliseOptions): Normalised[] {
  const type = text(own(message, "type"));
  if (type === null) return [{ kind: "reject", reason: "no type: not a message of a session" }];
  if (type !== "user" && type !== "gemini") return [{ kind: "skip", reason: "notice of the program" }];
  const read = readTime([["timestamp", own(message, "timestamp")]], options);
  if (!read.ok) return [read.reject];
  const id = text(own(message, "id"));
  if (type === "user") return [prompt(read.time, session, id)];
  const speaker: Speaker = { actor: "gemini-cli", session };
  const calls = list(own(message, "toolCalls")).filter(isObject);
  if (calls.length === 0) return [agentMessage(read.time, speaker, id)];
  return calls.map((call) => normaliseCall(call, message, speaker, options));
}

function normaliseCall(call: JsonObject, message: JsonObject, speaker: Speaker, options: NormaliseOptions): Normalised {
  const read = readTime(
    [
      ["toolCalls.timestamp", own(call, "timestamp")],
      ["timestamp", own(message, "timestamp")],
    ],
    options,
  );
  if (!read.ok) return read.reject;
  const status = firstText(call, "status")?.toLowerCase() ?? "";
  return toolCall(read.time, speaker, {
    name: text(own(call, "name")),
    input: own(call, "args"),
    callId: text(own(call, "id")),
    outcome: (Object.hasOwn(OUTCOMES, status) ? OUTCOMES[status] : undefined) ?? "unknown",
  });
}
