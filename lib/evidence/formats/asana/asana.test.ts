import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, readLines } from "@/lib/evidence/formats/testing";
import { asana } from "./format";

const records = readLines(new URL("fixtures/events.ndjson", import.meta.url));

it("recognises audit events only", () => {
  expect(records.every((r) => asana.recognise(r, NDJSON) === 1)).toBe(true);
  expect(asana.recognise({ event_type: "x", event_category: "y", actor: "z" }, NDJSON)).toBe(0);
});

it("reads a service account that a person made", () => {
  expect(eventOf(asana, records[0])).toMatchObject({
    occurredAt: "2022-12-16T19:28:18.396000Z",
    timeBasis: { field: "created_at", zone: "contract" },
    actor: "homer.simpson@panther.io",
    actorLabel: "Homer Simpson",
    actorKind: "human",
    onBehalfOf: null,
    action: "service_account_created",
    verb: "grant",
    resources: [{ id: "12345", type: "user", name: "Datadog Service Account" }],
    outcome: "success",
    sourceIp: "12.12.12.12",
    session: null,
    eventId: "12345",
  });
});

it("reads exports, sign-ins and changed roles", () => {
  expect(eventOf(asana, records[3])).toMatchObject({
    verb: "export",
    resources: [{ type: "workspace", name: "Example IO" }],
  });
  expect(eventOf(asana, records[7])).toMatchObject({
    verb: "login",
    outcome: "success",
    sourceIp: "8.8.8.8",
    resources: [{ id: "homer@springfield.com", type: "user" }],
  });
  expect(eventOf(asana, records[8])).toMatchObject({
    actor: "Homer",
    verb: "grant",
    resources: [
      { id: "marge@springfield.com", type: "user" },
      { id: "11111", type: "workspace" },
    ],
  });
  expect(eventOf(asana, { ...(records[7] as object), event_type: "user_login_failed" }).outcome).toBe("failure");
});

it("does not say who held the token of a call through the API", () => {
  const record = { ...(records[0] as object), context: { context_type: "api", client_ip_address: "203.0.113.7" } };
  expect(eventOf(asana, record).actorKind).toBe("unknown");
});

it("answers any JSON", () => {
  expectAnswers(asana, {
    event_type: "x",
    event_category: "y",
    created_at: "2026-03-11T10:00:00Z",
    actor: { actor_type: "user" },
    resource: {},
    details: {},
  });
});
