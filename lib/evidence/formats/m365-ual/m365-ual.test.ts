import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NormaliseOptions, RecogniseHints } from "@/lib/evidence/formats/format";
import type { NormalisedEvent } from "@/lib/evidence/model";
import { m365Ual } from "./format";

const options: NormaliseOptions = { zone: null, dateOrder: null, mapping: null };
const hints: RecogniseHints = { filename: "audit.json", container: "ndjson" };
const ndjson = (name: string): unknown[] =>
  readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const copilot = ndjson("copilot-interaction.ndjson");
const sentinel = ndjson("sentinel-office-activity.json");
const management = ndjson("management-api.jsonl");
const detections = ndjson("detections.ndjson");

function event(record: unknown): NormalisedEvent {
  const [outcome] = m365Ual.normalise(record, options);
  if (outcome?.kind !== "event") throw new Error(JSON.stringify(outcome));
  return outcome.event;
}

it("recognises every form it comes in, and nothing else", () => {
  for (const record of [...copilot, ...sentinel, ...management, ...detections]) {
    expect(m365Ual.recognise(record, hints)).toBeGreaterThanOrEqual(0.9);
  }
  expect(m365Ual.recognise({ Operation: "read", user: "x" }, hints)).toBe(0);
});

describe("an assistant's interaction", () => {
  it("is the assistant's act on behalf of the user, and reads what it names", () => {
    expect(event(copilot[0])).toMatchObject({
      occurredAt: "2023-12-13T17:12:36.000000Z",
      timeBasis: { field: "CreationTime", zone: "contract", text: "2023-12-13T17:12:36" },
      actor: "Copilot",
      actorLabel: "appchat",
      actorKind: "agent",
      onBehalfOf: "admin@MODERNCOMMS975184.onmicrosoft.com",
      verb: "read",
      outcome: "unknown",
      sourceIp: "10.11.0.229",
      sourceIpRaw: "::ffff:10.11.0.229",
      session: "19:lgojcxwbvhJnfU3IhUJW5M-nSX2U7tjccgSrtYAoG341@thread.v2",
      eventId: "99b0a960-13a0-461f-8c5c-cb2316ea273d",
    });
    expect(event(copilot[0]).resources[0]?.id).toContain("AboutElephants.docx");
    expect(event(copilot[1])).toMatchObject({ verb: "invoke", resources: [] });
  });

  it("names each accessed file by its address and by its id, and the agent by its name", () => {
    const record = {
      ...(copilot[1] as object),
      AgentName: "Expense helper",
      AgentId: "agent-1",
      CopilotEventData: {
        AccessedResources: [
          { ID: "item-7", SiteUrl: "https://contoso.sharepoint.com/sites/hr/pay.xlsx", Name: "pay.xlsx", Type: "xlsx" },
        ],
      },
    };
    expect(event(record)).toMatchObject({
      actor: "Expense helper",
      actorLabel: "agent-1",
      verb: "read",
      resources: [
        { id: "https://contoso.sharepoint.com/sites/hr/pay.xlsx", type: "xlsx", name: "pay.xlsx" },
        { id: "item-7", type: "xlsx", name: "pay.xlsx" },
      ],
    });
  });
});

describe("mail reads", () => {
  it("cover two minutes where they were written together, and name each mail and the mailbox", () => {
    const read = event(sentinel[0]);
    expect(read).toMatchObject({
      occurredAt: "2021-08-02T13:41:16.000000Z",
      occurredUntil: "2021-08-02T13:43:16.000000Z",
      actor: "pgustavo@simulandlabs.com",
      actorKind: "human",
      onBehalfOf: null,
      verb: "read",
      outcome: "success",
      records: 7,
      sourceIp: "1.2.3.4",
      eventId: "699e0b10-1c53-403e-976f-ce0847a92b44",
    });
    // Seven items, two of which are the same message, and the mailbox.
    expect(read.resources).toHaveLength(7);
    expect(read.resources.at(-1)).toEqual({ id: "pgustavo@simulandlabs.com", type: "mailbox", name: null });
  });

  it("take a synchronised folder for what was read, at one instant", () => {
    const sync = {
      CreationTime: "2026-03-11T10:00:00",
      Id: "s-1",
      Operation: "MailItemsAccessed",
      RecordType: 50,
      Workload: "Exchange",
      UserId: "delegate@contoso.com",
      UserType: 0,
      MailboxOwnerUPN: "boss@contoso.com",
      OperationProperties: [{ Name: "MailAccessType", Value: "Sync" }],
      Item: { Id: "f-1", ParentFolder: { Id: "folder-1", Path: "\\Inbox", Name: "Inbox" } },
      ResultStatus: "Succeeded",
    };
    expect(event(sync)).toMatchObject({
      actor: "delegate@contoso.com",
      onBehalfOf: null,
      occurredUntil: null,
      resources: [
        { id: "f-1", type: "mail", name: null },
        { id: "folder-1", type: "mail folder", name: "\\Inbox" },
        { id: "boss@contoso.com", type: "mailbox", name: null },
      ],
    });
  });
});

describe("who, what and how it ended come from the record alone", () => {
  it("tells Microsoft's own accounts from people", () => {
    expect(event(management[0])).toMatchObject({
      actor: "NT AUTHORITY\\SYSTEM (Microsoft.Exchange.Servicehost)",
      actorKind: "service",
      verb: "admin",
      outcome: "success",
    });
    expect(event(management[3])).toMatchObject({
      actor: "piet@sst5f.onmicrosoft.com",
      actorKind: "human",
      verb: "login",
    });
  });

  it("takes a failed sign-in for failed though its status says Success", () => {
    expect(event(detections[0])).toMatchObject({ action: "UserLoginFailed", verb: "login", outcome: "failure" });
  });

  it("reads key names in lower case", () => {
    expect(event(detections[4])).toMatchObject({
      occurredAt: "2022-12-12T22:19:00.000000Z",
      actor: "homer.simpson@simpsons.onmicrosoft.com",
      actorKind: "human",
      action: "Set-Mailbox",
      verb: "admin",
      outcome: "success",
      sourceIp: "1.2.3.4",
    });
  });

  it("does not say that an act succeeded where the record does not", () => {
    expect(event(detections[14])).toMatchObject({
      action: "AddedToSecureLink",
      verb: "share",
      outcome: "unknown",
      resources: [
        {
          id: "https://yourorg.sharepoint.com/personal/user_yourorg/Documents/importantsecrets.docx",
          type: "File",
          name: "importantsecrets.docx",
        },
      ],
    });
  });
});

describe("CSV files carry the record in a column", () => {
  const data = {
    CreationTime: "2026-01-24T06:54:24",
    Id: "r-1",
    Operation: "FileDownloaded",
    RecordType: 6,
    UserId: "kim@contoso.com",
    UserType: 0,
    Workload: "SharePoint",
    ObjectId: "https://contoso.sharepoint.com/a.docx",
  };
  const purview = {
    RecordId: "r-1",
    CreationDate: "2026-01-24T06:54:24.0000000Z ",
    RecordType: "6",
    Operation: "FileDownloaded",
    UserId: "kim@contoso.com",
    AuditData: JSON.stringify(data),
    AssociatedAdminUnits: "",
    AssociatedAdminUnitsNames: "",
  };
  const csv: RecogniseHints = { filename: "a.csv", container: "csv", header: Object.keys(purview) };

  it("the same rows as JSON, from ConvertTo-Json or Graph's query, are known by the record inside", () => {
    const json: RecogniseHints = { filename: "a.json", container: "json" };
    const { AuditData, ...rest } = purview;
    for (const row of [purview, { ...rest, AuditData: data }, { id: "1", operation: "x", auditData: data }]) {
      expect(m365Ual.recognise(row, json)).toBe(1);
      expect(event(row)).toMatchObject({ verb: "export", actor: "kim@contoso.com" });
    }
    expect(m365Ual.recognise({ ...rest, AuditData: "{}" }, json)).toBe(0);
  });

  it("8 columns of Purview and 13 of Search-UnifiedAuditLog give the same event", () => {
    const search = {
      CreationDate: "1/24/2026 6:54:24 AM",
      UserIds: "kim@contoso.com",
      Operations: "FileDownloaded",
      AuditData: JSON.stringify(data),
      ResultIndex: "1",
      Identity: "r-1",
    };
    expect(m365Ual.recognise(purview, csv)).toBe(1);
    expect(event(purview)).toEqual(event(search));
    expect(event(purview)).toMatchObject({ verb: "export", actor: "kim@contoso.com", eventId: "r-1" });
  });

  it("takes the time of the row, in US order, where the record has none", () => {
    const { CreationTime: _, ...timeless } = data;
    const row = { CreationDate: "9/20/2023 4:05:03 AM", AuditData: JSON.stringify(timeless) };
    expect(event(row).occurredAt).toBe("2023-09-20T04:05:03.000000Z");
  });

  it("says that a spreadsheet cut a record off", () => {
    const cut = `{"a":"${"x".repeat(40_000)}`.slice(0, 32_767);
    expect(m365Ual.normalise({ ...purview, AuditData: cut }, options)).toEqual([
      { kind: "reject", reason: "AuditData ends at 32,767 characters: a spreadsheet cut it off" },
    ]);
  });
});

it("answers at least one outcome for any JSON and never throws", () => {
  const odd = fc.record({
    Operation: fc.constantFrom("MailItemsAccessed", "CopilotInteraction", "constructor"),
    CreationTime: fc.constantFrom("2024-01-01T00:00:00", "9999-12-31T23:59:59"),
    Folders: fc.jsonValue(),
    OperationProperties: fc.constantFrom([{ Name: "MailAccessType", Value: "Bind" }], "[", null),
    CopilotEventData: fc.jsonValue(),
    UserType: fc.jsonValue(),
    ResultStatus: fc.jsonValue(),
  });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), odd), (record) => {
      m365Ual.recognise(record, hints);
      expect(m365Ual.normalise(record, options).length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
