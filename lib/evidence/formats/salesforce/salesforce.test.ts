import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, readLines } from "@/lib/evidence/formats/testing";
import { salesforce } from "./format";

const records = readLines(new URL("fixtures/event-log.ndjson", import.meta.url));
const of = (type: string) =>
  eventOf(
    salesforce,
    records.find((r) => (r as { EVENT_TYPE: string }).EVENT_TYPE === type),
  );

it("recognises event log files and objects, and no other table with a type and a time", () => {
  expect(records.every((r) => salesforce.recognise(r, NDJSON) === 1)).toBe(true);
  expect(salesforce.recognise({ EVENT_TYPE: "LOGIN", TIMESTAMP: "x", IS_SUCCESS: "YES" }, NDJSON)).toBe(0);
});

it("reads a sign-in, in UTC by contract", () => {
  expect(of("Login")).toMatchObject({
    occurredAt: "2024-01-18T10:30:15.789000Z",
    timeBasis: { field: "TIMESTAMP_DERIVED", zone: "contract" },
    actor: "normal.user@company.com",
    actorLabel: "0055f00000FzHRwDDP",
    actorKind: "unknown",
    onBehalfOf: null,
    action: "Login",
    verb: "login",
    resources: [{ id: "/home.jsp", type: "page" }],
    outcome: "success",
    sourceIp: "10.10.10.10",
    session: "jM2oO5gue06s2/Zo",
    trace: "8woHTSxHfSS2YSK-qSQZN-",
  });
});

it("reads a bulk query's result as an export of its object, with how many records", () => {
  expect(of("BulkApiResultEventStore")).toMatchObject({
    action: "BulkApiResultEventStore query",
    verb: "export",
    resources: [
      { id: "Account", type: "object" },
      { id: "7505f000008xLMnBBN", type: "job" },
    ],
    outcome: "unknown",
    records: 25_000,
  });
});

it("names who stood behind a session that was taken over, and apps whose token ended", () => {
  expect(of("LoginAs")).toMatchObject({
    actor: "fdokawnjf",
    onBehalfOf: "admin.user@yourcompany.io",
    verb: "login",
    outcome: "unknown",
    sourceIp: "12.12.12.12",
  });
  expect(of("OAuthTokenRevoked")).toMatchObject({
    verb: "revoke",
    outcome: "success",
    resources: [{ id: "0H05f000000XzDqEEN", type: "connected app", name: "CompromisedApp" }],
  });
  expect(of("OAuthTokenRefreshFailed")).toMatchObject({ verb: "login", outcome: "failure" });
  expect(of("ApiAnomalyEventStore")).toMatchObject({ verb: "other", outcome: "unknown" });
});

it("reads the files' own time, and queries through an API", () => {
  const record = {
    EVENT_TYPE: "RestApi",
    TIMESTAMP: "20260311140500.885",
    ORGANIZATION_ID: "00D",
    USER_ID: "005",
    METHOD: "GET",
    URI: "/services/data/v59.0/query?q=SELECT+secret",
    STATUS_CODE: "403",
    CLIENT_IP: "Salesforce.com IP",
    ROWS_PROCESSED: "12",
  };
  const event = eventOf(salesforce, record);
  expect(event).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.885000Z",
    actor: "005",
    action: "RestApi",
    verb: "read",
    resources: [{ id: "/services/data/v59.0/query", type: "page" }],
    outcome: "denied",
    sourceIp: null,
    sourceIpRaw: "Salesforce.com IP",
    records: 12,
  });
  expect(JSON.stringify(event)).not.toContain("secret");
});

it("reads events as objects, and the setup's trail", () => {
  const login = {
    EventDate: "2026-03-11T14:05:00.239+0000",
    EventIdentifier: "95eeec6d",
    Username: "kim@example.com",
    UserId: "005",
    SourceIp: "203.0.113.7",
    LoginType: "Remote Access 2.0",
    LoginKey: "Qv1P",
    Status: "Failed: Missing Consumer Key Parameter",
  };
  expect(eventOf(salesforce, login)).toMatchObject({
    action: "Login",
    verb: "login",
    outcome: "failure",
    session: "Qv1P",
    eventId: "95eeec6d",
  });
  const setup = {
    attributes: { type: "SetupAuditTrail" },
    Id: "0Ym",
    Action: "PermSetAssign",
    Section: "Manage Users",
    CreatedById: "005",
    CreatedDate: "2026-03-11T14:05:00.000+0000",
    DelegateUser: "ada@example.com",
  };
  expect(eventOf(salesforce, setup)).toMatchObject({
    action: "PermSetAssign",
    verb: "grant",
    onBehalfOf: "ada@example.com",
    outcome: "success",
    resources: [{ id: "Manage Users", type: "setup section" }],
  });
});

it("answers any JSON", () => {
  expectAnswers(salesforce, {
    EVENT_TYPE: "Login",
    ORGANIZATION_ID: "o",
    TIMESTAMP: "20260311140500.885",
    attributes: { type: "LoginEvent" },
    Section: "s",
    Action: "a",
  });
});
