import { expect, it } from "vitest";
import { eventOf, expectAnswers, readFixture } from "@/lib/evidence/formats/testing";
import { entraAudit } from "./format";

const read = async (name: string) => (await readFixture(new URL(`fixtures/${name}`, import.meta.url))).records;
const diagnostics = await read("diagnostics.ndjson");
const table = await read("log-analytics.ndjson");
const page = await read("graph-page.json");
const event = (record: unknown) => eventOf(entraAudit, record);

it("reads rights that somebody took for themselves, and rights that were taken away", () => {
  expect(event(diagnostics[0])).toMatchObject({
    occurredAt: "2025-01-15T08:45:30.123456Z",
    timeBasis: { field: "activityDateTime" },
    actor: "denethor@lotr.com",
    actorLabel: "user-admin-789",
    actorKind: "human",
    action: "User has elevated their access to User Access Administrator for their Azure Resources",
    verb: "grant",
    outcome: "success",
    sourceIp: "2.2.2.2",
    session: null,
    trace: "elevate-access-001",
  });
  expect(event(diagnostics[1])).toMatchObject({
    action: "Remove role assignment",
    verb: "revoke",
    resources: [{ id: "user-former-888", type: "User", name: "former@company.com" }],
  });
});

it("reads an invitation that failed, at the time of the act and not of the record", () => {
  expect(event(diagnostics[2])).toMatchObject({
    occurredAt: "2024-09-23T14:33:09.049661Z",
    verb: "grant",
    outcome: "failure",
    sourceIp: "1.2.3.4",
    resources: [{ id: "123456789", type: "User", name: "Zeus.Theboss" }],
    eventId: "Invited Users_123456789",
  });
});

it("finds the address among the details where it stands nowhere else", () => {
  expect(event(diagnostics[3])).toMatchObject({ verb: "grant", sourceIp: "1.2.3.4", outcome: "success" });
});

it("takes new credentials of an application for a grant", () => {
  expect(event(diagnostics[4])).toMatchObject({
    action: "Add service principal credentials",
    verb: "grant",
    resources: [{ id: "sp-app-456", type: "ServicePrincipal", name: "Production API Service" }],
  });
  expect(event(table[0])).toMatchObject({
    actor: "pgustavo@simulandlabs.com",
    action: "Update application – Certificates and secrets management",
    verb: "grant",
    outcome: "success",
    sourceIp: null,
    resources: [{ id: "11b49e19-2326-4be6-93cb-7f37439bbd81", type: "Application", name: "SimuLandApp" }],
    eventId: "Directory_10065ffb-8199-48bc-8ff5-912cb5b8295a_AUMVX_13992832",
  });
  expect(event(table[1])).toMatchObject({ verb: "grant", action: "Add delegated permission grant" });
});

it("leaves a changed policy an administrator's act", () => {
  expect(event(diagnostics[5])).toMatchObject({
    verb: "admin",
    resources: [{ id: "123456789", type: "Policy", name: "MFA" }],
  });
});

it("knows an application that acts, and the role that was lost", () => {
  expect(event(page[0])).toMatchObject({
    actor: "Provisioning agent",
    actorLabel: "sp-3",
    actorKind: "service",
    verb: "grant",
    resources: [
      { id: "u-1", type: "User", name: "kim@northwind.example" },
      { id: "g-1", type: "Group" },
    ],
  });
  expect(event(page[1])).toMatchObject({
    verb: "revoke",
    resources: [{ id: "u-1" }, { id: "r-1", type: "Role", name: "Global Administrator" }],
  });
});

it("reads the CSV that the portal downloads", async () => {
  const rows = await read("portal.csv");
  expect(rows.map(event)).toMatchObject([
    {
      occurredAt: "2026-03-11T14:05:00.123456Z",
      actor: "admin@northwind.example",
      actorLabel: "a-1",
      actorKind: "human",
      verb: "grant",
      outcome: "success",
      sourceIp: "203.0.113.7",
      trace: "c-1",
      resources: [
        { id: "u-1", type: "User", name: "kim@northwind.example" },
        { id: "g-1", type: "Group", name: "Finance" },
      ],
    },
    { actor: "Provisioning", actorLabel: "sp-1", actorKind: "service", verb: "delete", outcome: "failure" },
  ]);
});

it("answers for any JSON", () => {
  expectAnswers(entraAudit, {
    category: "AuditLogs",
    time: "2026-03-11T14:05:00Z",
    operationName: "x",
    initiatedBy: {},
    targetResources: [],
  });
});
