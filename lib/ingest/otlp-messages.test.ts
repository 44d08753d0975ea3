import { expect, test } from "vitest";
import { encodeExportAnswer, encodeStatus, exportAnswer, otlpJsonLines } from "./otlp-messages";

/** Bytes put together by hand from the numbers of the .proto files, so that the table is held against something else. */
function field(no: number, wire: number, payload: number[]): number[] {
  const key = varint((no << 3) | wire);
  return wire === 2 ? [...key, ...varint(payload.length), ...payload] : [...key, ...payload];
}
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)];
}
const text = (value: string) => [...Buffer.from(value)];

test("a span in protobuf reads as the same span in OTLP JSON, ids in hex and times as text", () => {
  const attribute = field(9, 2, [...field(1, 2, text("gen_ai.agent.name")), ...field(2, 2, field(1, 2, text("bot")))]);
  const span = [
    ...field(1, 2, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 255]),
    ...field(2, 2, [1, 2, 3, 4, 5, 6, 7, 8]),
    ...field(5, 2, text("chat")),
    ...field(7, 1, [0, 0, 0, 0, 0, 0, 0, 16]),
    ...attribute,
    ...field(15, 2, field(3, 0, [2])),
  ];
  const request = field(1, 2, field(2, 2, field(2, 2, span)));
  const parsed = JSON.parse(otlpJsonLines("traces", Buffer.from(request)));
  expect(parsed.resourceSpans[0].scopeSpans[0].spans[0]).toEqual({
    traceId: "000102030405060708090a0b0c0d0eff",
    spanId: "0102030405060708",
    name: "chat",
    startTimeUnixNano: "1152921504606846976",
    attributes: [{ key: "gen_ai.agent.name", value: { stringValue: "bot" } }],
    status: { code: 2 },
  });
});

test("a log record keeps its own field numbers", () => {
  const record = [
    ...field(11, 1, [1, 0, 0, 0, 0, 0, 0, 0]),
    ...field(5, 2, field(1, 2, text("hi"))),
    ...field(12, 2, text("e")),
  ];
  const request = field(1, 2, field(2, 2, field(2, 2, record)));
  const parsed = JSON.parse(otlpJsonLines("logs", Buffer.from(request)));
  expect(parsed.resourceLogs[0].scopeLogs[0].logRecords[0]).toEqual({
    observedTimeUnixNano: "1",
    body: { stringValue: "hi" },
    eventName: "e",
  });
});

test("bytes that are no message, and messages nested without end, are refused and not read in part", () => {
  expect(() => otlpJsonLines("traces", Buffer.from([10, 200, 1, 3]))).toThrow();
  let value = field(1, 2, text("x"));
  for (let depth = 0; depth < 200; depth += 1) value = field(5, 2, field(1, 2, value));
  const nested = field(1, 2, field(2, 2, field(2, 2, field(5, 2, value))));
  expect(() => otlpJsonLines("logs", Buffer.from(nested))).toThrow();
});

test("what was rejected is said in the exporter's own message", () => {
  expect(exportAnswer("logs", 0, "")).toEqual({});
  const answer = exportAnswer("traces", 3, "no time");
  expect(answer).toEqual({ partialSuccess: { rejectedSpans: "3", errorMessage: "no time" } });
  expect([...encodeExportAnswer("traces", answer)]).toEqual(
    field(1, 2, [...field(1, 0, [3]), ...field(2, 2, text("no time"))]),
  );
  expect([...encodeStatus(3, "bad")]).toEqual([...field(1, 0, [3]), ...field(2, 2, text("bad"))]);
});

test("a request of countless empty parts is refused before they are made", () => {
  const bomb = Buffer.alloc(600_000);
  for (let i = 0; i < bomb.length; i += 2) bomb.set([10, 0], i);
  expect(() => otlpJsonLines("traces", bomb)).toThrow("more than 100000 parts");
});
