import * as z from "zod";
import { TIME_NAMES } from "@/lib/incidents/model";
import { CLOCKS, DECISIONS, STANDINGS_IN_LAW, UNITS } from "./model";

export const SubmissionView = z.object({
  id: z.string(),
  at: z.string(),
  receipt: z.string(),
  evidence: z.array(z.string()),
  note: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  /** Recorded by mistake: it stays, and stops nothing. */
  withdrawn: z.object({ at: z.string(), by: z.string(), because: z.string() }).nullable(),
});
export type SubmissionView = z.output<typeof SubmissionView>;

const DecisionView = z.object({
  decision: z.enum(DECISIONS),
  reason: z.string(),
  pausedReason: z.string().nullable(),
  decidedBy: z.string(),
  decidedAt: z.string(),
  /** The version of the rule that was decided on. */
  ruleVersion: z.number(),
});

/** One duty of an incident with its clock. */
export const ObligationView = z.object({
  rule: z.string(),
  version: z.number(),
  regime: z.string(),
  phase: z.string(),
  jurisdiction: z.string(),
  whoMust: z.string(),
  /** How the rule stands at its trigger, or now while there is none. */
  status: z.enum(STANDINGS_IN_LAW),
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
  clock: z.enum(CLOCKS),
  /** A named time of the incident, or the rule whose submission it waits for. */
  startsOn: z.object({
    time: z.enum(TIME_NAMES).nullable(),
    submissionOf: z.string().nullable(),
    lawCalls: z.string().nullable(),
  }),
  /** Null: without undue delay. */
  due: z.object({ count: z.number(), unit: z.enum(UNITS) }).nullable(),
  triggerAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  /** The day it ends with in `zone`, for clocks of days. */
  dueOn: z.string().nullable(),
  zone: z.string(),
  capped: z.boolean(),
  immediately: z.boolean(),
  inTime: z.boolean().nullable(),
  decision: z.enum(DECISIONS),
  reason: z.string().nullable(),
  pausedReason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** Every decision before the one that stands, newest first. */
  formerDecisions: z.array(DecisionView),
  submissions: z.array(SubmissionView),
  recipient: z.string(),
  content: z.array(z.string()),
  /** `fits`: the record looks like this exception. A person decides. */
  exceptions: z.array(z.object({ text: z.string(), fits: z.boolean() })),
  source: z.object({ name: z.string(), url: z.string() }),
  lastVerified: z.string(),
});
export type ObligationView = z.output<typeof ObligationView>;

export const ClockSummaryView = z.object({
  next: z.object({ rule: z.string(), title: z.string(), dueAt: z.string(), decision: z.enum(DECISIONS) }).nullable(),
  overdue: z.number(),
  overdueUndecided: z.number(),
  running: z.number(),
  applies: z.number(),
  undecided: z.number(),
  decided: z.boolean(),
});

export const ObligationList = z.object({
  data: z.array(ObligationView),
  nextCursor: z.null(),
  summary: ClockSummaryView,
  /** The oldest day on which the text of one of these rules was verified. */
  lastVerified: z.string(),
});
export type ObligationList = z.output<typeof ObligationList>;

export const RunningClockView = z.object({
  incident: z.string(),
  title: z.string(),
  mode: z.string(),
  rule: z.string(),
  name: z.string(),
  dueAt: z.string(),
  decision: z.enum(DECISIONS),
  clock: z.enum(CLOCKS),
});
export type RunningClockView = z.output<typeof RunningClockView>;

export const RunningClockList = z.object({ data: z.array(RunningClockView), nextCursor: z.null() });
export type RunningClockList = z.output<typeof RunningClockList>;

/** The address below this installation's own; shown once. */
export const CalendarView = z.object({ path: z.string() });
export type CalendarView = z.output<typeof CalendarView>;
