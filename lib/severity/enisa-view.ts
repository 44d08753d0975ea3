import * as z from "zod";
import { ANSWERS } from "@/lib/data/model";
import { PRIVACY_BANDS } from "./enisa";

const ends = z.object({ low: z.number(), high: z.number() });

/** ENISA's gauge as the inventory and the exposure answer suggest it: each term with its range and why. */
export const PrivacySuggestionView = z.object({
  terms: z.array(
    z.object({
      term: z.enum(["dpc", "ei", "confidentiality", "integrity", "availability", "malicious"]),
      low: z.number(),
      high: z.number(),
      reason: z.string(),
      to: z.enum(["exposure", "data"]),
    }),
  ),
  /** Null while no personal data is listed. */
  score: ends.nullable(),
  band: z.object({ low: z.enum(PRIVACY_BANDS), high: z.enum(PRIVACY_BANDS) }).nullable(),
  flags: z.object({ over100: z.enum(ANSWERS), unintelligible: z.enum(ANSWERS) }),
  computedAt: z.string().nullable(),
});
export type PrivacySuggestionView = z.output<typeof PrivacySuggestionView>;
