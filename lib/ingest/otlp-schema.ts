import type protobuf from "protobufjs";

export type Json = { [key: string]: unknown };

/** Field → type and number, as the OTLP 1.x messages say them; `[]` stands before a repeated one. */
type Fields = Record<string, readonly [type: string, id: number]>;

function message(fields: Fields, oneof: readonly string[] = []): protobuf.IType {
  const entries = Object.entries(fields).map(([name, [type, id]]) => {
    const repeated = type.startsWith("[]");
    return [name, { id, type: repeated ? type.slice(2) : type, ...(repeated ? { rule: "repeated" } : {}) }];
  });
  return {
    fields: Object.fromEntries(entries),
    ...(oneof.length > 0 ? { oneofs: { value: { oneof: [...oneof] } } } : {}),
  };
}

const ANY_VALUE: Fields = {
  stringValue: ["string", 1],
  boolValue: ["bool", 2],
  intValue: ["int64", 3],
  doubleValue: ["double", 4],
  arrayValue: ["ArrayValue", 5],
  kvlistValue: ["KeyValueList", 6],
  bytesValue: ["bytes", 7],
};

/** Source: opentelemetry-proto 1.x, collector, trace, logs, common and resource; google.rpc.Status. */
export const MESSAGES: Record<string, protobuf.IType> = {
  AnyValue: message(ANY_VALUE, Object.keys(ANY_VALUE)),
  ArrayValue: message({ values: ["[]AnyValue", 1] }),
  KeyValueList: message({ values: ["[]KeyValue", 1] }),
  KeyValue: message({ key: ["string", 1], value: ["AnyValue", 2] }),
  InstrumentationScope: message({
    name: ["string", 1],
    version: ["string", 2],
    attributes: ["[]KeyValue", 3],
    droppedAttributesCount: ["uint32", 4],
  }),
  Resource: message({ attributes: ["[]KeyValue", 1], droppedAttributesCount: ["uint32", 2] }),

  ExportTraceServiceRequest: message({ resourceSpans: ["[]ResourceSpans", 1] }),
  ExportTraceServiceResponse: message({ partialSuccess: ["ExportTracePartialSuccess", 1] }),
  ExportTracePartialSuccess: message({ rejectedSpans: ["int64", 1], errorMessage: ["string", 2] }),
  ResourceSpans: message({ resource: ["Resource", 1], scopeSpans: ["[]ScopeSpans", 2], schemaUrl: ["string", 3] }),
  ScopeSpans: message({ scope: ["InstrumentationScope", 1], spans: ["[]Span", 2], schemaUrl: ["string", 3] }),
  Span: message({
    traceId: ["bytes", 1],
    spanId: ["bytes", 2],
    traceState: ["string", 3],
    parentSpanId: ["bytes", 4],
    name: ["string", 5],
    kind: ["int32", 6],
    startTimeUnixNano: ["fixed64", 7],
    endTimeUnixNano: ["fixed64", 8],
    attributes: ["[]KeyValue", 9],
    droppedAttributesCount: ["uint32", 10],
    events: ["[]Event", 11],
    droppedEventsCount: ["uint32", 12],
    links: ["[]Link", 13],
    droppedLinksCount: ["uint32", 14],
    status: ["Status", 15],
    flags: ["fixed32", 16],
  }),
  Event: message({
    timeUnixNano: ["fixed64", 1],
    name: ["string", 2],
    attributes: ["[]KeyValue", 3],
    droppedAttributesCount: ["uint32", 4],
  }),
  Link: message({
    traceId: ["bytes", 1],
    spanId: ["bytes", 2],
    traceState: ["string", 3],
    attributes: ["[]KeyValue", 4],
    droppedAttributesCount: ["uint32", 5],
    flags: ["fixed32", 6],
  }),
  Status: message({ message: ["string", 2], code: ["int32", 3] }),

  ExportLogsServiceRequest: message({ resourceLogs: ["[]ResourceLogs", 1] }),
  ExportLogsServiceResponse: message({ partialSuccess: ["ExportLogsPartialSuccess", 1] }),
  ExportLogsPartialSuccess: message({ rejectedLogRecords: ["int64", 1], errorMessage: ["string", 2] }),
  ResourceLogs: message({ resource: ["Resource", 1], scopeLogs: ["[]ScopeLogs", 2], schemaUrl: ["string", 3] }),
  ScopeLogs: message({ scope: ["InstrumentationScope", 1], logRecords: ["[]LogRecord", 2], schemaUrl: ["string", 3] }),
  LogRecord: message({
    timeUnixNano: ["fixed64", 1],
    observedTimeUnixNano: ["fixed64", 11],
    severityNumber: ["int32", 2],
    severityText: ["string", 3],
    body: ["AnyValue", 5],
    attributes: ["[]KeyValue", 6],
    droppedAttributesCount: ["uint32", 7],
    flags: ["fixed32", 8],
    traceId: ["bytes", 9],
    spanId: ["bytes", 10],
    eventName: ["string", 12],
  }),

  /** google.rpc.Status; OTLP's own Status above has other numbers. */
  Status_: message({ code: ["int32", 1], message: ["string", 2] }),
};
