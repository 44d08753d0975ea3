import { stringify } from "csv-stringify/sync";
import { ENGINEERS } from "@/db/seed/forum-advice-sev1/cast";
import type { LogFile } from "@/db/seed/log-file";
import { type Random, random } from "@/db/seed/random";
import type { Instant } from "@/lib/time/instant";
import { AGO, ASSISTANT, minutesBefore, PARTNERS, SITE } from "./cast";

const ORDINARY = 1_800;
const DOCUMENTS = ["salary-bands.xlsx", "bonus-proposals.xlsx", "calibration-notes.docx", "exceptions.docx"] as const;
/** Engineers whose questions the assistant answered from the site, and how often. */
const ANSWERED: readonly (readonly [engineer: number, answers: number])[] = [
  [1, 2],
  [6, 1],
  [11, 4],
  [17, 1],
  [19, 2],
  [27, 1],
  [34, 3],
  [46, 1],
  [53, 2],
];
/** Engineers who then opened a document themselves. */
const OPENED: readonly number[] = [11, 34, 53];

interface Row {
  at: Instant;
  operation: string;
  user: string;
  data: Record<string, unknown>;
}

/** The day's Microsoft 365 audit log as Purview exports it: eight columns, the record as JSON in one of them. */
export function auditLogFile(now: Instant): LogFile {
  const r = random(7701);
  const rows = [...story(r, now), ...ordinary(r, now)].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const records = rows.map((row) => purviewRow(r, row));
  return {
    filename: "purview-audit.csv",
    system: "m365",
    coverageFrom: minutesBefore(now, AGO.logBegins),
    coverageUntil: minutesBefore(now, 5),
    bytes: Buffer.from(stringify(records, { header: true, bom: true, record_delimiter: "windows" })),
    expected: { records: rows.length, events: rows.length, duplicates: 0, skipped: 0, rejects: 0 },
  };
}

function story(r: Random, now: Instant): Row[] {
  const opening: Row = {
    at: minutesBefore(now, AGO.firstOpen),
    operation: "SharingInheritanceBroken",
    user: PARTNERS[2]?.email ?? "",
    data: { Workload: "SharePoint", RecordType: 14, ObjectId: SITE, ItemType: "Site" },
  };
  const answers = ANSWERED.flatMap(([number, times], i) =>
    Array.from({ length: times }, (_, k) => answer(r, minutesBefore(now, AGO.firstAnswer - i * 17 - k * 3), number)),
  );
  const opened = OPENED.map((number, i) => fileAccess(r, minutesBefore(now, 120 - i * 31), email(number)));
  const partners = PARTNERS.flatMap(({ email: user }, i) =>
    Array.from({ length: 6 }, (_, k) => fileAccess(r, minutesBefore(now, 700 - i * 13 - k * 97), user)),
  );
  return [opening, ...answers, ...opened, ...partners];
}

function answer(r: Random, at: Instant, number: number): Row {
  const document = r.pick(DOCUMENTS);
  const resource = { ID: r.uuid(), SiteUrl: `${SITE}/Documents/${document}`, Name: document, Type: document.slice(-4) };
  return {
    at,
    operation: "CopilotInteraction",
    user: email(number),
    data: {
      Workload: "Copilot",
      RecordType: 261,
      AgentName: ASSISTANT,
      AgentId: "agent-workplace-01",
      CopilotEventData: { AppHost: "Teams", ThreadId: `19:${r.hex(16)}@thread.v2`, AccessedResources: [resource] },
    },
  };
}

function fileAccess(r: Random, at: Instant, user: string): Row {
  const document = r.pick(DOCUMENTS);
  const ObjectId = `${SITE}/Documents/${document}`;
  return {
    at,
    operation: "FileAccessed",
    user,
    data: {
      Workload: "SharePoint",
      RecordType: 6,
      ObjectId,
      ItemType: "File",
      SourceFileName: document,
      ResultStatus: "Succeeded",
    },
  };
}

function ordinary(r: Random, now: Instant): Row[] {
  return Array.from({ length: ORDINARY }, (): Row => {
    const page = `wiki/page-${r.int(1, 400)}.aspx`;
    return {
      at: minutesBefore(now, r.int(6, AGO.logBegins - 1) + r.next()),
      operation: r.pick(["FileAccessed", "FileAccessed", "FileModified", "PageViewed"]),
      user: r.pick(ENGINEERS).email,
      data: {
        Workload: "SharePoint",
        RecordType: 6,
        ObjectId: `https://northwindlabs.sharepoint.com/sites/engineering/${page}`,
        ItemType: "File",
        SourceFileName: page,
        ResultStatus: "Succeeded",
      },
    };
  });
}

function purviewRow(r: Random, { at, operation, user, data }: Row) {
  const id = r.uuid();
  const record = {
    CreationTime: at.slice(0, 19),
    Id: id,
    Operation: operation,
    OrganizationId: "5a0f38c6-0000-4000-8000-northwindlab",
    UserKey: user,
    UserType: 0,
    UserId: user,
    ClientIP: `203.0.113.${r.int(2, 250)}`,
    ...data,
  };
  return {
    RecordId: id,
    CreationDate: `${at.slice(0, 19)}.0000000Z`,
    RecordType: String(data.RecordType),
    Operation: operation,
    UserId: user,
    AuditData: JSON.stringify(record),
    AssociatedAdminUnits: "",
    AssociatedAdminUnitsNames: "",
  };
}

function email(number: number): string {
  const found = ENGINEERS[number - 1];
  if (found === undefined) throw new RangeError(`there is no engineer ${number}`);
  return found.email;
}
