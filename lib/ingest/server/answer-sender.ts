import pino from "pino";
import { AppError } from "@/lib/api/errors";
import { clientAddress } from "@/lib/api/server/request-context";
import { SIGNALS, type Signal } from "../model";
import { encodeExportAnswer, encodeStatus, exportAnswer, type OtlpSignal, otlpJsonLines } from "../otlp-messages";
import type { Json } from "../otlp-schema";
import type { Checked } from "./check-delivery";
import { receiveDelivery } from "./receive-delivery";
import type { RequestBody } from "./request-body";

const log = pino({ name: "firebreak-ingest", level: process.env.FIREBREAK_LOG_LEVEL ?? "info" });

const PROTOBUF = "application/x-protobuf";
const HEADERS = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };
/** google.rpc.Code by our own words. */
const CODES: Record<string, number> = {
  unauthenticated: 16,
  forbidden: 7,
  not_found: 5,
  too_large: 3,
  unsupported: 3,
  invalid: 3,
  too_many: 8,
  unavailable: 14,
};

/**
 * Answers `POST /v1/<signal>` as OTLP/HTTP asks: 200 with the signal's own message in the sender's encoding, partial
 * success where records could not be read, and a google.rpc.Status otherwise. What no retry would mend is 400.
 */
export async function answerSender(signal: string, request: Request): Promise<Response> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  try {
    if (!isSignal(signal)) throw new AppError("not_found", `Only ${SIGNALS.join(", ")} are taken here.`);
    requireType(signal, type);
    const from = clientAddress(request);
    const checked = await receiveDelivery({ request, from, toText: (body) => textOf(signal, type, body) });
    return signal === "events" ? Response.json(checked, { headers: HEADERS }) : exported(signal, type, checked);
  } catch (error) {
    return refused(error, type);
  }
}

function isSignal(signal: string): signal is Signal {
  return (SIGNALS as readonly string[]).includes(signal);
}

const JSON_TYPES = ["application/json", "application/x-ndjson", "application/ndjson", "application/jsonl"];

function requireType(signal: Signal, type: string): void {
  const taken = signal === "events" ? JSON_TYPES : [PROTOBUF, "application/json"];
  if (!taken.includes(type)) throw new AppError("unsupported", `Send ${taken.slice(0, 2).join(" or ")}.`);
}

function textOf(signal: Signal, type: string, { plain }: RequestBody): Buffer {
  if (type !== PROTOBUF) return plain;
  try {
    return Buffer.from(otlpJsonLines(signal as OtlpSignal, plain));
  } catch (error) {
    throw new AppError("invalid", `The body is no ${signal} request in protobuf: ${(error as Error).message}`);
  }
}

function exported(signal: OtlpSignal, type: string, { rejected, rejects }: Checked): Response {
  const why = rejects.map(({ record, reason }) => `record ${record}: ${reason}`).join("; ");
  return answer(type, 200, exportAnswer(signal, rejected, why), (json) => encodeExportAnswer(signal, json));
}

function refused(error: unknown, type: string): Response {
  if (!(error instanceof AppError)) log.error({ err: error }, "a live delivery could not be taken");
  const known =
    error instanceof AppError ? error : new AppError("unavailable", "This could not be kept. Send it again.");
  const status = known.code === "invalid" ? 400 : known.status;
  const code = CODES[known.code] ?? 2;
  const response = answer(type, status, { code, message: known.message }, () => encodeStatus(code, known.message));
  const wait = known.details.retryAfter ?? (known.code === "unavailable" ? 5 : null);
  if (wait !== null) response.headers.set("Retry-After", String(wait));
  if (known.code === "unauthenticated") response.headers.set("WWW-Authenticate", "Bearer");
  return response;
}

function answer(type: string, status: number, json: Json, encode: (json: Json) => Uint8Array): Response {
  if (type !== PROTOBUF) return Response.json(json, { status, headers: HEADERS });
  return new Response(new Uint8Array(encode(json)), { status, headers: { ...HEADERS, "Content-Type": PROTOBUF } });
}
