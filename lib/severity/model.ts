import type { Severity } from "@/lib/incidents/model";

export const FACTORS = ["D", "V", "A", "T", "R", "G", "C", "E"] as const;
export type Factor = (typeof FACTORS)[number];

export const EVENT_CLASSES = ["incident", "hazard", "near_miss"] as const;
export type EventClass = (typeof EVENT_CLASSES)[number];

/** What a severity asks of the response. Null: nothing within a time. */
export interface ResponseTargets {
  commanderAtOnce: boolean;
  updateEveryMinutes: number | null;
  /** From the declaration, and from the moment a containment task is added. Around the clock. */
  containmentHours: number | null;
  /** From the moment a task is added, of the calendar of who owns it. */
  remediationBusinessDays: number | null;
  /** From when the incident was resolved, of the installation's calendar. */
  postmortemBusinessDays: number | null;
}

export type TargetTable = Record<Severity, ResponseTargets>;
