import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, NO_ANSWERS, readLines } from "@/lib/evidence/formats/testing";
import { anthropicCompliance } from "./format";

const records = readLines(new URL("fixtures/activities.ndjson", import.meta.url));
const of = (type: string, n = 0) =>
  eventOf(anthropicCompliance, records.filter((r) => (r as { type: string }).type === type)[n]);

it("recognises every activity by its actor, and nothing with an actor of another form", () => {
  expect(records.every((r) => anthropicCompliance.recognise(r, NDJSON) === 1)).toBe(true);
  const other = { type: "a.b", created_at: "2026-05-07T10:00:00Z", actor: { type: "user" }, organization_id: "o" };
  expect(anthropicCompliance.recognise(other, NDJSON)).toBe(0);
});

it("reads a key's creation as a grant by a person", () => {
  expect(eventOf(anthropicCompliance, records[0])).toMatchObject({
    occurredAt: "2026-05-07T10:00:00.000000Z",
    timeBasis: { field: "created_at", zone: "stated" },
    actor: "admin@example.com",
    actorLabel: "user_01ABC",
    actorKind: "human",
    onBehalfOf: null,
    action: "admin_api_key_created",
    verb: "grant",
    resources: [{ id: "org_01XYZ", type: "organisation", name: null }],
    outcome: "success",
    sourceIp: "10.0.0.1",
    session: null,
    trace: null,
    eventId: "activity_01ABC123",
  });
  expect(of("admin_api_key_deleted").verb).toBe("revoke");
});

it("reads a failed opening of a chat as a read that failed, and a key that tried as a service", () => {
  expect(of("claude_chat_access_failed")).toMatchObject({
    actor: "user@example.com",
    verb: "read",
    outcome: "failure",
    sourceIp: "192.168.1.1",
    resources: [{ id: "chat_01ABC", type: "claude_chat" }],
  });
  expect(of("claude_chat_access_failed", 1)).toMatchObject({ actor: "key_01ABC", actorKind: "service" });
});

it("names what was touched: servers, users, and what a role was given on", () => {
  expect(of("mcp_server_deleted")).toMatchObject({
    verb: "delete",
    resources: [{ id: "mcpsrv_01ABC", type: "mcp_server", name: "Snowflake" }],
  });
  expect(of("org_user_deleted")).toMatchObject({
    verb: "revoke",
    resources: [{ id: "user_01DEF", type: "user", name: "deleted-user@example.com" }],
  });
  expect(of("role_assignment_granted")).toMatchObject({
    verb: "grant",
    resources: [
      { id: "claude_proj_01ABC", type: "chat_project" },
      { id: "user_01DEF", type: "organization_member" },
    ],
  });
  expect(of("org_ip_restriction_deleted").verb).toBe("admin");
});

it("says nothing of who failed to sign in where the feed does not", () => {
  expect(of("sso_login_failed")).toMatchObject({
    actor: null,
    actorKind: "unknown",
    verb: "login",
    outcome: "failure",
    sourceIp: "192.168.1.1",
  });
  expect(of("sso_login_succeeded")).toMatchObject({ actorKind: "human", verb: "login", outcome: "success" });
});

it("knows chats, files, shares and exports by the words of their types", () => {
  const verbs = [
    ["claude_chat_created", "write"],
    ["claude_chat_viewed", "read"],
    ["claude_chat_deleted", "delete"],
    ["claude_file_uploaded", "write"],
    ["claude_chat_snapshot_created", "share"],
    ["org_data_export_completed", "export"],
    ["claude_project_sharing_updated", "share"],
    ["claude_organization_settings_updated", "admin"],
    ["org_user_invite_sent", "grant"],
    ["user_logged_out", "other"],
  ] as const;
  for (const [type, verb] of verbs) {
    expect(eventOf(anthropicCompliance, { ...(records[0] as object), type }).verb, type).toBe(verb);
  }
});

it("does not take a person's session for a person where a program used it", () => {
  const actor = { type: "user_actor", email_address: "a@b.c", user_agent: "python-requests/2.31" };
  expect(eventOf(anthropicCompliance, { ...(records[0] as object), actor }).actorKind).toBe("unknown");
});

it("refuses what has no type or no time, and answers any JSON", () => {
  expect(anthropicCompliance.normalise({ created_at: "2026-05-07T10:00:00Z" }, NO_ANSWERS)).toEqual([
    { kind: "reject", reason: "no type: not an activity" },
  ]);
  expectAnswers(anthropicCompliance, {
    id: "activity_1",
    type: "claude_chat_created",
    created_at: "2026-05-07T10:00:00Z",
    actor: { type: "user_actor" },
    claude_chat_id: "c",
  });
});
