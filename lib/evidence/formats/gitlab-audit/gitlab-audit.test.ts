import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, NO_ANSWERS, readLines } from "@/lib/evidence/formats/testing";
import { gitlabAudit } from "./format";

const records = readLines(new URL("fixtures/events.ndjson", import.meta.url));

it("recognises all three forms, and no other record with an author", () => {
  expect(records.map((r) => gitlabAudit.recognise(r, NDJSON))).toEqual([1, 1, 1, 1]);
  expect(gitlabAudit.recognise({ author_id: 1, created_at: "x", title: "y" }, NDJSON)).toBe(0);
});

it("reads a new member as a grant, with the group and the person", () => {
  expect(eventOf(gitlabAudit, records[0])).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.123000Z",
    timeBasis: { field: "created_at", zone: "stated" },
    actor: "kim@example.com",
    actorLabel: "Kim Park",
    actorKind: "unknown",
    onBehalfOf: null,
    action: "member_created",
    verb: "grant",
    resources: [
      { id: "Robin Day", type: "User" },
      { id: "northwind/platform", type: "Group" },
    ],
    outcome: "success",
    sourceIp: "203.0.113.7",
    session: null,
    eventId: "5",
  });
});

it("reads a clone as a read of its project", () => {
  expect(eventOf(gitlabAudit, records[1])).toMatchObject({
    actor: "Robin Day",
    action: "repository_git_operation",
    verb: "read",
    resources: [{ id: "northwind/platform/web", type: "Project" }],
    sourceIp: "203.0.113.8",
  });
});

it("reads what an own installation writes: a project made public, a sign-in", () => {
  expect(eventOf(gitlabAudit, records[2])).toMatchObject({
    occurredAt: "2026-03-11T14:07:00.523000Z",
    timeBasis: { field: "time" },
    actor: "Robin Day",
    actorLabel: "rday",
    action: "change visibility",
    verb: "share",
    resources: [{ id: "northwind/platform/web", type: "Project" }],
    sourceIp: "203.0.113.8",
    trace: "01HXHSTQ5A02PJVVW2H8FZZ77A",
  });
  expect(eventOf(gitlabAudit, records[3])).toMatchObject({
    occurredAt: "2026-03-11T14:08:00.058000Z",
    actor: "Administrator",
    actorLabel: "root",
    action: "with standard",
    verb: "login",
  });
});

it("knows a failed sign-in, a token's end, and who is nobody", () => {
  const record = {
    ...(records[3] as object),
    with: undefined,
    failed_login: "OMNIAUTH",
    author_id: -1,
    author_name: null,
  };
  expect(eventOf(gitlabAudit, { ...record, "meta.user": null })).toMatchObject({
    actor: null,
    action: "failed_login OMNIAUTH",
    verb: "login",
    outcome: "failure",
  });
  const revoked = { ...(records[1] as object), event_type: "personal_access_token_revoked" };
  expect(eventOf(gitlabAudit, revoked).verb).toBe("revoke");
});

it("refuses an event that says nothing, and answers any JSON", () => {
  const record = { author_id: 1, entity_type: "User", entity_id: 1, created_at: "2026-03-11T14:05:00Z" };
  expect(gitlabAudit.normalise(record, NO_ANSWERS)).toEqual([
    { kind: "reject", reason: "neither an event's name nor what was changed: not an audit event" },
  ]);
  expectAnswers(gitlabAudit, { ...record, event_type: "user_created", details: { custom_message: {} } });
});
