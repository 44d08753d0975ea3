import { bringEvidence, evidenceReady } from "@/db/seed/bring-evidence";
import { acting, type DemoUsers } from "@/db/seed/demo-people";
import { play, type Step } from "@/db/seed/step";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";
import { AddDataInput } from "@/lib/data/inputs";
import { addData } from "@/lib/data/server/add-data";
import { ExposureQuery, OpenWindowInput } from "@/lib/exposure/inputs";
import { getExposure } from "@/lib/exposure/server/get-exposure";
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
import { agentSteps } from "./agent";
import { auditLogFile } from "./audit-log";
import { AGO, ASSET_NAME, ASSISTANT, minutesBefore, PARTNERS, PEOPLE_TEAM, SITE } from "./cast";
import { obligationSteps } from "./obligations";
import { updateSteps } from "./updates";

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

type Ago = (minutes: number) => Instant;

/** An incident that is happening: the exposure is open, clocks run, somebody is working on it. */
export async function tellLive(users: DemoUsers, now: Instant): Promise<void> {
  const ago: Ago = (minutes) => minutesBefore(now, minutes);
  const declared = DeclareIncidentInput.parse({
    title: "Workplace assistant answers from the pay review site",
    summary:
      "A SharePoint site with this year's pay review became readable for everybody, and the workplace assistant quotes from it.",
    kind: "data_exposure",
    aiInvolvement: "ai_output_disclosed_data",
    startedAt: ago(AGO.firstOpen),
    detectedAt: ago(AGO.detected),
  });
  const { ref } = await declareIncident(acting(users.commander, ago(AGO.declared)), declared, SYNTHETIC);
  const id = parseIncidentRef(ref);
  if (id === null) throw new Error(`${ref} names no incident`);
  const bring: Step["run"] = (ctx, to) => bringEvidence(ctx, to, [auditLogFile(now)]);
  await play(users, ref, [
    ...entrySteps(ago),
    ...exposureSteps(ago),
    ...peopleSteps(ago),
    ...agentSteps(ago),
    ...workSteps(users, ago),
    ...obligationSteps(ago),
    ...updateSteps(ago),
    { at: ago(24), by: "responder", run: bring },
  ]);
  await evidenceReady(id);
  await getExposure(acting(users.responder, now), ref, ExposureQuery.parse({}));
}

function entrySteps(ago: Ago): Step[] {
  return ENTRIES.map(([recorded, by, happened, kind, body]) => {
    const input = AddEntryInput.parse({ occurredAt: ago(happened), kind, body });
    return { at: ago(recorded), by, run: (ctx, ref) => addEntry(ctx, ref, input) };
  });
}

/** The window's beginning is known to within a quarter of an hour; it has no end yet. */
function exposureSteps(ago: Ago): Step[] {
  let assetId = "";
  const severity = AssessSeverityInput.parse({
    factors: { D: 3, A: 2, G: 2, C: 2 },
    facts: { approvalMissing: true },
    reason: "Salaries, readable by insiders without clearance. The assistant was not approved for this site.",
  });
  const asset = CreateAssetInput.parse({
    name: ASSET_NAME,
    classification: "restricted",
    owner: "People operations",
    systems: ["m365"],
    patterns: [{ system: "m365", resource: `${SITE}*` }],
  });
  const make: Step["run"] = async (ctx) => {
    assetId = (await createAsset(ctx, asset)).id;
  };
  const open: Step["run"] = (ctx, ref) =>
    openWindow(
      ctx,
      ref,
      OpenWindowInput.parse({
        asset: assetId,
        audience: { kind: "organisation" },
        openedAt: ago(AGO.firstOpen),
        openedAtEarliest: ago(AGO.lastClosed),
        openedAtLatest: ago(AGO.firstOpen),
        path: "SharePoint inheritance of permissions",
        note: "Known closed at the earlier time, known open at the later one.",
      }),
    );
  const inventory: Step["run"] = (ctx, ref) => addData(ctx, ref, AddDataInput.parse({ ...DATA, assetId }));
  return [
    { at: ago(33), by: "commander", run: (ctx, ref) => assessSeverity(ctx, ref, severity) },
    { at: ago(30), by: "responder", run: make },
    { at: ago(29), by: "responder", run: open },
    { at: ago(20), by: "responder", run: inventory },
  ];
}

const DATA = {
  description: "Salaries, bonus proposals and calibration notes",
  category: "financial",
  subjectKind: "employees",
  people: { certainty: "known", low: 1240 },
  jurisdictions: ["EU", "UK"],
  protection: "none",
};

function peopleSteps(ago: Ago): Step[] {
  const since = "2025-01-01T00:00:00Z";
  const team = PARTNERS.map(({ name, email }) => ({
    name,
    kind: "human",
    aliases: [{ value: email }],
    groups: [{ name: PEOPLE_TEAM, from: since }],
  }));
  const rows = [...team, { name: ASSISTANT, kind: "agent", aliases: [{ value: ASSISTANT }] }];
  const principals = rows.map((row) => PrincipalRow.parse(row));
  const clearance = ClearanceRow.parse({ group: PEOPLE_TEAM, asset: ASSET_NAME, from: since });
  return [
    { at: ago(27), by: "responder", run: (ctx) => importPrincipals(ctx, principals) },
    { at: ago(26), by: "responder", run: (ctx) => importClearances(ctx, [clearance]) },
  ];
}

function workSteps(users: DemoUsers, ago: Ago): Step[] {
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
  return tasks.map((task) => {
    const input = AddTaskInput.parse(task);
    return { at: ago(18), by: "commander", run: (ctx, ref) => addTask(ctx, ref, input) };
  });
}
