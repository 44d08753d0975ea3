import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, NO_ANSWERS, readLines } from "@/lib/evidence/formats/testing";
import { zoom } from "./format";

const records = readLines(new URL("fixtures/operations.ndjson", import.meta.url));
const hook = {
  event: "recording.completed",
  event_ts: 1_773_237_900_123,
  payload: { account_id: "A", operator: "kim@example.com", object: { id: 5, uuid: "u==", topic: "Review" } },
};

it("recognises operations, sign-ins and events sent to a webhook, and nothing else with an event", () => {
  expect(records.every((r) => zoom.recognise(r, NDJSON) === 1)).toBe(true);
  expect(zoom.recognise(hook, NDJSON)).toBe(0.9);
  expect(zoom.recognise({ event: "user.login", time: "x" }, NDJSON)).toBe(0);
});

it("reads a changed setting as administration", () => {
  expect(eventOf(zoom, records[1])).toMatchObject({
    occurredAt: "2022-12-16T18:15:38.000000Z",
    timeBasis: { field: "time", zone: "contract" },
    actor: "example@example.io",
    actorKind: "unknown",
    onBehalfOf: null,
    action: "Account: Update",
    verb: "admin",
    resources: [{ id: "Security", type: "Account", name: null }],
    outcome: "success",
    sourceIp: null,
    session: null,
  });
});

it("reads whose role was changed, and a group by its name", () => {
  const role = records.find((r) => (r as { action: string }).action === "Batch Update");
  expect(eventOf(zoom, role)).toMatchObject({
    verb: "grant",
    resources: [{ id: "homer.simpson@duff.io", type: "user" }],
  });
  expect(eventOf(zoom, records[9])).toMatchObject({ action: "User Group: Add", resources: [{ id: "Engineers" }] });
});

it("reads events sent to a webhook, and sign-ins", () => {
  expect(eventOf(zoom, hook)).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.123000Z",
    actor: "kim@example.com",
    action: "recording.completed",
    verb: "write",
    resources: [{ id: "5", type: "recording", name: "Review" }],
  });
  const signIn = {
    email: "kim@example.com",
    time: "2026-03-11T14:05:00Z",
    type: "Sign in",
    ip_address: "203.0.113.7",
    client_type: "Browser",
  };
  expect(eventOf(zoom, signIn)).toMatchObject({ actor: "kim@example.com", verb: "login", sourceIp: "203.0.113.7" });
});

it("refuses an operation without a time, and answers any JSON", () => {
  expect(zoom.normalise(records[0], NO_ANSWERS)).toEqual([
    { kind: "reject", reason: "no time: time is missing or empty" },
  ]);
  expectAnswers(zoom, {
    operator: "o",
    category_type: "User",
    operation_detail: "Add User a@b.cd",
    action: "Add",
    time: "2026-03-11T10:00:00Z",
    payload: {},
  });
});
