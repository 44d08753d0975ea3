import type { Severity } from "@/lib/incidents/model";
import type { Factor } from "./model";

/** Stored with every assessment: a changed text, weight, threshold or floor is a new version. */
export const RUBRIC_VERSION = "1";

export type Points = 0 | 1 | 2 | 3 | 4;
export const MAX_POINTS = 4;

interface FactorDefinition {
  name: string;
  /** What is asked, in the words of somebody who answers it at three in the morning. */
  question: string;
  weight: number;
  /** What 0, 1, 2, 3 and 4 mean. */
  levels: readonly [string, string, string, string, string];
}

export const RUBRIC: Record<Factor, FactorDefinition> = {
  D: {
    name: "Data sensitivity",
    question: "What is the most sensitive data concerned?",
    weight: 5,
    levels: [
      "None, or public",
      "Internal",
      "Business-confidential, or basic personal",
      "Restricted company data, source code, financial or bulk user data",
      "Special category, health, children, national ids, live secrets",
    ],
  },
  V: {
    name: "Volume",
    question: "How many people? Records ÷ 10 where no people are concerned.",
    weight: 4,
    levels: ["0", "Under 100", "100–9,999", "10,000–999,999, or “massive, unknown”", "1 million or more"],
  },
  A: {
    name: "Audience",
    question: "Who could newly reach it?",
    weight: 5,
    levels: [
      "Nobody new",
      "Insiders with clearance, no need to know",
      "Insiders without clearance",
      "Identifiable outsiders: another tenant, a vendor",
      "The public, an adversary, or unknown",
    ],
  },
  T: {
    name: "Window",
    question: "For how long was it open, or did the harm go on?",
    weight: 2,
    levels: ["Not at all", "Under 15 min", "15 min – 24 h", "Over 24 h – 30 d", "Over 30 d"],
  },
  R: {
    name: "Reversibility",
    question: "What would it take to undo?",
    weight: 3,
    levels: [
      "Nothing to undo",
      "Automatic or trivial",
      "Restorable with effort; or disclosed only to people bound to secrecy",
      "Partly irreversible; or disclosed to identifiable outsiders",
      "Permanent loss; or in adversary or public hands",
    ],
  },
  G: {
    name: "Agent autonomy and privilege",
    question: "How far did the AI system act by itself, and with what rights?",
    weight: 4,
    levels: [
      "No agent action",
      "Suggestion, checked by a person",
      "Suggestion applied unchecked; or autonomous read",
      "Autonomous write or publish without required approval",
      "Autonomous with production or admin rights, or against a stop",
    ],
  },
  C: {
    name: "Containment now",
    question: "Is it stopped?",
    weight: 1,
    levels: ["Verified", "Done, unverified", "Partial", "None", "Spreading, or the stop failed"],
  },
  E: {
    name: "Evidence of harm",
    question: "What do the logs say?",
    weight: 1,
    levels: ["Ruled out by logs", "Logs checked, none found", "Logs incomplete", "Probable", "Confirmed"],
  },
};

/** The lowest score of each level. */
export const THRESHOLDS: Record<Severity, number> = { SEV1: 60, SEV2: 45, SEV3: 30, SEV4: 15, SEV5: 0 };

export const FLOOR_IDS = ["F1", "F2", "F3", "F4", "F5", "F6", "F7"] as const;
export type FloorId = (typeof FLOOR_IDS)[number];

/** A level below which the severity can't be, whatever the points say. */
export const FLOORS: Record<FloorId, { name: string; trigger: string; effect: string }> = {
  F1: {
    name: "Approval missing",
    trigger: "Data sensitivity 3 or more, audience 2 or more, and a required approval was missing or bypassed",
    effect: "SEV1",
  },
  F2: {
    name: "Across tenants",
    trigger: "Audience 3 or more, and more than one tenant concerned",
    effect: "SEV2; from 500 tenants SEV1",
  },
  F3: {
    name: "Production destroyed",
    trigger: "An agent destroyed a production data store",
    effect: "SEV2; with its backups SEV1",
  },
  F4: {
    name: "Confirmed exfiltration",
    trigger: "Confirmed exfiltration to an adversary, and data sensitivity 3 or more",
    effect: "SEV1",
  },
  F5: { name: "Core service down", trigger: "Down for 1 million customers or orders, or more", effect: "SEV1" },
  F6: { name: "Stop failed", trigger: "A stop command was ignored or failed", effect: "at least SEV3" },
  F7: { name: "Death or injury", trigger: "A death or a serious injury", effect: "SEV1" },
};
