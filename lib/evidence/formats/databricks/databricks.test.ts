import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, readLines } from "@/lib/evidence/formats/testing";
import { databricks } from "./format";

type Sample = { actionName: string; timestamp?: number; response?: unknown; requestParams?: unknown };
const records = readLines(new URL("fixtures/audit.ndjson", import.meta.url)) as Sample[];
const of = (action: string, n = 0) =>
  eventOf(databricks, records.filter((r) => r.actionName === action && r.timestamp !== undefined)[n]);

it("recognises records of the log, in both spellings", () => {
  expect(records.filter((r) => databricks.recognise(r, NDJSON) === 1)).toHaveLength(records.length);
  expect(databricks.recognise({ service_name: "accounts", action_name: "login", user_identity: {} }, NDJSON)).toBe(1);
  expect(databricks.recognise({ serviceName: "web", actionName: "go" }, NDJSON)).toBe(0);
});

it("reads a secret that was read, by its scope and key", () => {
  expect(of("getSecret")).toMatchObject({
    occurredAt: "2024-01-01T00:00:00.000000Z",
    timeBasis: { field: "timestamp", zone: "epoch" },
    actor: "user@example.com",
    actorKind: "unknown",
    onBehalfOf: null,
    action: "secrets:getSecret",
    verb: "read",
    resources: [{ id: "production-keys/api-token", type: "secret", name: null }],
    outcome: "success",
    sourceIp: null,
    session: null,
  });
});

it("reads refusals, and no outcome where there is no response", () => {
  expect(of("setAccountAdmin")).toMatchObject({ verb: "grant", outcome: "denied", resources: [{ type: "user" }] });
  expect(of("getTable")).toMatchObject({ verb: "read", outcome: "unknown" });
  expect(of("IpAccessDenied")).toMatchObject({ verb: "other", outcome: "denied", sourceIp: "192.0.2.100" });
  expect(of("samlLogin")).toMatchObject({ verb: "login", outcome: "denied" });
});

it("reads groups, tokens, exports, shares and deletions", () => {
  expect(of("addPrincipalToGroup")).toMatchObject({
    verb: "grant",
    resources: [
      { id: "user@example.com", type: "principal" },
      { id: "developers", type: "group" },
    ],
  });
  expect(of("removePrincipalFromGroup").verb).toBe("revoke");
  expect(of("generateDbToken").verb).toBe("grant");
  expect(of("downloadPreviewResults").verb).toBe("export");
  expect(of("createRecipient")).toMatchObject({ verb: "share", resources: [{ id: "external-partner" }] });
  expect(of("dropSchema").verb).toBe("delete");
  expect(of("createNotebook").verb).toBe("write");
  expect(of("createUser").verb).toBe("admin");
});

it("knows the platform and service principals, and keeps session and request", () => {
  expect(of("deleteTable", 1)).toMatchObject({ actor: "System-User", actorKind: "service", verb: "delete" });
  expect(
    eventOf(
      databricks,
      records.find((r) => JSON.stringify(r).includes("session-123")),
    ),
  ).toMatchObject({
    actor: "support@databricks.com",
    session: "session-123",
    trace: "req-123",
  });
});

it("reads a row of the system table", () => {
  const row = {
    event_time: "2026-03-11T14:05:00.123Z",
    event_id: "ev-1",
    service_name: "unityCatalog",
    action_name: "getTable",
    user_identity: '{"email":"8e5b0c1e-3b1c-4a55-9a3e-0d2d4c1f9a11","subject_name":null}',
    source_ip_address: "203.0.113.7",
    request_params: { full_name_arg: "main.sales.orders" },
    response: { status_code: 200 },
  };
  expect(eventOf(databricks, row)).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.123000Z",
    actor: "8e5b0c1e-3b1c-4a55-9a3e-0d2d4c1f9a11",
    actorKind: "service",
    verb: "read",
    resources: [{ id: "main.sales.orders", type: "table" }],
    outcome: "success",
    sourceIp: "203.0.113.7",
    eventId: "ev-1",
  });
});

it("answers any JSON", () => {
  expectAnswers(databricks, {
    serviceName: "s",
    actionName: "getTable",
    timestamp: 1_773_237_900_000,
    service_name: "s",
    requestParams: {},
    response: {},
    userIdentity: "{}",
  });
});
