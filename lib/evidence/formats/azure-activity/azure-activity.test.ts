import { expect, it } from "vitest";
import { eventOf, expectAnswers, readFixture } from "@/lib/evidence/formats/testing";
import { azureActivity } from "./format";

const read = async (name: string) => (await readFixture(new URL(`fixtures/${name}`, import.meta.url))).records;
const diagnostics = await read("diagnostics.ndjson");
const sdk = await read("sdk.jsonl");
const tables = await read("log-analytics.ndjson");
const event = (record: unknown) => eventOf(azureActivity, record);

it("reads the SDK's form: an operation that began, by an application and by a person", () => {
  expect(event(sdk[0])).toMatchObject({
    occurredAt: "2022-02-09T03:04:54.297853Z",
    timeBasis: { field: "eventTimestamp" },
    actor: "12345678-9abc-defg-hijk-lmnopqrstuvw",
    actorKind: "service",
    action: "Microsoft.Compute/disks/delete",
    verb: "delete",
    outcome: "unknown",
    sourceIp: "1.2.3.4",
    session: "AAAAAAAAAAAAAAAAAAAAAA",
    trace: "c0c54eb6-3a17-42e2-b6f6-37484ac276c4",
    eventId: "587eda65-125e-48c2-9b04-ab5e8d3a1d8e",
    resources: [{ type: "Microsoft.Compute/disks", name: "test-vm_disk1_cd8883de78cb4cda97cb858dfe0cda3a" }],
  });
  expect(event(sdk[1])).toMatchObject({ actor: "fakeemail@fakedomain.com", actorKind: "human", verb: "delete" });
});

it("names nobody where nobody is named", () => {
  expect(event(diagnostics[0])).toMatchObject({
    actor: null,
    actorKind: "unknown",
    verb: "delete",
    outcome: "success",
    sourceIp: "1.1.1.1",
    resources: [{ type: "Microsoft.Insights/actionGroups", name: "securityteam" }],
  });
});

it("reads a role assignment with the role and who got it", () => {
  expect(event(diagnostics[1])).toMatchObject({
    actor: "6b6d44f0-b13a-46a0-bfde-161324d4c34d",
    actorKind: "human",
    verb: "grant",
    resources: [
      { type: "Microsoft.Authorization/roleAssignments" },
      { id: "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635" },
      { id: "770797c4-e05a-43f9-bda2-1f1f379987ae", type: "ServicePrincipal" },
    ],
  });
  expect(event(diagnostics[2])).toMatchObject({
    actor: "attacker@example.com",
    action: "Microsoft.Authorization/elevateAccess/action",
    verb: "grant",
    outcome: "success",
  });
  expect(event(tables[0])).toMatchObject({
    actor: "kim@northwind.example",
    actorKind: "human",
    actorLabel: "o-5",
    session: "u-5",
    verb: "revoke",
    outcome: "success",
    eventId: "e-5",
    resources: [{ id: "/subscriptions/s/providers/microsoft.authorization/roleassignments/ra-1", name: "ra-1" }],
  });
});

it("takes the listing of keys for a read, and keeps a refused one apart", () => {
  expect(diagnostics.slice(3, 6).map((one) => [event(one).verb, event(one).outcome, event(one).actor])).toEqual([
    ["read", "success", "denethor@lotr.com"],
    ["read", "success", null],
    ["read", "denied", null],
  ]);
});

it("reads what was done to objects in storage", () => {
  expect(event(diagnostics[6])).toMatchObject({
    occurredAt: "2025-01-28T18:00:00.000000Z",
    actor: null,
    action: "GetBlob",
    verb: "read",
    outcome: "success",
    sourceIp: "8.8.8.8",
    sourceIpRaw: "8.8.8.8:44321",
    resources: [
      { id: "/mystorageaccount/sensitive-data/financials/report_2025.xlsx", type: "blob" },
      { type: "storageAccount" },
    ],
  });
  expect(event(diagnostics[7])).toMatchObject({ outcome: "denied" });
  expect(event(diagnostics[8])).toMatchObject({ verb: "list", outcome: "failure", session: "key1(EXAMPLE_HASH)" });
  expect(event(diagnostics[9]).resources[0]).toEqual({
    id: "/criticaldata001/backups/data.zip",
    type: null,
    name: "https://criticaldata001.blob.core.windows.net/backups/data.zip",
  });
  expect(event(tables[1])).toMatchObject({
    actor: "o-6",
    actorLabel: "app-6",
    bytes: 1_048_576,
    sourceIp: "203.0.113.7",
  });
});

it("does not know how a recommendation ended", () => {
  expect(event(diagnostics[10])).toMatchObject({ actor: "Microsoft.Advisor", verb: "admin", outcome: "unknown" });
});

it("answers for any JSON", () => {
  expectAnswers(azureActivity, {
    category: "Administrative",
    operationName: "a/b/write",
    resourceId: "/s",
    time: "2026-03-11T14:05:00Z",
    identity: {},
    properties: {},
  });
});
