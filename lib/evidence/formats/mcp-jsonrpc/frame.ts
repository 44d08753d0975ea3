import { firstText, isObject, type JsonObject, own, parsedJson, text } from "@/lib/evidence/formats/fields";

/** One message of the Model Context Protocol and what the log wrote around it. */
export interface Frame {
  /** JSON-RPC: a request, a notification or a response. */
  message: JsonObject;
  /** What stands beside the message: a gateway's columns, or nothing. */
  around: JsonObject;
  time: readonly (readonly [field: string, value: unknown])[];
  server: string | null;
}

const TIMES = ["timestamp", "time", "@timestamp", "ts", "datetime", "Datetime", "date"];
const INSIDE = ["message", "msg", "payload", "rpc", "request", "response", "data", "body", "jsonrpc_message"];
const METHOD =
  /^(initialize|ping|(tools|resources|prompts|sampling|completion|elicitation|roots|logging|notifications|tasks)\/[\w/]+)$/;

/** Claude Desktop: time, server and level in either order, and what went which way. */
const LINE = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) \[([^\]]*)\] \[([^\]]*)\] (.*)$/s;
const LEVEL = /^(trace|debug|info|warn|warning|error)$/;
const MESSAGE = /^Message from (?:client|server): (.*)$/s;

/** Whether this line of text is one of a client's log of its MCP servers. */
export function isLogLine(line: string): boolean {
  const found = LINE.exec(line);
  return found !== null && (LEVEL.test(found[2] ?? "") || LEVEL.test(found[3] ?? ""));
}

/** The message of a line; null for a line that tells of something else. */
export function frameOfLine(line: string): Frame | null {
  const [, time, one = "", two = "", rest = ""] = LINE.exec(line) ?? [];
  const body = MESSAGE.exec(rest)?.[1];
  if (body === undefined) return null;
  const server = LEVEL.test(one) ? two : one;
  const whole = parsedJson(body.replace(/\s*\{ metadata: undefined \}\s*$/, ""));
  const message = isObject(whole) ? whole : cutMessage(body);
  return message && { message, around: {}, time: [["time", time]], server };
}

/** Long bodies are cut in the middle, which is no JSON any more: the method and the tool's name may still be read. */
function cutMessage(body: string): JsonObject | null {
  const word = (key: string) => new RegExp(`"${key}"\\s*:\\s*"([^"\\\\]{1,200})"`).exec(body)?.[1];
  const method = word("method");
  const id = /"id"\s*:\s*"?([\w-]{1,80})/.exec(body)?.[1];
  if (method === undefined && !body.includes('"jsonrpc"')) return null;
  return { jsonrpc: "2.0", ...(method ? { method, params: { name: word("name"), uri: word("uri") } } : {}), id };
}

/** The messages of a JSON record: bare, inside a log's record, in a batch, or as a gateway's columns. */
export function framesOf(record: JsonObject): Frame[] {
  const time = TIMES.map((key) => [key, own(record, key)] as const);
  const server = firstText(record, "server.name", "server", "server_name", "serverName", "ServerURL", "server_url");
  const inside = messagesIn(record);
  const method = methodOf(record);
  const messages = inside.length > 0 ? inside : method === null ? [] : [{ method, params: own(record, "params") }];
  return messages.map((message) => ({ message, around: record === message ? {} : record, time, server }));
}

function messagesIn(record: JsonObject): JsonObject[] {
  if (own(record, "jsonrpc") === "2.0") return [record];
  const [request, response] = [parsedJson(own(record, "request")), parsedJson(own(record, "response"))];
  if (isObject(request) && own(request, "jsonrpc") === "2.0" && isObject(response)) {
    return [{ ...request, result: own(response, "result"), error: own(response, "error") }];
  }
  for (const key of INSIDE) {
    const value = parsedJson(own(record, key));
    const found = (Array.isArray(value) ? value : [value]).filter((one) => own(one, "jsonrpc") === "2.0");
    if (found.length > 0) return found;
  }
  return [];
}

function methodOf(record: JsonObject): string | null {
  const method = text(own(record, "method")) ?? firstText(record, "Method", "mcp_method", "mcp.method", "rpc_method");
  return method !== null && METHOD.test(method) ? method : null;
}
