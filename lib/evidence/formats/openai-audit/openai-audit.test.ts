import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, NO_ANSWERS, readLines } from "@/lib/evidence/formats/testing";
import { openaiAudit } from "./format";

const records = readLines(new URL("fixtures/audit-logs.ndjson", import.meta.url));
const withType = (type: string, more: object = {}) => ({
  object: "organization.audit_log",
  id: "audit_log-1",
  effective_at: 1_770_979_925,
  type,
  ...more,
});

it("recognises audit objects, and no other record with a dotted type", () => {
  expect(records.every((r) => openaiAudit.recognise(r, NDJSON) === 1)).toBe(true);
  expect(openaiAudit.recognise({ type: "a.b", effective_at: 1, actor: { type: "user" } }, NDJSON)).toBe(0);
});

it("reads a role given to somebody, with the role, the person and where it counts", () => {
  expect(eventOf(openaiAudit, records[0])).toMatchObject({
    occurredAt: "2023-12-18T00:00:00.000000Z",
    timeBasis: { field: "effective_at", zone: "epoch" },
    actor: "admin@company.com",
    actorLabel: "user-admin123",
    actorKind: "human",
    onBehalfOf: null,
    action: "role.assignment.created",
    verb: "grant",
    resources: [
      {
        id: "role_assignment_role-api-organization-owner__api-organization__org-abc123_user-newadmin456",
        type: "role_assignment",
      },
      { id: "user-newadmin456", type: "user" },
      { id: "org-abc123", type: "api.organization" },
    ],
    outcome: "success",
    sourceIp: "203.0.113.100",
    session: null,
    eventId: "audit_log-test001",
  });
});

it("reads keys made, changed and deleted, and does not call a program's session a person", () => {
  expect(eventOf(openaiAudit, records[6])).toMatchObject({
    verb: "grant",
    resources: [{ id: "key-abc123", type: "api_key", name: "Production API Key" }],
  });
  expect(eventOf(openaiAudit, records[8]).verb).toBe("admin");
  expect(eventOf(openaiAudit, records[9])).toMatchObject({
    actor: "unknown@suspicious.com",
    actorKind: "unknown",
    verb: "revoke",
    resources: [{ id: "key-production001" }],
  });
});

it("reads a failed sign-in as a failure", () => {
  expect(eventOf(openaiAudit, records[11])).toMatchObject({
    occurredAt: "2023-12-18T00:00:10.000000Z",
    action: "login.failed",
    verb: "login",
    outcome: "failure",
    sourceIp: "198.51.100.25",
  });
});

it("finds the payload under the dotted name too, and what a list in it names", () => {
  const record = withType("project.archived", { "project.archived": { id: "proj_1" } });
  expect(eventOf(openaiAudit, record).resources).toEqual([{ id: "proj_1", type: "project", name: null }]);
  expect(eventOf(openaiAudit, records[13]).resources).toEqual([
    { id: "ipallow_org-abc123", type: "ip_allowlist_config", name: "Corporate VPN" },
  ]);
});

it("has a service account act as a service, and leaves open who held a person's key", () => {
  const service = { type: "api_key", api_key: { id: "k", type: "service_account", service_account: { id: "svc-1" } } };
  expect(eventOf(openaiAudit, withType("project.created", { actor: service }))).toMatchObject({
    actor: "svc-1",
    actorKind: "service",
    sourceIp: null,
  });
  const person = { type: "api_key", api_key: { id: "k", type: "user", user: { id: "u", email: "kim@example.com" } } };
  expect(eventOf(openaiAudit, withType("project.created", { actor: person }))).toMatchObject({
    actor: "kim@example.com",
    actorKind: "unknown",
  });
});

it("refuses what has no time, and answers any JSON", () => {
  expect(openaiAudit.normalise({ type: "login.failed" }, NO_ANSWERS)).toEqual([
    { kind: "reject", reason: "no time: effective_at is missing or empty" },
  ]);
  expectAnswers(openaiAudit, {
    type: "api_key.created",
    effective_at: 1_702_857_600,
    actor: { type: "session", session: { user: {} } },
    api_key_created: { id: "k" },
    project: { id: "p" },
  });
});
