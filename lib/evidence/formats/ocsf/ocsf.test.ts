import { expect, it } from "vitest";
import { eventOf, expectAnswers, readFixture } from "@/lib/evidence/formats/testing";
import { ocsf } from "./format";

const dns = (await readFixture(new URL("fixtures/dns-activity.ndjson", import.meta.url))).records;
const madeUp = (await readFixture(new URL("fixtures/made-up.ndjson", import.meta.url))).records;
const event = (record: unknown) => eventOf(ocsf, record);

it("reads a question to a name server, by an address alone", () => {
  expect(event(dns[1])).toMatchObject({
    occurredAt: "2022-06-25T00:27:53.000000Z",
    timeBasis: { field: "time", zone: "contract" },
    actor: null,
    actorKind: "unknown",
    onBehalfOf: null,
    action: "Response",
    verb: "other",
    resources: [{ id: "moneropool.ru", type: "hostname" }],
    outcome: "unknown",
    sourceIp: "5.6.7.8",
    session: null,
  });
});

it("reads CloudTrail out of Security Lake as CloudTrail", () => {
  expect(event(madeUp[0])).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.000000Z",
    actor: "agent-session",
    actorLabel: "arn:aws:sts::123456789012:assumed-role/agent/agent-session",
    actorKind: "unknown",
    action: "GetObject",
    verb: "read",
    outcome: "denied",
    session: "sess-1",
    trace: "REQ1",
    resources: [{ id: "arn:aws:s3:::crm/customers.csv", type: "AWS::S3::Object" }],
    eventId: "8ae9bd4d-6cf0-4d5d-ae9b-4d5d8ae9bd4d",
  });
});

it("reads a sign-in of a user, an agent that acts for one, and a user who is added to a group", () => {
  expect(event(madeUp[1])).toMatchObject({
    actor: "kim@northwind.example",
    actorKind: "human",
    verb: "login",
    outcome: "success",
    session: "s-2",
    trace: "corr-2",
    sourceIp: "2001:db8::7",
  });
  expect(event(madeUp[2])).toMatchObject({
    actor: "invoice-agent",
    actorKind: "agent",
    onBehalfOf: "kim",
    verb: "read",
    resources: [{ id: "db-1", type: "Relational", name: "crm" }],
  });
  expect(event(madeUp[3])).toMatchObject({
    actor: "admin",
    actorKind: "human",
    verb: "grant",
    resources: [
      { id: "mo", type: "user" },
      { id: "Finance", type: "group" },
    ],
  });
});

it("answers for any JSON", () => {
  expectAnswers(ocsf, {
    class_uid: 6003,
    activity_name: "Read",
    time: 1_773_237_900_000,
    metadata: {},
    actor: {},
    resources: [],
  });
});
