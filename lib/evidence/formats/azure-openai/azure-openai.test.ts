import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, readLines } from "@/lib/evidence/formats/testing";
import { azureOpenai } from "./format";

const records = readLines(new URL("fixtures/diagnostics.ndjson", import.meta.url));
const account =
  "/SUBSCRIPTIONS/5F3D0000-0000-4000-8000-000000000001/RESOURCEGROUPS/RG-AI/PROVIDERS/MICROSOFT.COGNITIVESERVICES/ACCOUNTS/NORTHWIND-AI";

it("recognises requests, audit and the gateway's log of this service, and no other service's", () => {
  expect(records.map((r) => azureOpenai.recognise(r, NDJSON))).toEqual([1, 1, 1, 1, 1]);
  const other = { ...(records[0] as object), resourceId: "/SUBSCRIPTIONS/X/PROVIDERS/MICROSOFT.STORAGE/ACCOUNTS/Y" };
  expect(azureOpenai.recognise(other, NDJSON)).toBe(0);
  const gateway = { ...(records[3] as object), properties: { apiId: "shop", url: "https://shop.example.com" } };
  expect(azureOpenai.recognise(gateway, NDJSON)).toBe(0);
});

it("reads a listing of keys by the identity that asked; how it ended is not stated", () => {
  expect(eventOf(azureOpenai, records[0])).toMatchObject({
    occurredAt: "2026-03-11T14:05:02.435000Z",
    timeBasis: { field: "time", zone: "stated" },
    actor: "5f3d0000-0000-4000-8000-0000000000bb",
    actorKind: "unknown",
    onBehalfOf: null,
    action: "ListKey",
    verb: "read",
    resources: [{ id: account, type: "resource", name: null }],
    outcome: "unknown",
    sourceIp: null,
    session: null,
  });
});

it("reads a call of a model without a caller, with a masked address and the size of the answer", () => {
  expect(eventOf(azureOpenai, records[1])).toMatchObject({
    actor: null,
    action: "ChatCompletions_Create",
    verb: "invoke",
    resources: [
      { id: account, type: "resource" },
      { id: "support-chat", type: "model deployment", name: "gpt-4o" },
    ],
    outcome: "success",
    sourceIp: null,
    sourceIpRaw: "203.0.113.***",
    trace: "5f3d0000-0000-4000-8000-0000000000c1",
    bytes: 1411,
    identity: null,
  });
});

it("reads properties that were written as text, and a refusal by its status", () => {
  expect(eventOf(azureOpenai, records[2])).toMatchObject({
    actor: "5f3d0000-0000-4000-8000-0000000000bb",
    action: "Create_Thread",
    verb: "write",
    outcome: "denied",
    bytes: 113,
  });
});

it("reads the gateway's record by its operation, and leaves what was asked in the bytes", () => {
  const event = eventOf(azureOpenai, records[3]);
  expect(event).toMatchObject({
    occurredAt: "2026-03-11T14:05:20.123717Z",
    action: "ChatCompletions_Create",
    verb: "invoke",
    outcome: "failure",
    sourceIp: "203.0.113.144",
    resources: [{ type: "resource" }, { id: "support-chat", type: "model deployment" }],
  });
  expect(JSON.stringify(event)).not.toContain("secret words");
});

it("reads the form of Log Analytics", () => {
  expect(eventOf(azureOpenai, records[4])).toMatchObject({
    occurredAt: "2026-03-11T14:06:00.000000Z",
    action: "Embeddings_Create",
    verb: "invoke",
    resources: [{ id: account }, { id: "search", name: "text-embedding-3-small" }],
    outcome: "success",
  });
});

it("answers any JSON", () => {
  expectAnswers(azureOpenai, {
    time: "2026-03-11T10:00:00Z",
    category: "RequestResponse",
    operationName: "X",
    resourceId: account,
    properties: "{}",
    resultSignature: "200",
  });
});
