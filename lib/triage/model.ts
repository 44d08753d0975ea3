/** Who brought it: a person who saw something, or a program that watches. */
export const ORIGINS = ["person", "alert"] as const;
export type Origin = (typeof ORIGINS)[number];

/** What became of a report. Waiting while nobody has decided. */
export const OUTCOMES = ["waiting", "accepted", "declined", "merged"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why something that was reported is no incident of ours. */
export const DECLINE_REASONS = [
  "duplicate",
  "not_an_incident",
  "expected_behaviour",
  "test_or_drill",
  "no_ai_system",
  "cannot_reproduce",
  "insufficient_information",
  "handled_elsewhere",
  "other",
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** As people read and choose them. */
export const DECLINE_WORDS: Record<DeclineReason, string> = {
  duplicate: "Duplicate",
  not_an_incident: "Not an incident",
  expected_behaviour: "Expected behaviour",
  test_or_drill: "Test or drill",
  no_ai_system: "No AI system involved",
  cannot_reproduce: "Cannot reproduce",
  insufficient_information: "Insufficient information",
  handled_elsewhere: "Handled elsewhere",
  other: "Other",
};

export const ALERT_STATES = ["firing", "resolved"] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export const LINK_KINDS = ["related", "merged"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

export const LIMITS = {
  titleLength: 200,
  textLength: 20_000,
  reasonLength: 2000,
  linkLength: 2000,
  keyLength: 500,
  labels: 64,
  labelName: 200,
  labelValue: 1000,
  /** Of one request. */
  alerts: 500,
  /** Of one person in an hour. */
  reportsAnHour: 30,
  /** Requests of one sender in a minute. */
  alertRequestsAMinute: 300,
  /** Incidents that the alerts of one sender may open in an hour: more is a storm, and nobody would read them. */
  openedByAlertsAnHour: 60,
  related: 200,
} as const;

/** After so long a silence an alert that nobody resolved is a new one when it comes again. */
export const SILENT_AFTER_MS = 24 * 60 * 60 * 1000;
