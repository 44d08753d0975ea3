import protobuf from "protobufjs";
import { type Json, MESSAGES } from "./otlp-schema";

/*
 * protobufjs and not @bufbuild/protobuf: that one wants code generated from the .proto files by a tool that is not on
 * npm; here the messages are a table (otlp-schema.ts).
 */
const root = protobuf.Root.fromJSON({ nested: MESSAGES });

const REQUEST = { traces: "ExportTraceServiceRequest", logs: "ExportLogsServiceRequest" } as const;
const RESPONSE = { traces: "ExportTraceServiceResponse", logs: "ExportLogsServiceResponse" } as const;
const REJECTED = { traces: "rejectedSpans", logs: "rejectedLogRecords" } as const;
const GROUPS = { traces: "resourceSpans", logs: "resourceLogs" } as const;

export type OtlpSignal = keyof typeof REQUEST;

/**
 * An export request in protobuf as the same in OTLP JSON, one line for each resource: ids in hex, 64-bit numbers as
 * text. Throws what protobufjs throws for bytes that are no such message.
 */
export function otlpJsonLines(signal: OtlpSignal, bytes: Uint8Array): string {
  const type = root.lookupType(REQUEST[signal]);
  countMessages(type, protobuf.Reader.create(bytes), bytes.length, { left: MOST_MESSAGES });
  const message = type.toObject(type.decode(bytes), { longs: String, json: true });
  const groups = (message[GROUPS[signal]] ?? []) as Json[];
  return groups.map((group) => `${JSON.stringify({ [GROUPS[signal]]: [group] }, readable)}\n`).join("");
}

/** Two bytes make an empty message and a hundred times as much in memory, so they are counted before any is made. */
const MOST_MESSAGES = 100_000;

function countMessages(type: protobuf.Type, reader: protobuf.Reader, end: number, budget: { left: number }): void {
  while (reader.pos < end) {
    const tag = reader.uint32();
    const field = type.fieldsById[tag >>> 3];
    const inner = (tag & 7) === 2 && field ? field.resolve().resolvedType : null;
    if (!(inner instanceof protobuf.Type)) {
      reader.skipType(tag & 7);
      continue;
    }
    budget.left -= 1;
    if (budget.left < 0) throw new RangeError(`more than ${MOST_MESSAGES} parts in one request`);
    const length = reader.uint32();
    if (reader.pos + length > end) throw new RangeError("a part is longer than what holds it");
    countMessages(inner, reader, reader.pos + length, budget);
  }
}

const HEX_KEYS = new Set(["traceId", "spanId", "parentSpanId"]);

function readable(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const own = this[key];
  if (!(own instanceof Uint8Array)) return value;
  return Buffer.from(own).toString(HEX_KEYS.has(key) ? "hex" : "base64");
}

/** What an exporter is told when its request was taken; what could not be read of it is a partial success. */
export function exportAnswer(signal: OtlpSignal, rejected: number, message: string): Json {
  return rejected === 0 ? {} : { partialSuccess: { [REJECTED[signal]]: String(rejected), errorMessage: message } };
}

export function encodeExportAnswer(signal: OtlpSignal, answer: Json): Uint8Array {
  const type = root.lookupType(RESPONSE[signal]);
  return type.encode(type.fromObject(answer)).finish();
}

/** google.rpc.Status, which OTLP answers with when a request is refused. */
export function encodeStatus(code: number, message: string): Uint8Array {
  const type = root.lookupType("Status_");
  return type.encode(type.fromObject({ code, message })).finish();
}
