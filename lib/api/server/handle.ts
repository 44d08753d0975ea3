import { createHash } from "node:crypto";
import type * as z from "zod";
import { db } from "@/db/client";
import { requireActor, requireIncident, requirePermission } from "@/lib/access/server/require";
import { AppError, type FieldError } from "../errors";
import type { Ctx } from "./context";
import type { JsonRoute, Route } from "./define-route";
import { Replay } from "./in-transaction";
import { problemResponse } from "./problem";
import { refuseCrossSite, requestContext } from "./request-context";

/** A JSON body has to fit; log files go through streams. Imports of people may be larger than a form. */
const MAX_JSON_BYTES = 32 * 1024 * 1024;

const HEADERS = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  "X-Robots-Tag": "noindex",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
} as const;

/** Answers one request of a known route: context, coarse check, input, verb, answer or problem. */
export async function handleRoute(route: Route, request: Request, params: Record<string, string>): Promise<Response> {
  let requestId: string = crypto.randomUUID();
  try {
    refuseCrossSite(request);
    const ctx = await requestContext(request);
    requestId = ctx.requestId;
    await checkPermission(ctx, route, params.ref);
    const input = await inputOf(route, request, params, ctx);
    const response = route.kind === "stream" ? await route.respond(ctx, input) : await runJson(route, ctx, input);
    return withHeaders(response, requestId);
  } catch (error) {
    return withHeaders(problemResponse(error, requestId), requestId);
  }
}

/** What is wrong with a request about an incident is said only to those who may see the incident. */
async function inputOf(route: Route, request: Request, params: Record<string, string>, ctx: Ctx) {
  try {
    return {
      params: parse(route.params, params, ""),
      query: parse(route.query, Object.fromEntries(new URL(request.url).searchParams), ""),
      request,
    };
  } catch (error) {
    if (isOfIncident(route)) await requireIncident(ctx, db(), params.ref ?? "", "read");
    throw error;
  }
}

const INCIDENT = "/incidents/{ref}";

function isOfIncident(route: Route): boolean {
  return route.path === INCIDENT || route.path.startsWith(`${INCIDENT}/`);
}

/**
 * The coarse check, before any input is looked at; the verb makes its own. On incidents, what may not be seen is
 * absent, so there a change asks for the incident first.
 */
async function checkPermission(ctx: Ctx, route: Route, ref: string | undefined): Promise<void> {
  if (route.permission === "public") return;
  requireActor(ctx);
  if (route.permission === "signed-in") return;
  if (!isOfIncident(route)) requirePermission(ctx, route.permission);
  else if (route.method !== "get") await requireIncident(ctx, db(), ref ?? "", route.permission);
}

async function runJson(
  route: JsonRoute,
  ctx: Ctx,
  input: { params: unknown; query: unknown; request: Request },
): Promise<Response> {
  const text = route.body ? await readBody(input.request) : "";
  const body = route.body ? parse(route.body, parseJson(text, input.request), "") : undefined;
  const key = route.method === "post" ? input.request.headers.get("idempotency-key") : null;
  if (key !== null) {
    if (key.length < 8 || key.length > 200)
      throw new AppError("invalid", "An Idempotency-Key has 8 to 200 characters.");
    const requestHash = createHash("sha256")
      .update(`${new URL(input.request.url).pathname}\n${text}`)
      .digest("hex");
    ctx.idempotency = { key, requestHash };
  }
  try {
    return answer(route, await route.run(ctx, { ...input, body }));
  } catch (error) {
    if (!(error instanceof Replay)) throw error;
    const response = answer(route, error.response);
    response.headers.set("Idempotency-Replayed", "true");
    return response;
  }
}

function answer(route: JsonRoute, result: unknown): Response {
  if (result instanceof Response) return result;
  if (route.status === 204) return new Response(null, { status: 204 });
  return new Response(textOf(result ?? null), { status: route.status, headers: JSON_TYPE });
}

const JSON_TYPE = { "Content-Type": "application/json" };
const texts = new WeakMap<object, string>();

/** A view that many requests share (db/shared-reads.ts) is put into words once for all of them. */
function textOf(result: unknown): string {
  if (typeof result !== "object" || result === null) return JSON.stringify(result);
  const text = texts.get(result) ?? JSON.stringify(result);
  texts.set(result, text);
  return text;
}

async function readBody(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_JSON_BYTES) throw tooLarge();
  const reader = request.body?.getReader();
  if (!reader) return "";
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MAX_JSON_BYTES) {
      await reader.cancel();
      throw tooLarge();
    }
    parts.push(value);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    throw new AppError("invalid", "The body is not valid UTF-8.");
  }
}

function tooLarge(): AppError {
  return new AppError("too_large", "The body is over 32 MB. Send it in parts, or upload it as evidence.");
}

/** JSON, or NDJSON (one value a line) where the content type says so; a bad line is named. */
function parseJson(text: string, request: Request): unknown {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/x-ndjson" || type === "application/ndjson" || type === "application/jsonl") {
    return parseLines(text);
  }
  if (type !== "" && type !== "application/json") {
    throw new AppError("unsupported", "Send the body as application/json.");
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    // A body of several lines without a type is taken for NDJSON when its first line is a whole value.
    if (type === "" || text.trimStart().startsWith("{")) {
      const lines = tryLines(text);
      if (lines) return lines;
    }
    throw new AppError("invalid", `The body is not JSON: ${(error as Error).message}`);
  }
}

function tryLines(text: string): unknown[] | null {
  try {
    return text.trim().includes("\n") ? parseLines(text) : null;
  } catch {
    return null;
  }
}

function parseLines(text: string): unknown[] {
  const values: unknown[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    try {
      values.push(JSON.parse(line));
    } catch (error) {
      throw new AppError("invalid", `Line ${i + 1} is not JSON: ${(error as Error).message}`);
    }
  }
  return values;
}

function parse(schema: z.ZodType | undefined, value: unknown, base: string): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields: FieldError[] = result.error.issues.slice(0, 50).map((issue) => ({
    pointer: `${base}/${issue.path.map(String).join("/")}`,
    message: issue.message,
  }));
  const first = fields[0];
  throw new AppError(
    "invalid",
    first ? `${first.pointer === "/" ? "Input" : first.pointer}: ${first.message}` : "Invalid input.",
    { fields },
  );
}

function withHeaders(response: Response, requestId: string): Response {
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  response.headers.set("X-Request-Id", requestId);
  return response;
}
