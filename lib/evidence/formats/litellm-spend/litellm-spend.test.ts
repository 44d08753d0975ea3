import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, readLines } from "@/lib/evidence/formats/testing";
import { litellmSpend } from "./format";

const records = readLines(new URL("fixtures/spend-logs.ndjson", import.meta.url));

it("recognises rows of the spend log only", () => {
  expect(records.map((r) => litellmSpend.recognise(r, NDJSON))).toEqual([1, 1]);
  expect(litellmSpend.recognise({ call_type: "x", startTime: "2026-03-11T10:00:00Z" }, NDJSON)).toBe(0);
});

it("reads a call without a caller, in UTC by contract", () => {
  expect(eventOf(litellmSpend, records[0])).toMatchObject({
    occurredAt: "2025-01-24T09:20:46.847371Z",
    timeBasis: { field: "startTime", zone: "contract" },
    actor: null,
    actorKind: "unknown",
    onBehalfOf: null,
    action: "acompletion",
    verb: "invoke",
    resources: [{ id: "gpt-4o", type: "model", name: null }],
    outcome: "success",
    sourceIp: null,
    session: "1234567890",
    eventId: "chatcmpl-2283081b-dc89-41f6-93e6-d4f914774027",
  });
});

it("reads an agent's call of a tool for the key's owner, refused", () => {
  expect(eventOf(litellmSpend, records[1])).toMatchObject({
    actor: "support-agent",
    actorLabel: "support-key",
    actorKind: "agent",
    onBehalfOf: "kim@example.com",
    action: "call_mcp_tool orders/query_orders",
    verb: "execute",
    resources: [{ id: "orders/query_orders", type: "tool" }],
    outcome: "denied",
    sourceIp: "203.0.113.9",
  });
});

it("names the key's owner where the key has no name, and the end user as the one acted for", () => {
  const record = { ...(records[0] as object), user: "kim", end_user: "customer-7", api_key: "hash" };
  expect(eventOf(litellmSpend, record)).toMatchObject({ actor: "kim", actorLabel: "hash", onBehalfOf: "customer-7" });
});

it("answers any JSON", () => {
  expectAnswers(litellmSpend, {
    call_type: "acompletion",
    startTime: "2026-03-11T10:00:00Z",
    metadata: { error_information: {}, vector_store_request_metadata: [1] },
    request_id: "r",
  });
});
