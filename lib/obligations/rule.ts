import * as z from "zod";
import { TIME_NAMES } from "@/lib/incidents/model";
import { RULE_STATUSES, UNITS } from "./model";

const day = z.iso.date();
const text = z.string().min(1).max(400);

const RuleSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    phase: text,
    whoMust: text,
    startsOn: z.union([
      z.strictObject({ time: z.enum(TIME_NAMES) }),
      z.strictObject({ submissionOf: z.string(), which: z.enum(["first", "latest"]) }),
    ]),
    /** A time from which on it is due at once, ahead of what `due` allows at most. */
    immediatelyOn: z.enum(TIME_NAMES).nullable().default(null),
    lawCalls: text.nullable().default(null),
    due: z.strictObject({ count: z.int().min(1).max(400), unit: z.enum(UNITS) }).nullable(),
    cap: z
      .strictObject({ time: z.enum(TIME_NAMES), hours: z.int().min(1) })
      .nullable()
      .default(null),
    recipient: text,
    content: z.array(text).min(1).readonly(),
    exceptions: z
      .array(z.strictObject({ text, fits: z.enum(["within_organisation"]).nullable().default(null) }))
      .readonly(),
    effectiveFrom: day.nullable(),
    effectiveTo: day.nullable().default(null),
    status: z.enum(RULE_STATUSES),
  })
  .refine((rule) => rule.status !== "in_force" || rule.effectiveFrom !== null, "A rule in force has its first day.");

/** One file of lib/obligations/rules. Raise `version` with every change of a rule: decisions keep the one they saw. */
export const RegimeSchema = z
  .strictObject({
    version: z.int().min(1),
    regime: text,
    jurisdiction: z.string().regex(/^[A-Z]{2}(-[A-Z]{2})?$/),
    zone: z.string().refine(isZone, "Not a time zone."),
    /** The country whose public holidays business days skip. */
    holidays: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .nullable()
      .default(null),
    source: z.strictObject({ name: text, url: z.url({ protocol: /^https$/ }) }),
    lastVerified: day,
    rules: z.array(RuleSchema).min(1),
  })
  .refine(
    ({ holidays, rules }) => holidays !== null || rules.every(({ due }) => due?.unit !== "business_days"),
    "Business days need the country whose holidays they skip.",
  );

export type RegimeFile = z.input<typeof RegimeSchema>;
export type RuleInput = z.input<typeof RuleSchema>;

function isZone(zone: string): boolean {
  return Intl.supportedValuesOf("timeZone").includes(zone) || zone === "Asia/Kolkata";
}
