import { expect, it } from "vitest";
import { eventOf, NO_ANSWERS, readFixture } from "@/lib/evidence/formats/testing";
import { cef } from "./format";

const sample = await readFixture(new URL("fixtures/cef.log", import.meta.url));
const madeUp = await readFixture(new URL("fixtures/made-up.log", import.meta.url));
const event = (record: unknown) => eventOf(cef, record);

it("recognises messages bare and behind syslog", () => {
  for (const { records, hints } of [sample, madeUp])
    expect(records.map((record) => cef.recognise(record, hints))).toEqual(records.map(() => 1));
});

it("invents no time for messages that hold none", () => {
  expect(sample.records.map((record) => cef.normalise(record, NO_ANSWERS)[0])).toEqual(
    sample.records.map(() => ({ kind: "reject", reason: "no time: rt is missing or empty" })),
  );
  const stamped = `2026-03-11T14:05:00Z fw1 ${sample.records[0]}`;
  expect(event(stamped)).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.000000Z",
    timeBasis: { field: "syslog time" },
    actor: null,
    action: "trojan successfully stopped",
    sourceIp: "10.0.0.192",
    outcome: "unknown",
    resources: [{ id: "12.121.122.82", type: "host" }],
  });
  expect(cef.needs?.([`Mar 11 14:05:00 fw1 ${sample.records[0]}`], sample.hints, NO_ANSWERS)).toEqual(["year", "zone"]);
});

it("reads escapes, what was blocked, and by whom", () => {
  expect(event(madeUp.records[0])).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.123000Z",
    timeBasis: { field: "rt", zone: "epoch" },
    actor: "kim@northwind.example",
    actorKind: "unknown",
    onBehalfOf: null,
    action: "blocked",
    verb: "write",
    outcome: "denied",
    sourceIp: "203.0.113.7",
    resources: [
      { id: "https://files.example/a?x=1", type: "url" },
      { id: "files.example", type: "host" },
    ],
    bytes: 2048,
    eventId: "e-1",
    session: null,
  });
});

it("takes the zone from dtz, the account from the destination, and IPv6 from its label", () => {
  expect(event(madeUp.records[1])).toMatchObject({
    occurredAt: "2026-03-11T13:05:59.000000Z",
    actor: "mo",
    action: "User logon",
    verb: "login",
    outcome: "success",
    sourceIp: "2001:db8::9",
  });
  expect(event(madeUp.records[2])).toMatchObject({
    occurredAt: "2026-03-11T14:07:00.250000Z",
    actor: "kim",
    actorLabel: "42",
    verb: "export",
    outcome: "failure",
    resources: [{ id: "/finance/q1.xlsx", type: "file" }],
  });
});

it("refuses a header that is cut off", () => {
  expect(cef.normalise("CEF:0|a|b|c", NO_ANSWERS)[0]).toEqual({
    kind: "reject",
    reason: "the CEF header is cut off before its seventh bar",
  });
});
