import * as z from "zod";
import { MODES, PHASES, PRECISIONS, SEVERITIES, VISIBILITIES } from "@/lib/incidents/model";
import { IncidentView } from "@/lib/incidents/views";
import { ALERT_STATES, DECLINE_REASONS, ORIGINS, OUTCOMES } from "./model";

/** What was reported, in the words of whoever reported it. */
export const ReportedView = z.object({
  origin: z.enum(ORIGINS),
  reporter: z.string(),
  reportedAt: z.string(),
  what: z.string(),
  details: z.string(),
  happenedAt: z.string().nullable(),
  happenedPrecision: z.enum(PRECISIONS).nullable(),
  aiSystem: z.object({ id: z.string(), name: z.string() }).nullable(),
  link: z.string().nullable(),
});
export type ReportedView = z.output<typeof ReportedView>;

/** A report of one's own, and what became of it. Of the incident itself only what one may see. */
export const ReportView = ReportedView.extend({
  ref: z.string(),
  outcome: z.enum(OUTCOMES),
  declineReason: z.enum(DECLINE_REASONS).nullable(),
  outcomeText: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** Null where the incident was restricted to others since. */
  phase: z.enum(PHASES).nullable(),
  /** The incident it was merged into, where one may see it. */
  mergedInto: z.string().nullable(),
});
export type ReportView = z.output<typeof ReportView>;
export const ReportPage = z.object({ data: z.array(ReportView), nextCursor: z.string().nullable() });
export type ReportPage = z.output<typeof ReportPage>;

const AlertSum = z.object({
  /** Different alerts, those that fire, and how often any of them came. */
  alerts: z.number(),
  firing: z.number(),
  times: z.number(),
  firstAt: z.string(),
  lastAt: z.string(),
});

/** What waits for a commander's decision. */
export const TriageRow = IncidentView.extend({ report: ReportedView, alerts: AlertSum.nullable() });
export type TriageRow = z.output<typeof TriageRow>;
export const TriagePage = z.object({ data: z.array(TriageRow), nextCursor: z.string().nullable() });
export type TriagePage = z.output<typeof TriagePage>;

export const AlertView = z.object({
  id: z.string(),
  /** The incident that it opened or was added to; after a merge another one than it is shown with. */
  incident: z.string(),
  source: z.string(),
  group: z.string(),
  key: z.string(),
  title: z.string(),
  details: z.string(),
  link: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  state: z.enum(ALERT_STATES),
  count: z.number(),
  startedAt: z.string().nullable(),
  firstAt: z.string(),
  lastAt: z.string(),
  resolvedAt: z.string().nullable(),
});
export type AlertView = z.output<typeof AlertView>;

/** Where an incident comes from: the report, and the alerts. */
export const OriginView = z.object({
  report: ReportedView.extend({
    outcome: z.enum(OUTCOMES),
    declineReason: z.enum(DECLINE_REASONS).nullable(),
    outcomeText: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: z.string().nullable(),
  }).nullable(),
  alerts: z.array(AlertView),
  /** Alerts beyond those that are listed. */
  more: z.number(),
});
export type OriginView = z.output<typeof OriginView>;

export const LinkView = z.object({
  id: z.string(),
  ref: z.string(),
  title: z.string(),
  phase: z.enum(PHASES),
  severity: z.enum(SEVERITIES).nullable(),
  mode: z.enum(MODES),
  visibility: z.enum(VISIBILITIES),
  reason: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
});
export type LinkView = z.output<typeof LinkView>;

export const LinksView = z.object({
  /** Null while it is not merged, and where one may not see the other. */
  mergedInto: LinkView.nullable(),
  /** It is merged into an incident that one may not see. */
  mergedElsewhere: z.boolean(),
  /** Where its address leads in the end, over several merges. */
  leadsTo: z.string().nullable(),
  merged: z.array(LinkView),
  related: z.array(LinkView),
});
export type LinksView = z.output<typeof LinksView>;

export const ALERT_OUTCOMES = ["opened", "added", "repeated", "resolved", "unknown"] as const;
export const AlertReceipt = z.object({
  key: z.string(),
  /** `unknown`: it says that something ended which never came. */
  outcome: z.enum(ALERT_OUTCOMES),
  /** Null where the incident is for its members only, and where there is none. */
  incident: z.string().nullable(),
});
export type AlertReceipt = z.output<typeof AlertReceipt>;
export const AlertReceipts = z.object({ data: z.array(AlertReceipt) });
export type AlertReceipts = z.output<typeof AlertReceipts>;
