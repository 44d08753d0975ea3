import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, NO_ANSWERS, readLines } from "@/lib/evidence/formats/testing";
import { mcpJsonrpc } from "./format";

const lines = readFileSync(new URL("fixtures/claude-desktop.log", import.meta.url), "utf8")
  .trimEnd()
  .split("\n");
const bare = readLines(new URL("fixtures/tools-call.json", import.meta.url))[0];
const gateway = readLines(new URL("fixtures/gateway.ndjson", import.meta.url));
const desktop = { filename: "mcp-server-files.log", container: "lines" } as const;

it("recognises messages, gateways' columns and Claude Desktop's lines, and no other JSON-RPC-like record", () => {
  expect(mcpJsonrpc.recognise(bare, NDJSON)).toBe(1);
  expect(gateway.map((r) => mcpJsonrpc.recognise(r, NDJSON))).toEqual([0.8, 1]);
  expect(lines.map((line) => mcpJsonrpc.recognise(line, desktop) > 0)).toEqual([...Array(9).fill(true), false]);
  expect(mcpJsonrpc.recognise({ method: "GET", time: "2026-03-11T14:05:00Z" }, NDJSON)).toBe(0);
  expect(mcpJsonrpc.recognise("2026-03-11T14:05:00Z [7755] [x] LOG: ready", desktop)).toBe(0);
});

it("refuses a bare message, which has no time", () => {
  expect(mcpJsonrpc.normalise(bare, NO_ANSWERS)).toEqual([
    { kind: "reject", reason: "no time: timestamp is missing or empty" },
  ]);
});

it("reads a call of a tool with the file it names; how it ended is another line", () => {
  expect(eventOf(mcpJsonrpc, lines[4])).toMatchObject({
    occurredAt: "2026-03-11T14:05:07.100000Z",
    timeBasis: { field: "time", zone: "stated" },
    actor: null,
    actorKind: "unknown",
    onBehalfOf: null,
    action: "tools/call read_file",
    verb: "execute",
    resources: [
      { id: "read_file", type: "tool" },
      { id: "/home/kim/payroll.csv", type: "file" },
      { id: "files", type: "mcp server" },
    ],
    outcome: "unknown",
    session: null,
    trace: "5",
  });
  const answer = eventOf(mcpJsonrpc, lines[5]);
  expect(answer).toMatchObject({ action: "response", outcome: "failure", trace: "5" });
  expect(JSON.stringify(answer)).not.toContain("salary");
});

it("names the client where it introduces itself", () => {
  expect(eventOf(mcpJsonrpc, lines[1])).toMatchObject({
    actor: "claude-ai",
    actorLabel: "0.1.0",
    action: "initialize",
  });
  expect(eventOf(mcpJsonrpc, lines[2])).toMatchObject({ action: "response", outcome: "success", trace: "0" });
});

it("reads a resource, and an error that says it was refused", () => {
  expect(eventOf(mcpJsonrpc, lines[6])).toMatchObject({
    verb: "read",
    resources: [
      { id: "file:///home/kim/notes.md", type: "mcp resource" },
      { id: "files", type: "mcp server" },
    ],
  });
  expect(eventOf(mcpJsonrpc, lines[7])).toMatchObject({ outcome: "denied", trace: "6" });
});

it("keeps the call of a message that was cut", () => {
  expect(eventOf(mcpJsonrpc, lines[8])).toMatchObject({
    action: "tools/call write_file",
    resources: [
      { id: "write_file", type: "tool" },
      { id: "files", type: "mcp server" },
    ],
  });
});

it("says why a line is no event", () => {
  const reasons = [0, 3, 9].map((i) => mcpJsonrpc.normalise(lines[i], NO_ANSWERS)[0]);
  expect(reasons).toEqual([
    { kind: "skip", reason: "log line without a message" },
    { kind: "skip", reason: "protocol: notifications/initialized" },
    { kind: "skip", reason: "continuation of a log line" },
  ]);
});

it("reads a gateway's columns, and who an agent acted for", () => {
  expect(eventOf(mcpJsonrpc, gateway[0])).toMatchObject({
    occurredAt: "2026-03-11T14:07:00.000000Z",
    actor: "kim@example.com",
    actorKind: "unknown",
    action: "tools/call query_orders",
    verb: "execute",
    outcome: "denied",
    sourceIp: "203.0.113.9",
    session: "s-77",
  });
  expect(eventOf(mcpJsonrpc, gateway[1])).toMatchObject({
    actor: "support-agent",
    actorKind: "agent",
    onBehalfOf: "kim@example.com",
    verb: "read",
    resources: [{ id: "crm://customers/42", type: "mcp resource" }],
    session: "s-78",
    trace: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  });
});

it("reads a request and its answer in one record as one event with its outcome", () => {
  const record = {
    time: "2026-03-11T14:05:00Z",
    request: { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "x" } },
    response: { jsonrpc: "2.0", id: 1, result: { isError: false } },
  };
  expect(eventOf(mcpJsonrpc, record)).toMatchObject({ action: "tools/call x", outcome: "success" });
});

it("answers any JSON", () => {
  expectAnswers(mcpJsonrpc, {
    jsonrpc: "2.0",
    method: "tools/call",
    timestamp: "2026-03-11T10:00:00Z",
    params: { name: "x", arguments: {} },
    message: [],
  });
});
