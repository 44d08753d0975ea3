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
  const message = type.toObject(type.decode(bytes), { longs: String, json: true });
  const groups = (message[GROUPS[signal]] ?? []) as Json[];
  return groups.map((group) => `${JSON.stringify({ [GROUPS[signal]]: [group] }, readable)}\n`).join("");
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
