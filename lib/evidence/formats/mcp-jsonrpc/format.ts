import { toolResources } from "@/lib/evidence/formats/agent-tools";
import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { at, distinctResources, firstText, isObject, type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { outcomeOfError } from "@/lib/evidence/formats/outcomes";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { Outcome, Resource, Verb } from "@/lib/evidence/model";
import { type Frame, frameOfLine, framesOf, isLogLine } from "./frame";

const VERBS: Readonly<Record<string, Verb>> = {
  "tools/call": "execute",
  "tools/list": "list",
  "resources/read": "read",
  "resources/list": "list",
  "resources/templates/list": "list",
  "prompts/get": "read",
  "prompts/list": "list",
  "roots/list": "list",
  "sampling/createMessage": "invoke",
};

/** Messages between MCP clients and servers: bare or in a log's records, Claude Desktop's log, gateways' columns. */
export const mcpJsonrpc: Format = {
  id: "mcp-jsonrpc",
  title: "Model Context Protocol messages",
  system: "mcp",
  basis: "samples",
  blindSpots: [
    "A message itself has no time and names nobody: both come from the log around it, and a bare message is refused.",
    "A call's outcome is a message of its own, joined by an id that is unique only within one connection.",
    "What a tool did behind its server stands in that system's log.",
    "Claude Desktop cuts long messages: the tool is known then, what it touched is not.",
    "Gateways' logs (columns instead of messages) were read from documentation.",
  ],
  recognise(record) {
    if (typeof record === "string") return isLogLine(record) ? 0.9 : 0;
    if (!isObject(record)) return 0;
    const [frame] = framesOf(record);
    if (frame === undefined) return 0;
    return own(frame.message, "jsonrpc") === "2.0" ? 1 : 0.8;
  },
  normalise(record, options) {
    if (typeof record === "string") return [normaliseLine(record, options)];
    if (!isObject(record)) return [{ kind: "reject", reason: "neither a line nor a JSON object" }];
    const frames = framesOf(record);
    if (frames.length === 0) return [{ kind: "reject", reason: "no message of the protocol" }];
    return frames.map((frame) => normaliseFrame(frame, options));
  },
};

function normaliseLine(line: string, options: NormaliseOptions): Normalised {
  const frame = frameOfLine(line);
  if (frame !== null) return normaliseFrame(frame, options);
  return { kind: "skip", reason: isLogLine(line) ? "log line without a message" : "continuation of a log line" };
}

function normaliseFrame(frame: Frame, options: NormaliseOptions): Normalised {
  const { message, around } = frame;
  const method = text(own(message, "method"));
  if (method?.startsWith("notifications/") || method === "ping") return { kind: "skip", reason: `protocol: ${method}` };
  const read = readTime(frame.time, options);
  if (!read.ok) return read.reject;
  const user = firstText(
    around,
    "user.email",
    "user_email",
    "userEmail",
    "UserEmail",
    "user.name",
    "user.id",
    "user",
    "email",
  );
  const client = firstText(message, "params.clientInfo.name") ?? clientOf(around);
  return makeEvent(read.time, {
    ...readSourceIp(firstText(around, "ClientIP", "client_ip", "clientIp", "source_ip", "remote_addr", "ip")),
    actor: client ?? user,
    actorLabel: client === null ? null : firstText(message, "params.clientInfo.version"),
    actorKind:
      firstText(around, "agent.id", "agent.name", "agent_id", "agent_name", "agent") === null ? "unknown" : "agent",
    onBehalfOf: client === null ? null : user,
    action: method === null ? "response" : actionOf(frame, method),
    verb: (method !== null && Object.hasOwn(VERBS, method) ? VERBS[method] : undefined) ?? "other",
    resources: resourcesOf(frame, method),
    outcome: outcomeOf(message, around),
    session: sessionOf(around),
    trace:
      firstText(message, "params._meta.traceparent") ??
      firstText(around, "trace_id", "traceId") ??
      text(own(message, "id")),
    eventId: firstText(around, "event_id", "eventId", "request_id", "RayID"),
  });
}

function clientOf(around: JsonObject): string | null {
  return firstText(
    around,
    ...["agent.name", "agent_name", "agent.id", "agent_id", "agent"],
    ...["client.name", "client_name", "clientName", "ClientName", "clientInfo.name"],
  );
}

function sessionOf(around: JsonObject): string | null {
  return firstText(
    around,
    ...["mcp-session-id", "Mcp-Session-Id", "mcp_session_id", "session_id", "sessionId", "SessionID"],
    ...["headers.mcp-session-id", "headers.Mcp-Session-Id"],
  );
}

function actionOf({ message, around }: Frame, method: string): string {
  const name = toolOf(message, around);
  return method === "tools/call" && name !== null ? `${method} ${name}` : method;
}

function toolOf(message: JsonObject, around: JsonObject): string | null {
  return (
    firstText(message, "params.name") ??
    firstText(around, "ToolCallName", "tool_name", "tool.name", "tool", "PromptGetName")
  );
}

function resourcesOf({ message, around, server }: Frame, method: string | null): Resource[] {
  const name = toolOf(message, around);
  const uri = firstText(message, "params.uri") ?? firstText(around, "ResourceReadURI", "resource_uri", "uri");
  const called = method === "tools/call" && name !== null;
  const named = called ? toolResources(name, at(message, "params.arguments") ?? own(around, "arguments")) : [];
  const prompt = method === "prompts/get" ? (name ?? "") : "";
  return distinctResources([
    { id: called ? name : "", type: "tool", name: null },
    { id: prompt, type: "prompt", name: null },
    { id: uri ?? "", type: "mcp resource", name: null },
    ...named,
    { id: server ?? "", type: "mcp server", name: null },
  ]);
}

/** A request alone does not say how it ended. A result may be an error too: the protocol puts failures of tools there. */
function outcomeOf(message: JsonObject, around: JsonObject): Outcome {
  const error = own(message, "error") ?? own(around, "error") ?? own(around, "Error");
  if (isObject(error) || (typeof error === "string" && error !== "")) {
    return outcomeOfError(isObject(error) ? (text(own(error, "message")) ?? "") : error);
  }
  const result = own(message, "result");
  if (result !== undefined) return own(result, "isError") === true ? "failure" : "success";
  const stated = firstText(around, "Success", "success", "status", "decision", "outcome")?.toLowerCase() ?? "";
  if (/^(den|block|reject|forbid)/.test(stated)) return "denied";
  if (/^(true|ok|succe|allow|200)/.test(stated)) return "success";
  return /^(false|err|fail)/.test(stated) ? "failure" : "unknown";
}
