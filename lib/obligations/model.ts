import type { TimeName } from "@/lib/incidents/model";

export const UNITS = ["hours", "calendar_days", "business_days", "months"] as const;
export type Unit = (typeof UNITS)[number];

export const RULE_STATUSES = ["in_force", "pending", "proposed"] as const;

export const DECISIONS = ["undecided", "applies", "does_not_apply"] as const;
export type Decision = (typeof DECISIONS)[number];

/** How a rule stands at its trigger: what is not in force is shown, and never due. */
export const STANDINGS_IN_LAW = ["in_force", "not_yet_in_force", "no_longer_in_force", "pending", "proposed"] as const;
export type StandingInLaw = (typeof STANDINGS_IN_LAW)[number];

/**
 * `waiting`: what it starts on is not recorded. `running`: it counts, or is due without undue delay. `overdue`: it ran
 * out. `submitted` and `not_applicable`: what stops a clock. `off`: the rule is not in force.
 */
export const CLOCKS = ["overdue", "running", "waiting", "submitted", "not_applicable", "off"] as const;
export type Clock = (typeof CLOCKS)[number];

export interface Offset {
  count: number;
  unit: Unit;
}

/** What a clock starts on: a named time of the incident, or the submission of another phase. */
export type StartsOn = { time: TimeName } | { submissionOf: string; which: "first" | "latest" };

/** One duty, as data. Dates are days in the regime's zone; `effectiveTo` is the first day it is no longer so. */
export interface Rule {
  id: string;
  version: number;
  regime: string;
  phase: string;
  jurisdiction: string;
  zone: string;
  /** Whose public holidays business days skip: a country as ISO 3166 names it. */
  holidays: string | null;
  whoMust: string;
  startsOn: StartsOn;
  /** What the law calls the time, where it has a word of its own. */
  lawCalls: string | null;
  /** A time from which on it is due at once, ahead of what `due` allows at most. */
  immediatelyOn: TimeName | null;
  /** Null: without undue delay. */
  due: Offset | null;
  /** Counted from another time, in hours; it no longer binds once the clock starts after it. */
  cap: { time: TimeName; hours: number } | null;
  recipient: string;
  content: readonly string[];
  exceptions: readonly { text: string; fits: "within_organisation" | null }[];
  effectiveFrom: string | null;
  effectiveTo: string | null;
  status: (typeof RULE_STATUSES)[number];
  source: { name: string; url: string };
  lastVerified: string;
}
