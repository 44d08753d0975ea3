import { expect, it } from "vitest";
import { eventOf, expectAnswers, NO_ANSWERS, readFixture } from "@/lib/evidence/formats/testing";
import { ecs } from "./format";

const beats = await readFixture(new URL("fixtures/beats.ndjson", import.meta.url));
const madeUp = await readFixture(new URL("fixtures/made-up.ndjson", import.meta.url));
const event = (record: unknown) => eventOf(ecs, record);

it("recognises documents with dotted keys, also without their version", () => {
  for (const record of beats.records) expect(ecs.recognise(record, beats.hints)).toBeGreaterThan(0.5);
});

it("reads what the audit subsystem saw, and takes no number for a name that stands for nobody", () => {
  expect(event(beats.records[0])).toMatchObject({
    occurredAt: "2017-01-31T20:17:14.891000Z",
    actor: null,
    actorKind: "unknown",
    onBehalfOf: null,
    action: "mac_ipsec_event",
    verb: "other",
    outcome: "unknown",
    sourceIp: "192.168.2.0",
    session: null,
  });
  expect(event(beats.records[1])).toMatchObject({
    actor: "497",
    action: "ran-command",
    verb: "execute",
    outcome: "success",
  });
  expect(event(beats.records[2])).toMatchObject({ actor: "0", sourceIp: "216.160.83.61", outcome: "success" });
});

it("tells a group that was made from a membership, and reads whose password was changed", () => {
  expect(event(beats.records[3])).toMatchObject({
    actor: "1000",
    verb: "admin",
    resources: [{ id: "1004", type: "group" }, {}],
  });
  expect(event(beats.records[4])).toMatchObject({
    actor: "charlie",
    actorLabel: "1000",
    action: "changed-password",
    verb: "admin",
    resources: [
      { id: "charlie", type: "user" },
      { id: "/usr/bin/passwd", type: "process" },
    ],
  });
});

it("invents no time", () => {
  expect(ecs.normalise(beats.records[5], NO_ANSWERS)).toEqual([
    { kind: "reject", reason: "no time: @timestamp is missing or empty" },
  ]);
});

it("reads nested documents, requests that were refused, and passes over measurements", () => {
  expect(event(madeUp.records[0])).toMatchObject({
    actor: "kim@northwind.example",
    actorLabel: "u-1",
    action: "file-read",
    verb: "read",
    outcome: "success",
    resources: [{ id: "/finance/q1.xlsx", type: "file" }],
    session: "s-1",
    trace: "t-1",
    eventId: "ev-1",
  });
  expect(event(madeUp.records[1])).toMatchObject({
    actor: "mo",
    action: "GET",
    verb: "read",
    outcome: "denied",
    bytes: 512,
  });
  expect(ecs.normalise(madeUp.records[2], NO_ANSWERS)[0]?.kind).toBe("skip");
});

it("answers for any JSON", () => {
  expectAnswers(ecs, {
    "@timestamp": "2026-03-11T14:05:00Z",
    event: { kind: "event", action: "x", category: "file" },
    user: {},
  });
});
