import { expect, it } from "vitest";
import { eventOf, expectAnswers, readFixture } from "@/lib/evidence/formats/testing";
import { msGraphActivity } from "./format";

const { records } = await readFixture(new URL("fixtures/made-up.ndjson", import.meta.url));

it("reads a user's read with the session that joins it to the sign-in", () => {
  expect(eventOf(msGraphActivity, records[0])).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.123456Z",
    actor: "26be570a-ae82-4189-b4e2-a37c6808512d",
    actorLabel: "de8bc8b5-d9f9-48b1-a8ad-b748da725064",
    actorKind: "human",
    onBehalfOf: null,
    action: "GET /v1.0/users/{id}/messages",
    verb: "read",
    resources: [{ id: "https://graph.microsoft.com/v1.0/users/26be570a-ae82-4189-b4e2-a37c6808512d/messages" }],
    outcome: "success",
    sourceIp: "203.0.113.7",
    session: "sid-1",
    trace: "cr-1",
    bytes: 5120,
    eventId: "r-1",
  });
});

it("reads an application's refused grant from the table", () => {
  expect(eventOf(msGraphActivity, records[1])).toMatchObject({
    actor: "sp-7",
    actorKind: "service",
    action: "POST /beta/servicePrincipals/{id}/appRoleAssignments",
    verb: "grant",
    outcome: "denied",
    sourceIp: "2001:db8::1",
    session: "tok-2",
  });
});

it("answers for any JSON", () => {
  expectAnswers(msGraphActivity, {
    RequestMethod: "GET",
    RequestUri: "https://x/y",
    AppId: "a",
    ResponseStatusCode: 200,
    TimeGenerated: "2026-03-11T14:05:00Z",
  });
});
