import { bringEvidence, evidenceReady } from "@/db/seed/bring-evidence";
import { acting, type DemoUsers } from "@/db/seed/demo-people";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";
import { AddDataInput } from "@/lib/data/inputs";
import { addData } from "@/lib/data/server/add-data";
import { OpenWindowInput } from "@/lib/exposure/inputs";
import { openWindow } from "@/lib/exposure/server/open-window";
import { DeclareIncidentInput } from "@/lib/incidents/inputs";
import { parseIncidentRef } from "@/lib/incidents/model";
import { declareIncident } from "@/lib/incidents/server/declare-incident";
import { ClearanceRow, PrincipalRow } from "@/lib/people/inputs";
import { importClearances } from "@/lib/people/server/import-clearances";
import { importPrincipals } from "@/lib/people/server/import-principals";
import { AssessSeverityInput } from "@/lib/severity/inputs";
import { assessSeverity } from "@/lib/severity/server/assess-severity";
import { AddTaskInput } from "@/lib/tasks/inputs";
import { addTask } from "@/lib/tasks/server/add-task";
import type { Instant } from "@/lib/time/instant";
import { AddEntryInput } from "@/lib/timeline/inputs";
import { addEntry } from "@/lib/timeline/server/add-entry";
import { auditLogFile } from "./audit-log";
import { AGO, ASSET_NAME, ASSISTANT, minutesBefore, PARTNERS, PEOPLE_TEAM, SITE } from "./cast";

const SYNTHETIC =
  "All of it is invented. It happens now, whenever now is: its times follow the first start of this installation.";

type Entry = readonly [
  minutesAgo: number,
  by: "commander" | "responder",
  happened: number,
  kind: AddEntryInput["kind"],
  body: string,
];

const ENTRIES: readonly Entry[] = [
  [
    34,
    "commander",
    AGO.detected,
    "human_action",
    "An engineer shows her manager an answer of the workplace assistant that quotes salary bands of her team.",
  ],
  [
    31,
    "responder",
    AGO.firstOpen,
    "human_action",
    "The pay review site stopped inheriting its permissions during a move. The first record of it is this one; it was still closed a quarter of an hour before.",
  ],
  [
    28,
    "responder",
    AGO.firstAnswer,
    "ai_action",
    "First answer of the assistant that used a document of the site. It had not been approved for this site, and asked nobody.",
  ],
  [
    22,
    "commander",
    22,
    "decision",
    "The assistant stays on for the rest of the company; it is to be cut off from this site first. Legal and privacy are told.",
  ],
  [
    12,
    "responder",
    12,
    "note",
    "The site's owner can't be reached. Closing the site needs an administrator of SharePoint; one is on the way.",
  ],
];

/** An incident that is happening: the exposure is open, clocks run, somebody is working on it. */
export async function tellLive(users: DemoUsers, now: Instant): Promise<void> {
  const ago = (minutes: number) => minutesBefore(now, minutes);
  const { commander, responder } = users;
  const declared = DeclareIncidentInput.parse({
    title: "Workplace assistant answers from the pay review site",
    summary:
      "A SharePoint site with this year's pay review became readable for everybody, and the workplace assistant quotes from it.",
    kind: "data_exposure",
    aiInvolvement: "ai_output_disclosed_data",
    startedAt: ago(AGO.firstOpen),
    detectedAt: ago(AGO.detected),
  });
  const { ref } = await declareIncident(acting(commander, ago(AGO.declared)), declared, SYNTHETIC);
  const id = parseIncidentRef(ref);
  if (id === null) throw new Error(`${ref} names no incident`);
  const assetId = await recordExposure(users, ref, ago);
  await bringEvidence(acting(responder, ago(24)), ref, [auditLogFile(now)]);
  await writeEntries(users, ref, ago);
  await openWork(users, ref, assetId, ago);
  await evidenceReady(id);
}

async function recordExposure(users: DemoUsers, ref: string, ago: (minutes: number) => Instant): Promise<string> {
  const { commander, responder } = users;
  const severity = AssessSeverityInput.parse({
    factors: { D: 3, A: 2, G: 2, C: 2 },
    facts: { approvalMissing: true },
    reason: "Salaries, readable by insiders without clearance. The assistant was not approved for this site.",
  });
  await assessSeverity(acting(commander, ago(33)), ref, severity);
  const asset = CreateAssetInput.parse({
    name: ASSET_NAME,
    classification: "restricted",
    owner: "People operations",
    systems: ["m365"],
    patterns: [{ system: "m365", resource: `${SITE}*` }],
  });
  const { id } = await createAsset(acting(responder, ago(30)), asset);
  const window = OpenWindowInput.parse({
    asset: id,
    audience: { kind: "organisation" },
    openedAt: ago(AGO.firstOpen),
    openedAtEarliest: ago(AGO.lastClosed),
    openedAtLatest: ago(AGO.firstOpen),
    path: "SharePoint inheritance of permissions",
    note: "Known closed at the earlier time, known open at the later one.",
  });
  await openWindow(acting(responder, ago(29)), ref, window);
  await recordPeople(users, ago(26));
  return id;
}

async function recordPeople(users: DemoUsers, at: Instant): Promise<void> {
  const team = PARTNERS.map(({ name, email }) => ({
    name,
    kind: "human",
    aliases: [{ value: email }],
    groups: [{ name: PEOPLE_TEAM, from: "2025-01-01T00:00:00Z" }],
  }));
  const rows = [...team, { name: ASSISTANT, kind: "agent", aliases: [{ value: ASSISTANT }] }];
  await importPrincipals(
    acting(users.responder, at),
    rows.map((row) => PrincipalRow.parse(row)),
  );
  const clearance = ClearanceRow.parse({ group: PEOPLE_TEAM, asset: ASSET_NAME, from: "2025-01-01T00:00:00Z" });
  await importClearances(acting(users.responder, at), [clearance]);
}

async function writeEntries(users: DemoUsers, ref: string, ago: (minutes: number) => Instant): Promise<void> {
  for (const [recorded, by, happened, kind, body] of ENTRIES) {
    await addEntry(
      acting(users[by], ago(recorded)),
      ref,
      AddEntryInput.parse({ occurredAt: ago(happened), kind, body }),
    );
  }
}

async function openWork(
  users: DemoUsers,
  ref: string,
  assetId: string,
  ago: (minutes: number) => Instant,
): Promise<void> {
  const data = AddDataInput.parse({
    assetId,
    description: "Salaries, bonus proposals and calibration notes",
    category: "financial",
    subjectKind: "employees",
    people: { certainty: "known", low: 1240 },
    jurisdictions: ["EU", "UK"],
    protection: "none",
  });
  await addData(acting(users.responder, ago(20)), ref, data);
  const tasks = [
    {
      title: "Close the pay review site to everybody but the people team",
      kind: "containment",
      safeguard: "access_control",
      ownerId: users.responder.id,
    },
    {
      title: "Take the site out of the assistant's index",
      kind: "containment",
      safeguard: "fail_safe_stop",
      ownerId: users.admin.id,
    },
    {
      title: "Ask those who got an answer to delete it, and confirm",
      kind: "recovery",
      safeguard: null,
      ownerId: users.commander.id,
    },
  ];
  for (const task of tasks) await addTask(acting(users.commander, ago(18)), ref, AddTaskInput.parse(task));
}
