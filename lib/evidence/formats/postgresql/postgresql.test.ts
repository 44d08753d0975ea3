import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, NO_ANSWERS, readFixture, readLines } from "@/lib/evidence/formats/testing";
import { postgresql } from "./format";

const csv = await readFixture(new URL("fixtures/csvlog.csv", import.meta.url));
const json = readLines(new URL("fixtures/jsonlog.ndjson", import.meta.url));
const lines = readFileSync(new URL("fixtures/stderr.log", import.meta.url), "utf8")
  .trimEnd()
  .split("\n");
const onLines = { filename: "postgresql.log", container: "lines" } as const;

it("recognises rows, JSON and lines, and no other table, JSON or line", () => {
  expect(csv.records.length).toBeGreaterThan(10);
  for (const r of csv.records) expect(postgresql.recognise(r, csv.hints)).toBe(1);
  for (const r of json) expect(postgresql.recognise(r, NDJSON)).toBe(1);
  expect(lines.filter((line) => postgresql.recognise(line, onLines) > 0)).toHaveLength(20);
  expect(postgresql.recognise({ error_severity: "LOG", timestamp: "x" }, NDJSON)).toBe(0);
  expect(postgresql.recognise("2026-03-11 14:05:00 [info] LOG: x", onLines)).toBe(0);
});

it("reads a connection with its address and session", () => {
  expect(eventOf(postgresql, csv.records[3])).toMatchObject({
    occurredAt: "2021-01-04T00:05:06.086000Z",
    timeBasis: { field: "time", zone: "stated" },
    actor: "postgres",
    actorKind: "unknown",
    onBehalfOf: null,
    action: "connection authorized",
    verb: "login",
    resources: [{ id: "postgres", type: "database", name: null }],
    outcome: "success",
    sourceIp: "172.24.0.1",
    session: "5ff25bb2.22",
    eventId: "5ff25bb2.22/2",
  });
});

it("reads a statement by its first word, with the application; how it ended is not known", () => {
  const event = eventOf(postgresql, csv.records[4]);
  expect(event).toMatchObject({ action: "SELECT", verb: "read", outcome: "unknown", actorLabel: "psql" });
  expect(JSON.stringify(event)).not.toContain("pg_settings");
  expect(eventOf(postgresql, csv.records[5])).toMatchObject({ action: "ALTER", verb: "admin" });
  expect(eventOf(postgresql, json[4])).toMatchObject({ action: "SELECT", verb: "read", outcome: "success" });
});

it("leaves out what the server says of itself", () => {
  const why = [csv.records[0], csv.records[2], json[2]].flatMap((r) => postgresql.normalise(r, NO_ANSWERS));
  expect(why).toEqual(Array(3).fill({ kind: "skip", reason: "the server about itself" }));
});

it("reads pgAudit's table, command and class, whatever stands in the statement", () => {
  const event = eventOf(postgresql, json[0]);
  expect(event).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.123000Z",
    actor: "agent_rw",
    actorLabel: "support-agent",
    action: "SELECT",
    verb: "read",
    resources: [{ id: "public.customers", type: "TABLE", name: null }],
    outcome: "unknown",
    sourceIp: "203.0.113.7",
    session: "69b17a1c.32c",
  });
  expect(JSON.stringify(event)).not.toContain("secret words");
  expect(eventOf(postgresql, json[3])).toMatchObject({ actor: "ada", action: "GRANT", verb: "grant" });
});

it("reads a refusal, and a failed sign-in by the name in the message", () => {
  expect(eventOf(postgresql, json[1])).toMatchObject({
    action: "DELETE",
    verb: "delete",
    outcome: "denied",
    sourceIp: null,
  });
  const line = lines.find((one) => one.includes("password authentication failed"));
  expect(eventOf(postgresql, line)).toMatchObject({
    occurredAt: "2022-04-12T00:24:24.741000Z",
    actor: "postgres",
    verb: "login",
    outcome: "failure",
  });
});

it("says of every line of a file what it is", () => {
  const kinds = lines.flatMap((line) => postgresql.normalise(line, NO_ANSWERS)).map((one) => one.kind);
  expect(kinds.filter((kind) => kind === "event")).toHaveLength(2);
  expect(kinds.filter((kind) => kind === "reject")).toHaveLength(0);
});

it("reads Amazon's prefix", () => {
  const line =
    '2026-03-11 14:05:00 UTC:203.0.113.7(51234):ada@orders:[813]:LOG:  AUDIT: SESSION,1,1,WRITE,UPDATE,TABLE,public.orders,"UPDATE orders SET a = 1",<none>';
  expect(eventOf(postgresql, line)).toMatchObject({
    actor: "ada",
    action: "UPDATE",
    verb: "write",
    sourceIp: "203.0.113.7",
    resources: [{ id: "public.orders", type: "TABLE" }],
  });
});

it("tells messages apart whose session and line came again, after a restart or on another server", () => {
  const message = json.find((one) => (one as { session_id?: string }).session_id) as Record<string, unknown>;
  const more = {
    timestamp: "2026-03-11 14:05:00.000 UTC",
    session_id: "5ff25b44.1",
    line_num: 1,
    user: "ada",
    dbname: "a",
  };
  const identity = (change: object) => {
    const answer = {
      ...message,
      ...more,
      error_severity: "LOG",
      message: "connection authorized: user=ada",
      ...change,
    };
    return eventOf(postgresql, answer).identity;
  };
  const changes = [{}, { timestamp: "2026-03-12 14:05:00.000 UTC" }, { user: "bob" }, { dbname: "b" }, { line_num: 2 }];
  expect(new Set(changes.map(identity)).size).toBe(changes.length);
  expect(identity({})).toBe(identity({}));
});

it("answers any JSON", () => {
  expectAnswers(postgresql, {
    timestamp: "2026-03-11 14:05:00 UTC",
    error_severity: "LOG",
    pid: 1,
    message: "AUDIT: ,,,",
    "12": "LOG",
    "6": "a.b",
  });
});
