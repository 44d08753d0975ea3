import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, readLines } from "@/lib/evidence/formats/testing";
import { teleport } from "./format";

const records = readLines(new URL("fixtures/audit.ndjson", import.meta.url));
const base = {
  code: "TMCP003I",
  time: "2026-03-11T14:05:00.123Z",
  uid: "u1",
  user: "kim@example.com",
  cluster_name: "c",
};

it("recognises events by their code, and no other record with an event", () => {
  expect(records.every((r) => teleport.recognise(r, NDJSON) === 1)).toBe(true);
  expect(teleport.recognise({ event: "user.login", code: "200", time: "x" }, NDJSON)).toBe(0);
});

it("reads a command with its arguments, in its session, on its server", () => {
  expect(eventOf(teleport, records[4])).toMatchObject({
    occurredAt: "2020-08-17T18:39:26.192000Z",
    timeBasis: { field: "time", zone: "stated" },
    actor: "panther",
    actorLabel: "root",
    actorKind: "unknown",
    onBehalfOf: null,
    action: "session.command",
    verb: "execute",
    resources: [
      { id: "/sbin/userdel jacknew", type: "command" },
      { id: "e75992b4-9e27-456f-b1c9-7a32da83c661", type: "server" },
    ],
    outcome: "success",
    sourceIp: null,
    session: "4244c271-8069-4679-a27e-f7c18f88ce45",
    eventId: "346d3f61-a010-4871-84de-897f50b18118",
  });
});

it("reads sign-ins and sessions with their address, in both spellings", () => {
  expect(eventOf(teleport, records[6])).toMatchObject({
    verb: "login",
    outcome: "success",
    sourceIp: "2001:db8:face:face:face:face:face:face",
  });
  expect(eventOf(teleport, records[14])).toMatchObject({
    timeBasis: { zone: "contract" },
    action: "session.start",
    verb: "login",
    sourceIp: "192.0.2.1",
    resources: [{ id: "ip-10-0-0-1.us-west-2.compute.internal", type: "server" }],
  });
  expect(eventOf(teleport, records[0])).toMatchObject({ action: "auth", verb: "login", outcome: "failure" });
});

it("reads locks as revocations and certificates as grants", () => {
  expect(eventOf(teleport, records[7])).toMatchObject({
    verb: "revoke",
    resources: [{ type: "object" }, { id: "user-to-disable", type: "user" }],
  });
  expect(eventOf(teleport, records[8])).toMatchObject({ actor: "bot-application", verb: "grant", onBehalfOf: null });
});

it("reads calls of an MCP server's tools, by a bot for somebody", () => {
  const record = {
    ...base,
    event: "mcp.session.request",
    user: "bot-agent",
    user_kind: 2,
    impersonator: "kim@example.com",
    app_name: "orders-mcp",
    sid: "s1",
    message: { jsonrpc: "2.0", id: 5, method: "tools/call", params: { name: "query_orders" } },
  };
  expect(eventOf(teleport, record)).toMatchObject({
    actor: "bot-agent",
    actorKind: "service",
    onBehalfOf: "kim@example.com",
    verb: "execute",
    resources: [
      { id: "query_orders", type: "tool" },
      { id: "orders-mcp", type: "app" },
    ],
    session: "s1",
    trace: "5",
  });
});

it("reads files, databases, clusters and decisions", () => {
  const cases = [
    [{ event: "scp", action: "download", path: "/etc/x" }, "export", "success"],
    [{ event: "sftp", action: 4, path: "/tmp/a" }, "write", "success"],
    [{ event: "sftp", action: "constructor" }, "other", "success"],
    [{ event: "kube.request", verb: "GET", resource_kind: "pods", response_code: 403 }, "list", "denied"],
    [
      { event: "kube.request", verb: "DELETE", resource_kind: "pods", resource_name: "p", response_code: 200 },
      "delete",
      "success",
    ],
    [{ event: "db.session.query", db_service: "d", success: false, error: "access denied" }, "execute", "denied"],
    [{ event: "access_request.update", state: "APPROVED" }, "approve", "success"],
    [{ event: "user.login", code: "T1000W" }, "login", "failure"],
  ] as const;
  for (const [record, verb, outcome] of cases) {
    expect(eventOf(teleport, { ...base, ...record }), JSON.stringify(record)).toMatchObject({ verb, outcome });
  }
});

it("answers any JSON", () => {
  expectAnswers(teleport, { ...base, event: "session.command", argv: [], program: "x", message: {}, identity: {} });
});
