import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readAll } from "@/lib/evidence/containers/testing";
import { eventOf, eventsOf, expectAnswers, NDJSON, NO_ANSWERS, readFixture } from "@/lib/evidence/formats/testing";
import { langfuseTrace } from "./format";

const read = (name: string) => JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8"));
const agents = read("openai-agents-2025-09-30.json");
const adk = read("google-adk-2025-08-28.json");
const named = (trace: unknown, action: string) => eventsOf(langfuseTrace, trace).find((e) => e.action === action);

it("is one record with its trace, so that who was acted for is known", async () => {
  const { records } = await readFixture(new URL("fixtures/google-adk-2025-08-28.json", import.meta.url));
  expect(records).toHaveLength(1);
  expect(langfuseTrace.recognise(records[0], NDJSON)).toBe(1);
});

it("stays one record with its trace where it is larger than the first bytes that are looked at", async () => {
  const observations = Array.from({ length: 400 }, (_, i) => ({ ...adk.observations[0], id: `o${i}` }));
  const bytes = Buffer.from(JSON.stringify({ trace: adk.trace, observations }));
  expect(bytes.length).toBeGreaterThan(300_000);
  const isRecord = (value: unknown) => langfuseTrace.recognise(value, NDJSON) > 0;
  const { cuts } = await readAll(bytes, { isRecord, pieceBytes: 10_000 });
  expect(cuts).toHaveLength(1);
  expect(eventsOf(langfuseTrace, cuts[0]?.value)[399]).toMatchObject({ onBehalfOf: "demo-user", eventId: "o399" });
});

it("reads a tool's call by the agent above it, for the trace's user, in its session", () => {
  expect(named(adk, "TOOL:execute_tool say_hello")).toMatchObject({
    occurredAt: "2025-08-28T07:32:31.216000Z",
    timeBasis: { field: "startTime", zone: "stated" },
    actor: "hello_agent",
    actorKind: "agent",
    onBehalfOf: "demo-user",
    verb: "execute",
    resources: [{ id: "say_hello", type: "tool", name: null }],
    outcome: "unknown",
    sourceIp: null,
    session: "demo-session",
    trace: "b82a0bdc1994fc5d1c8576ca032543f7",
    eventId: "04290e4d82aba1bc",
    identity: "b82a0bdc1994fc5d1c8576ca032543f7/04290e4d82aba1bc",
  });
  expect(named(adk, "CHAIN:invocation [hello_app]")).toMatchObject({
    actor: null,
    actorKind: "unknown",
    verb: "other",
  });
});

it("reads one event for each observation, calls of models with their model", () => {
  const events = eventsOf(langfuseTrace, agents);
  expect(events).toHaveLength(5);
  expect(events.map((e) => e.verb)).toEqual(["invoke", "invoke", "invoke", "invoke", "execute"]);
  expect(events[2]).toMatchObject({
    actor: "Hello world",
    actorKind: "agent",
    onBehalfOf: null,
    action: "GENERATION:response",
    resources: [{ id: "gpt-4.1-2025-04-14", type: "model" }],
  });
  expect(JSON.stringify(events)).not.toContain("Tokyo");
});

it("reads an observation on its own, in either spelling", () => {
  const camel = {
    id: "o1",
    traceId: "t1",
    type: "TOOL",
    name: "Read",
    startTime: "2026-03-11T10:00:00Z",
    input: '{"path":"/a"}',
  };
  const snake = {
    id: "o1",
    trace_id: "t1",
    type: "TOOL",
    name: "Read",
    start_time: "2026-03-11 10:00:00.000",
    user_id: "kim",
  };
  expect(eventOf(langfuseTrace, camel)).toMatchObject({
    verb: "read",
    actor: null,
    actorKind: "agent",
    resources: [
      { id: "Read", type: "tool" },
      { id: "/a", type: "file" },
    ],
  });
  expect(langfuseTrace.recognise(snake, NDJSON)).toBe(1);
  expect(eventOf(langfuseTrace, snake)).toMatchObject({
    trace: "t1",
    onBehalfOf: "kim",
    timeBasis: { zone: "contract" },
  });
});

it("reads an error as a failure, and one that tells of a refusal as refused", () => {
  const base = { id: "o", traceId: "t", type: "TOOL", name: "x", startTime: "2026-03-11T10:00:00Z", level: "ERROR" };
  expect(eventOf(langfuseTrace, { ...base, statusMessage: "timeout" }).outcome).toBe("failure");
  expect(eventOf(langfuseTrace, { ...base, statusMessage: "403 Forbidden" }).outcome).toBe("denied");
});

it("reads a trace without its observations, and leaves scores out", () => {
  const trace = { ...agents.trace, userId: "kim", observations: ["e5a76f27f51ad40e"] };
  expect(langfuseTrace.recognise(trace, NDJSON)).toBe(0.9);
  expect(eventOf(langfuseTrace, trace)).toMatchObject({
    occurredAt: "2025-09-30T09:03:59.962000Z",
    action: "TRACE:Agent workflow",
    onBehalfOf: "kim",
    verb: "invoke",
    outcome: "unknown",
  });
  expect(langfuseTrace.normalise(agents.trace.scores[0], NO_ANSWERS)).toEqual([{ kind: "skip", reason: "a score" }]);
});

it("answers any JSON", () => {
  expectAnswers(langfuseTrace, {
    trace: { id: "t" },
    observations: [{ type: "TOOL", startTime: "2026-03-11T10:00:00Z", metadata: 1 }],
    type: "AGENT",
    startTime: "2026-03-11T10:00:00Z",
    metadata: "{}",
  });
});
