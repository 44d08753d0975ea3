import * as z from "zod";
import { SEVERITIES } from "@/lib/incidents/model";
import { PRIVACY_BANDS } from "./enisa";
import { PrivacyInputSchema } from "./inputs";
import { EVENT_CLASSES, FACTORS } from "./model";
import { FLOOR_IDS } from "./rubric";

const Level = z.enum(SEVERITIES);
const ReadingView = z.object({ score: z.number(), level: Level });
const PointsByFactor = z.partialRecord(z.enum(FACTORS), z.number().nullable());

const FactsView = z.object({
  approvalMissing: z.boolean().optional(),
  tenants: z.number().optional(),
  productionDestroyed: z.boolean().optional(),
  backupsDestroyed: z.boolean().optional(),
  exfiltrationConfirmed: z.boolean().optional(),
  customersDown: z.number().optional(),
  stopFailed: z.boolean().optional(),
  deathOrInjury: z.boolean().optional(),
  event: z.enum(EVENT_CLASSES).optional(),
});

/** One assessment. `level` is what counts for the incident: the override where there is one, else the computed level. */
export const AssessmentView = z.object({
  id: z.string(),
  rubricVersion: z.string(),
  likely: ReadingView,
  high: ReadingView,
  floors: z.array(z.enum(FLOOR_IDS)),
  level: Level,
  /** What the rubric says, also where somebody overrode it. */
  computed: Level,
  overridden: z.boolean(),
  potential: Level.optional(),
  actual: Level.optional(),
  assumed: z.array(z.enum(FACTORS)),
  urgency: Level,
  privacy: z.object({ score: z.number(), band: z.enum(PRIVACY_BANDS), input: PrivacyInputSchema }).nullable(),
  factors: PointsByFactor,
  facts: FactsView,
  basis: z.partialRecord(z.enum(FACTORS), z.string()),
  reason: z.string().nullable(),
  evidence: z.array(z.string()),
  assessedBy: z.string(),
  assessedAt: z.string(),
  /** Its entry in the incident's record. */
  eventId: z.string(),
});
export type AssessmentView = z.output<typeof AssessmentView>;

export const AssessmentPage = z.object({
  data: z.array(AssessmentView),
  nextCursor: z.string().nullable(),
});
export type AssessmentPage = z.output<typeof AssessmentPage>;

/** What the evidence suggests for a factor. `to` is the page below the incident that shows it. */
export const SuggestionView = z.object({
  factor: z.enum(FACTORS),
  /** Null: the evidence says why it can't tell. */
  points: z.number().nullable(),
  reason: z.string(),
  to: z.enum(["exposure", "data", "timeline", "containment"]),
});
export type SuggestionView = z.output<typeof SuggestionView>;
/** A fact that the record suggests, with its reason. */
const FactSuggestionView = z.object({
  fact: z.literal("stopFailed"),
  reason: z.string(),
  to: z.literal("containment"),
});
export type FactSuggestionView = z.output<typeof FactSuggestionView>;
export const PrefillView = z.object({
  suggestions: z.array(SuggestionView),
  facts: z.array(FactSuggestionView),
  computedAt: z.string().nullable(),
});
export type PrefillView = z.output<typeof PrefillView>;
