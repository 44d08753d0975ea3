import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, NO_ANSWERS, readLines } from "@/lib/evidence/formats/testing";
import { anthropicManagedAgents } from "./format";

const records = readLines(new URL("fixtures/mcp-tools.jsonl", import.meta.url));
const of = (type: string) => records.find((r) => (r as [string, { type?: string }])[1].type === type);

it("recognises events, alone or as a client recorded them", () => {
  expect(records.every((r) => anthropicManagedAgents.recognise(r, NDJSON) === 1)).toBe(true);
  expect(anthropicManagedAgents.recognise({ id: "sevt_1", type: "agent.tool_use" }, NDJSON)).toBe(1);
  expect(anthropicManagedAgents.recognise({ id: "1", type: "user.created" }, NDJSON)).toBe(0);
  expect(anthropicManagedAgents.recognise(["GET /", {}], NDJSON)).toBe(0);
});

it("reads a call of a server's tool by an agent without a name", () => {
  const event = eventOf(anthropicManagedAgents, of("agent.mcp_tool_use"));
  expect(event).toMatchObject({
    occurredAt: "2026-07-06T16:52:58.959847Z",
    timeBasis: { field: "processed_at", zone: "stated" },
    actor: null,
    actorKind: "agent",
    onBehalfOf: null,
    action: "exa:web_search_exa",
    verb: "execute",
    resources: [{ id: "exa:web_search_exa", type: "tool", name: null }],
    outcome: "unknown",
    sourceIp: null,
    session: null,
    trace: "sevt_01FH8SyMCJy9ABg2tCLTPTmB",
    eventId: "sevt_01FH8SyMCJy9ABg2tCLTPTmB",
  });
  expect(JSON.stringify(event)).not.toContain("stars");
});

it("joins the decision about a call, and its result, to the call", () => {
  expect(eventOf(anthropicManagedAgents, of("user.tool_confirmation"))).toMatchObject({
    action: "user.tool_confirmation allow",
    actor: null,
    verb: "approve",
    outcome: "success",
    trace: "sevt_01FH8SyMCJy9ABg2tCLTPTmB",
  });
  expect(eventOf(anthropicManagedAgents, of("agent.mcp_tool_result"))).toMatchObject({
    action: "tool_result",
    outcome: "success",
    trace: "sevt_01FH8SyMCJy9ABg2tCLTPTmB",
  });
  const denied = { id: "sevt_2", type: "user.tool_confirmation", processed_at: "2026-07-06T16:53:00Z", result: "deny" };
  expect(eventOf(anthropicManagedAgents, denied)).toMatchObject({ verb: "deny", outcome: "denied" });
});

it("reads a call that the policy forbids as refused, with the command it named", () => {
  const event = {
    id: "sevt_3",
    type: "agent.tool_use",
    processed_at: "2026-07-06T16:53:00Z",
    name: "bash",
    input: { command: "date" },
    evaluated_permission: "deny",
  };
  expect(eventOf(anthropicManagedAgents, event)).toMatchObject({
    verb: "execute",
    outcome: "denied",
    resources: [{ id: "date", type: "command" }],
  });
});

it("says why a line is no event", () => {
  expect(anthropicManagedAgents.normalise(records[0], NO_ANSWERS)).toEqual([
    { kind: "skip", reason: "a client's call: what it sent comes back as events" },
  ]);
  expect(anthropicManagedAgents.normalise(records[2], NO_ANSWERS)).toEqual([
    { kind: "skip", reason: "session bookkeeping: session.status_running" },
  ]);
});

it("answers any JSON", () => {
  expectAnswers(anthropicManagedAgents, {
    type: "agent.tool_use",
    processed_at: "2026-03-11T10:00:00Z",
    id: "sevt_1",
    input: [],
  });
});
