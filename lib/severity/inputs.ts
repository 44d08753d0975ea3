import * as z from "zod";
import { optionalText, textInput } from "@/lib/api/inputs";
import { SEVERITIES } from "@/lib/incidents/model";
import type { Facts } from "./assess";
import { EVENT_CLASSES, FACTORS } from "./model";
import type { Points } from "./rubric";

const points = z
  .int("Give 0, 1, 2, 3 or 4, or leave it unknown.")
  .min(0, "Give 0, 1, 2, 3 or 4, or leave it unknown.")
  .max(4, "Give 0, 1, 2, 3 or 4, or leave it unknown.")
  .transform((value) => value as Points)
  .nullable();
const count = z.int("Give a whole number.").min(0, "Give 0 or more.").max(1e12).optional();

const FactsInput = z.strictObject({
  approvalMissing: z.boolean().optional(),
  tenants: count,
  productionDestroyed: z.boolean().optional(),
  backupsDestroyed: z.boolean().optional(),
  exfiltrationConfirmed: z.boolean().optional(),
  customersDown: count,
  stopFailed: z.boolean().optional(),
  deathOrInjury: z.boolean().optional(),
  event: z.enum(EVENT_CLASSES).optional(),
}) satisfies z.ZodType<Facts>;

const circumstance = z.union([z.literal(0), z.literal(0.25), z.literal(0.5)]);
export const PrivacyInputSchema = z.strictObject({
  dpc: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  ei: z.union([z.literal(0.25), z.literal(0.5), z.literal(0.75), z.literal(1)]),
  confidentiality: circumstance,
  integrity: circumstance,
  availability: circumstance,
  malicious: z.boolean(),
});

/** Factors left out or null are unknown. */
export const AssessSeverityInput = z.strictObject({
  factors: z.partialRecord(z.enum(FACTORS), points).default({}),
  facts: FactsInput.default({}),
  /** Another level than the rubric's; needs a reason, and the computed one stays in the record. */
  override: z.enum(SEVERITIES).nullish(),
  reason: optionalText(5000).optional(),
  /** Evidence event ids, timeline entries or links that the assessment rests on. */
  evidence: z.array(textInput("Name the evidence.", 500)).max(50).optional(),
  /** By factor: why this value, where the prefill or a person said it. */
  basis: z.partialRecord(z.enum(FACTORS), optionalText(1000)).optional(),
  /** ENISA's gauge, beside the rubric. */
  privacy: PrivacyInputSchema.nullish(),
});
export type AssessSeverityInput = z.output<typeof AssessSeverityInput>;
export type AssessSeverityRequest = z.input<typeof AssessSeverityInput>;
