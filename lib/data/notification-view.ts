import * as z from "zod";
import { PrivacySuggestionView } from "@/lib/severity/enisa-view";
import { ANSWERS, DATA_CATEGORIES, PROTECTIONS, SPECIAL_KINDS, SUBJECT_KINDS } from "./model";
import { CountView, RecipientSummary } from "./views";

const range = z.object({
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** `exact`, `approximate`, or `cannot_determine` where not even a lower end is known. */
  certainty: z.enum(["exact", "approximate", "cannot_determine"]),
  text: z.string(),
});
const time = z.object({ at: z.string(), precision: z.string() }).nullable();

export const CONFIDENTIALITY = ["disclosed", "likely", "not_disclosed", "not_possible_to_assess"] as const;

/** The facts that a data breach notification asks for, as far as the record has them; what it has not is unknown. */
export const NotificationFacts = z.object({
  incident: z.object({ ref: z.string(), title: z.string(), summary: z.string(), kind: z.string() }),
  asOf: z.string(),
  computedAt: z.string().nullable(),
  /** The incident itself, which may be no exposure at all. */
  started: time,
  /** Of the exposure; without an end and not ongoing where no window is recorded. */
  occurrence: z.object({
    from: z.string().nullable(),
    until: z.string().nullable(),
    ongoing: z.boolean(),
    /** Whether both ends are known exactly. */
    exact: z.boolean(),
  }),
  detected: time,
  aware: time,
  confidentiality: z.object({ answer: z.enum(CONFIDENTIALITY), reasons: z.array(z.string()) }),
  /** Whether who got it can read it. */
  unintelligible: z.enum(["intact", "subvertible", "no", "unknown"]),
  people: range.extend({ method: z.string() }),
  records: range.extend({ method: z.string() }),
  subjects: z.array(z.object({ kind: z.enum(SUBJECT_KINDS), people: range })),
  categories: z.array(z.object({ category: z.enum(DATA_CATEGORIES), people: range, records: range })),
  specialKinds: z.array(z.enum(SPECIAL_KINDS)),
  jurisdictions: z.array(z.object({ place: z.string(), people: range })),
  items: z.array(
    z.object({
      description: z.string(),
      asset: z.string().nullable(),
      people: CountView,
      records: CountView,
      protection: z.enum(PROTECTIONS),
      protectionNote: z.string(),
      exposed: z.enum(ANSWERS),
      accessed: z.enum(ANSWERS),
      exfiltrated: z.enum(ANSWERS),
      misused: z.enum(ANSWERS),
    }),
  ),
  recipients: RecipientSummary,
  severity: PrivacySuggestionView,
  /** What a notification would have to leave open. */
  unknown: z.array(z.string()),
});
export type NotificationFacts = z.output<typeof NotificationFacts>;
