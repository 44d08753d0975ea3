import { expect, it } from "vitest";
import { eventOf, expectAnswers, readFixture } from "@/lib/evidence/formats/testing";
import { entraSignin } from "./format";

const read = async (name: string) => (await readFixture(new URL(`fixtures/${name}`, import.meta.url))).records;
const diagnostics = await read("diagnostics.ndjson");
const page = await read("graph-page.json");
const table = await read("log-analytics.ndjson");
const event = (record: unknown) => eventOf(entraSignin, record);

it("reads an interactive sign-in with its session, its application and what the token is for", () => {
  expect(event(diagnostics[0])).toMatchObject({
    occurredAt: "2025-01-15T09:35:20.456789Z",
    timeBasis: { field: "createdDateTime", zone: "stated" },
    actor: "gandalf@lotr.com",
    actorLabel: "user-123",
    actorKind: "human",
    onBehalfOf: null,
    action: "Sign-in activity",
    verb: "login",
    outcome: "success",
    resources: [
      { id: "00000003-0000-0000-c000-111111111111", type: "resource", name: "Microsoft Graph" },
      { id: "app-custom-789", type: "application", name: "Custom Graph App" },
    ],
    sourceIp: "5.5.5.5",
    session: "session-abc-123",
    trace: "graph-session-002",
  });
});

it("tells a wrong password from a policy's refusal, and both from a question for one more step", () => {
  expect(event(diagnostics[1])).toMatchObject({ actor: "peregrin@lotr.com", outcome: "failure", sourceIp: "3.3.3.3" });
  expect(page.map((one) => event(one).outcome)).toEqual(["denied", "unknown", "success"]);
});

it("knows a service principal and a managed identity", () => {
  expect(event(diagnostics[2])).toMatchObject({
    occurredAt: "2023-07-26T22:58:30.983201Z",
    timeBasis: { zone: "contract" },
    actor: "some-service-principal",
    actorLabel: "b1c34143-e405-4058-8e29-84596ad737b8",
    actorKind: "service",
    outcome: "failure",
    sourceIp: "12.12.12.12",
    eventId: "36658c78-02d9-4d8f-84ee-5ca4a3fdefef",
  });
  expect(event(table[0])).toMatchObject({
    occurredAt: "2026-03-11T14:06:00.123456Z",
    actor: "vm-agent",
    actorKind: "service",
    outcome: "success",
    sourceIp: null,
    session: "uti-9",
    resources: [{ id: "cfa8b339-82a2-471a-a3c9-0fc0be7a4093" }, { id: "app-9" }],
  });
});

it("reads token refreshes, old protocols, and keys in lower case", () => {
  expect(event(diagnostics[3])).toMatchObject({ actor: "jane.doe@example.com", outcome: "success" });
  expect(event(diagnostics[4])).toMatchObject({ actor: "gandalf@lotr.com", sourceIp: "2.2.2.2" });
  expect(event(diagnostics[5])).toMatchObject({
    actor: "eve@lexcorp.com",
    action: "Sign-in activity",
    trace: "9d5f7dd3-46a7-475a-9cc3-96160551ce49",
    session: "hhhhhhhhhhhhhhhhhhhhhh",
    eventId: "d9ae0e20-c959-42a3-ba74-00f59ac9f6c6",
  });
});

it("has an agent act for the user whose token it brings", () => {
  expect(event(page[2])).toMatchObject({
    actor: "Invoice agent",
    actorKind: "agent",
    onBehalfOf: "kim@northwind.example",
    session: "tok-1",
  });
});

it("reads the CSV that the portal downloads", async () => {
  const rows = await read("portal.csv");
  expect(rows.map(event)).toMatchObject([
    {
      occurredAt: "2026-03-11T14:05:00.000000Z",
      actor: "kim@northwind.example",
      actorLabel: "26be570a-ae82-4189-b4e2-a37c6808512d",
      actorKind: "human",
      verb: "login",
      outcome: "success",
      sourceIp: "203.0.113.7",
      session: "uti-1",
      trace: "corr-1",
      eventId: "req-1",
      resources: [
        { id: "797f4846-ba00-4fd7-ba43-dac1f8f63013", name: "Windows Azure Service Management API" },
        { id: "c44b4083-3bb0-49c1-b47d-974e53cbdf3c", name: "Azure Portal" },
      ],
    },
    { outcome: "failure", sourceIp: "2001:db8::7" },
  ]);
});

it("answers for any JSON", () => {
  expectAnswers(entraSignin, { category: "SignInLogs", time: "2026-03-11T14:05:00Z", properties: {}, status: {} });
});
