/** Where an AI system stands in its life. */
export const AI_STATUSES = ["planned", "active", "suspended", "retired"] as const;
export type AiStatus = (typeof AI_STATUSES)[number];

/** How far it goes by itself, from least to most. */
export const AUTONOMY_LEVELS = ["suggests", "acts_with_approval", "acts_within_limits", "acts_freely"] as const;
export type Autonomy = (typeof AUTONOMY_LEVELS)[number];

/** For which of its actions a person has to agree beforehand. */
export const APPROVAL_MODES = ["none", "risky_actions", "every_change", "every_action"] as const;
export type ApprovalMode = (typeof APPROVAL_MODES)[number];

/** Who watches it while it works. */
export const OVERSIGHT_MODES = ["none", "sampled", "on_the_loop", "in_the_loop"] as const;
export type Oversight = (typeof OVERSIGHT_MODES)[number];

/** What an AI system had to do with an incident. */
export const AI_ROLES = ["caused", "involved"] as const;
export type AiRole = (typeof AI_ROLES)[number];

export const ASSESSMENT_STATES = ["asked", "approved", "refused", "withdrawn"] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];

/** Whether a new intern would get the same access. */
export const INTERN_ANSWERS = ["yes", "no"] as const;
export type InternAnswer = (typeof INTERN_ANSWERS)[number];

/** No answer in time is `expired`, and means no. */
export const APPROVAL_STATES = ["waiting", "allowed", "denied", "expired"] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

export const STOP_TEST_OUTCOMES = ["worked", "failed"] as const;
export type StopTestOutcome = (typeof STOP_TEST_OUTCOMES)[number];

/** What the history of an AI system is made of; append-only. */
export const AI_EVENT_KINDS = [
  "registered",
  "changed",
  "corrected",
  "identity_added",
  "identity_removed",
  "kill_switch_set",
  "kill_switch_removed",
  "stop_tested",
  "linked",
  "unlinked",
  "stop_sent",
  "assessment_asked",
  "assessment_approved",
  "assessment_refused",
  "assessment_withdrawn",
  "approval_asked",
  "approval_allowed",
  "approval_denied",
  "approval_expired",
  "approval_used",
] as const;
export type AiEventKind = (typeof AI_EVENT_KINDS)[number];

/** A stop that nobody has tried for so long is not one to rely on. */
export const STOP_TEST_DUE_DAYS = 90;
/** Assessments that end within so many days are due. */
export const ASSESSMENT_DUE_DAYS = 30;
