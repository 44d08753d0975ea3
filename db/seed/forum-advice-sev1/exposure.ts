import type { Step } from "@/db/seed/step";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";
import { AddDataInput } from "@/lib/data/inputs";
import { addData } from "@/lib/data/server/add-data";
import { AudienceInput, ChangeWindowInput, CloseWindowInput, OpenWindowInput } from "@/lib/exposure/inputs";
import { changeWindow, closeWindow } from "@/lib/exposure/server/change-window";
import { openWindow } from "@/lib/exposure/server/open-window";
import type { Instant } from "@/lib/time/instant";
import { ASSETS, ENGINEERING, type StoryAsset } from "./cast";
import { findEvents } from "./timeline";
import { TIMES } from "./times";

const on = (time: string): Instant => `2026-03-${time}.000000Z`;

/** Counts are synthetic; the reports give none. */
const DATA = {
  profiles: {
    description: "Names, addresses and settings of users",
    category: "contact",
    people: { certainty: "estimate", low: 410_000, high: 480_000 },
  },
  conversations: {
    description: "What users wrote to support",
    category: "communications",
    people: { certainty: "estimate", low: 61_000, high: 75_000 },
  },
  bucket: {
    description: "Weekly exports of user activity",
    category: "behavioural",
    people: { certainty: "unknown" },
  },
} as const;

/** Each asset, its window (opened when the reach was understood, closed when the policy was gone), and what it holds. */
export function exposureSteps(): Step[] {
  return ASSETS.flatMap(stepsOf);
}

function stepsOf({ key, name, patterns }: StoryAsset): Step[] {
  let [assetId, windowId] = ["", ""];
  const asset = CreateAssetInput.parse({
    name,
    classification: "restricted",
    owner: "Data platform",
    systems: ["aws-cloudtrail"],
    patterns: patterns.map((resource) => ({ system: "aws-cloudtrail", resource })),
  });
  const make: Step["run"] = async (ctx) => {
    assetId = (await createAsset(ctx, asset)).id;
  };
  const open: Step["run"] = async (ctx, ref) => {
    windowId = (await openWindow(ctx, ref, windowOn(assetId))).id;
  };
  const closing = CloseWindowInput.parse({
    closedAt: TIMES.closed,
    note: "The policy was deleted; a test account is refused.",
  });
  const cite: Step["run"] = async (ctx, ref) => {
    const openedEvidence = await findEvents(ctx, ref, { action: "iam.amazonaws.com:PutGroupPolicy" });
    const closedEvidence = await findEvents(ctx, ref, { action: "iam.amazonaws.com:DeleteGroupPolicy" });
    const reason = "The cloud log shows both ends, to the second.";
    await changeWindow(ctx, ref, windowId, ChangeWindowInput.parse({ openedEvidence, closedEvidence, reason }));
  };
  const inventory: Step["run"] = (ctx, ref) => addData(ctx, ref, dataIn(key, assetId));
  return [
    { at: on("11T16:58:00"), by: "responder", run: make },
    { at: on("11T16:59:30"), by: "responder", run: open },
    { at: on("11T17:06:00"), by: "responder", run: (ctx, ref) => closeWindow(ctx, ref, windowId, closing) },
    { at: on("11T19:15:00"), by: "responder", run: cite },
    { at: on("12T10:30:00"), by: "responder", run: inventory },
  ];
}

function windowOn(asset: string) {
  return OpenWindowInput.parse({
    asset,
    audience: AudienceInput.parse({ kind: "group", group: ENGINEERING }),
    openedAt: TIMES.opened,
    path: "IAM group policy debug-read-user-data",
    note: "A permission that a person gave on an agent's advice. It was valid in the system and never in policy.",
  });
}

function dataIn(key: StoryAsset["key"], assetId: string) {
  return AddDataInput.parse({
    assetId,
    ...DATA[key],
    subjectKind: "customers",
    jurisdictions: ["EU", "UK", "US"],
    protection: "none",
  });
}
