import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { eventOf, eventsOf, expectAnswers, NDJSON, NO_ANSWERS } from "@/lib/evidence/formats/testing";
import { langsmithRun } from "./format";

const batch = JSON.parse(readFileSync(new URL("fixtures/batch.json", import.meta.url), "utf8"));
const run = {
  id: "r2",
  name: "query_orders",
  run_type: "tool",
  start_time: "2026-03-11T14:05:00.123456",
  end_time: "2026-03-11T14:05:01",
  parent_run_id: "r1",
  trace_id: "r1",
  session_name: "support-bot",
  inputs: { input: '{"path":"/srv/orders.csv","prompt":"the secret words"}' },
  extra: { metadata: { user_id: "kim@example.com", thread_id: "th-7", lc_agent_name: "support" } },
};

it("recognises runs and batches of them", () => {
  expect(langsmithRun.recognise(batch, NDJSON)).toBe(1);
  expect(langsmithRun.recognise(run, NDJSON)).toBe(1);
  expect(langsmithRun.recognise({ run_type: "nightly", start_time: "x", session_id: "y" }, NDJSON)).toBe(0);
});

it("takes the beginning and the end of a run for one event", () => {
  const [event, ...more] = eventsOf(langsmithRun, batch);
  expect(more).toEqual([]);
  expect(event).toMatchObject({
    occurredAt: "2024-10-11T20:58:20.695375Z",
    timeBasis: { field: "start_time", zone: "stated" },
    actor: null,
    actorKind: "unknown",
    onBehalfOf: null,
    action: "llm:ChatOpenAI",
    verb: "invoke",
    resources: [{ id: "gpt-4o-mini", type: "model", name: null }],
    outcome: "success",
    session: null,
    trace: "fe8ffecb-72ce-4cd2-bdb7-01f34654c391",
    eventId: "fe8ffecb-72ce-4cd2-bdb7-01f34654c391",
  });
});

it("reads a tool's run: agent, user, conversation and file from where the application wrote them", () => {
  const event = eventOf(langsmithRun, run);
  expect(event).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.123456Z",
    timeBasis: { zone: "contract" },
    actor: "support",
    actorLabel: "support-bot",
    actorKind: "agent",
    onBehalfOf: "kim@example.com",
    action: "tool:query_orders",
    verb: "execute",
    resources: [
      { id: "query_orders", type: "tool" },
      { id: "/srv/orders.csv", type: "file" },
    ],
    outcome: "success",
    session: "th-7",
    trace: "r1",
  });
  expect(JSON.stringify(event)).not.toContain("secret words");
});

it("reads an error as its outcome, and no outcome where a run never ended", () => {
  expect(eventOf(langsmithRun, { ...run, error: "PermissionError: not allowed" }).outcome).toBe("denied");
  expect(eventOf(langsmithRun, { ...run, end_time: null }).outcome).toBe("unknown");
  expect(eventOf(langsmithRun, { ...run, status: "pending" }).outcome).toBe("unknown");
});

it("says that an end alone is no event", () => {
  expect(langsmithRun.normalise({ patch: batch.patch }, NO_ANSWERS)).toEqual([
    { kind: "skip", reason: "end of a run whose beginning stands in another record" },
  ]);
});

it("answers any JSON", () => {
  expectAnswers(langsmithRun, {
    post: [run, 1],
    patch: [{ id: "r2", extra: 1 }],
    run_type: "tool",
    start_time: "2026-03-11T10:00:00Z",
    inputs: {},
  });
});
