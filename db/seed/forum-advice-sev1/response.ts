import { acting, type DemoUser, type DemoUsers } from "@/db/seed/demo-people";
import { AddDataInput } from "@/lib/data/inputs";
import { addData } from "@/lib/data/server/add-data";
import { AudienceInput, CloseWindowInput, OpenWindowInput } from "@/lib/exposure/inputs";
import { closeWindow } from "@/lib/exposure/server/change-window";
import { openWindow } from "@/lib/exposure/server/open-window";
import { AssessSeverityInput } from "@/lib/severity/inputs";
import { assessSeverity } from "@/lib/severity/server/assess-severity";
import { AddTaskInput, FinishTaskInput, VerifyTaskInput } from "@/lib/tasks/inputs";
import { addTask } from "@/lib/tasks/server/add-task";
import { dropTask, finishTask, verifyTask } from "@/lib/tasks/server/finish-task";
import type { Instant } from "@/lib/time/instant";
import { ENGINEERING, type StoryAsset } from "./cast";
import { TIMES } from "./times";

const on = (time: string): Instant => `2026-03-${time}.000000Z`;

/** Opened when the reach was understood, closed when the policy was gone. */
export async function recordWindows(users: DemoUsers, ref: string, assets: Record<StoryAsset["key"], string>) {
  const audience = AudienceInput.parse({ kind: "group", group: ENGINEERING });
  for (const asset of Object.values(assets)) {
    const input = OpenWindowInput.parse({
      asset,
      audience,
      openedAt: TIMES.opened,
      path: "IAM group policy debug-read-user-data",
      note: "A permission that a person gave on an agent's advice. It was valid in the system and never in policy.",
    });
    const window = await openWindow(acting(users.responder, on("11T16:59:30")), ref, input);
    const closing = CloseWindowInput.parse({
      closedAt: TIMES.closed,
      note: "The policy was deleted; a test account is refused.",
    });
    await closeWindow(acting(users.responder, on("11T17:06:00")), ref, window.id, closing);
  }
}

/** First with what was known within minutes, then with what the logs showed. */
export async function assessFirst(users: DemoUsers, ref: string): Promise<void> {
  const first = AssessSeverityInput.parse({
    factors: { D: 3, A: 2, G: 3 },
    facts: { approvalMissing: true },
    reason: "Restricted data, insiders without clearance; the agent published without the approval it needs.",
  });
  await assessSeverity(acting(users.commander, on("11T16:50:20")), ref, first);
}

export async function assessWithEvidence(users: DemoUsers, ref: string): Promise<void> {
  const later = AssessSeverityInput.parse({
    factors: { D: 3, V: 3, A: 2, T: 2, R: 2, G: 3, C: 0, E: 1 },
    facts: { approvalMissing: true },
    reason: "Containment is verified. The logs were checked: no sign that data left the company.",
  });
  await assessSeverity(acting(users.commander, on("12T11:00:00")), ref, later);
}

/** Counts are synthetic; the reports give none. */
export async function recordData(users: DemoUsers, ref: string, assets: Record<StoryAsset["key"], string>) {
  const ctx = acting(users.responder, on("12T10:30:00"));
  const items = [
    {
      assetId: assets.profiles,
      description: "Names, addresses and settings of users",
      category: "contact",
      people: { certainty: "estimate", low: 410_000, high: 480_000 },
    },
    {
      assetId: assets.conversations,
      description: "What users wrote to support",
      category: "communications",
      people: { certainty: "estimate", low: 61_000, high: 75_000 },
    },
    {
      assetId: assets.bucket,
      description: "Weekly exports of user activity",
      category: "behavioural",
      people: { certainty: "unknown" },
    },
  ];
  for (const item of items) {
    const input = AddDataInput.parse({
      ...item,
      subjectKind: "customers",
      jurisdictions: ["EU", "UK", "US"],
      protection: "none",
    });
    await addData(ctx, ref, input);
  }
}

interface Task {
  title: string;
  kind: AddTaskInput["kind"];
  safeguard: AddTaskInput["safeguard"];
  owner: "commander" | "responder" | "admin";
  proof: string | null;
  notDoing?: string;
}

const TASKS: readonly Task[] = [
  {
    title: "Take the policy off the group and test with an account without clearance",
    kind: "containment",
    safeguard: "access_control",
    owner: "responder",
    proof: "DeleteGroupPolicy at 17:03:05; GetItem as the test account is refused at 17:05.",
  },
  {
    title: "Hide the agent's answer and tell everybody who read it not to follow it",
    kind: "containment",
    safeguard: null,
    owner: "responder",
    proof: "Topic 4711 is hidden; a message went to the 28 people who had opened it.",
  },
  {
    title: "Let the agent post only after a person has approved the text",
    kind: "eradication",
    safeguard: "human_approval",
    owner: "admin",
    proof: "Posting without an approval id is refused since release 4.3; a test tries it on every build.",
  },
  {
    title: "Refuse group policies that name restricted tables unless the data owner signs",
    kind: "prevention",
    safeguard: "access_control",
    owner: "admin",
    proof: "The permission boundary denies it; the pull request shows the refused attempt.",
  },
  {
    title: "Alarm when somebody without clearance reads restricted data",
    kind: "prevention",
    safeguard: "monitoring_with_halt",
    owner: "responder",
    proof: "The alarm fired within two minutes in the exercise of 19 March.",
  },
  {
    title: "Find out why the log delivery lost six minutes",
    kind: "recovery",
    safeguard: "audit_trail",
    owner: "responder",
    proof: "The delivery role was replaced at 15:58; deliveries now overlap by ten minutes.",
  },
  {
    title: "Ban answers by agents from the forum",
    kind: "prevention",
    safeguard: null,
    owner: "commander",
    proof: null,
    notDoing: "The approval step removes the cause; a ban would remove the help as well.",
  },
];

export async function workTasks(users: DemoUsers, ref: string): Promise<void> {
  for (const [i, { title, kind, safeguard, owner, proof, notDoing }] of TASKS.entries()) {
    const added = AddTaskInput.parse({ title, kind, safeguard, ownerId: users[owner].id });
    const at = kind === "containment" ? on(`11T17:1${i + 2}:00`) : on(`12T15:0${i}:00`);
    const task = await addTask(acting(users.commander, at), ref, added);
    if (notDoing !== undefined) {
      await dropTask(acting(users.commander, on("13T09:00:00")), ref, task.id, {
        reason: notDoing,
        version: task.version,
      });
      continue;
    }
    const doneAt = kind === "containment" ? on(`11T17:3${i}:00`) : on(`16T1${i}:00:00`);
    const input = FinishTaskInput.parse({ proof, version: task.version });
    const done = await finishTask(acting(users[owner], doneAt), ref, task.id, input);
    const verifier: DemoUser = owner === "commander" ? users.responder : users.commander;
    const verifiedAt = kind === "containment" ? on("11T18:30:00") : on(`17T1${i}:30:00`);
    await verifyTask(acting(verifier, verifiedAt), ref, task.id, VerifyTaskInput.parse({ version: done.version }));
  }
}
