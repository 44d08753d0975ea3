import * as z from "zod";
import { instantInput, optionalText, textInput } from "@/lib/api/inputs";
import { PRECISIONS, SEVERITIES } from "@/lib/incidents/model";
import { AGENT_ACTS, BOUNDS, COUNTED, LIMITS, SPEAKERS, STANDINGS } from "./model";

const number = z
  .int("Give a whole number.")
  .min(0, "Give 0 or more.")
  .max(1e12, "At most 1,000,000,000,000.")
  .nullable()
  .default(null);

/** `exact` and `at_least` take `low`, `at_most` takes `high`, `range` both. */
export const AmountInput = z
  .strictObject({ bound: z.enum(BOUNDS), low: number, high: number })
  .superRefine(({ bound, low, high }, ctx) => {
    const say = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (bound !== "at_most" && low === null) say("low", "Give the number that was said.");
    if ((bound === "at_most" || bound === "range") && high === null) say("high", "Give the highest number.");
    if (low !== null && high !== null && low > high) say("high", "The highest is below the lowest.");
  })
  .transform(({ bound, low, high }) => ({
    bound,
    low: bound === "at_most" ? null : low,
    high: bound === "at_most" || bound === "range" ? high : null,
  }));

/** An asset's id; null for the whole incident. */
const asset = z.uuid("Choose an asset of the list.").nullable().default(null);
const time = {
  asset,
  at: instantInput(),
  precision: z.enum(PRECISIONS).exclude(["unknown"]).default("minute"),
};
const act = { act: z.enum(AGENT_ACTS), what: optionalText(500).default("") };

export const AssertionInput = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("nobody_accessed"), asset }),
    z.strictObject({ kind: z.literal("nobody_without_clearance"), asset }),
    z.strictObject({ kind: z.literal("nothing_exfiltrated"), asset }),
    z.strictObject({ kind: z.literal("nothing_misused") }),
    z.strictObject({ kind: z.literal("opened_at"), ...time }),
    z.strictObject({ kind: z.literal("closed_at"), ...time }),
    z.strictObject({ kind: z.literal("exposed_for"), asset, ms: AmountInput }),
    z.strictObject({ kind: z.literal("count"), of: z.enum(COUNTED), asset, n: AmountInput }),
    z.strictObject({ kind: z.literal("agent_did"), ...act }),
    z.strictObject({ kind: z.literal("agent_did_not"), ...act }),
    z.strictObject({ kind: z.literal("severity"), level: z.enum(SEVERITIES), scale: optionalText(300).default("") }),
  ])
  .superRefine((assertion, ctx) => {
    const acts = assertion.kind === "agent_did" || assertion.kind === "agent_did_not";
    if (acts && assertion.act === "other" && assertion.what === "") {
      ctx.addIssue({ code: "custom", path: ["what"], message: "Say what it did, or did not do." });
    }
    const affected =
      assertion.kind === "count" && (assertion.of === "people_affected" || assertion.of === "records_affected");
    if (affected && assertion.asset !== null) {
      const message = "The inventory's totals are of the whole incident; leave the asset out.";
      ctx.addIssue({ code: "custom", path: ["asset"], message });
    }
  });

/** Only web addresses: what is not one would be a link that runs something. */
const link = z
  .string()
  .trim()
  .max(2000, "At most 2,000 characters.")
  .refine((text) => text === "" || (/^https?:\/\/\S+$/i.test(text) && URL.canParse(text)), {
    message: "Give a web address that begins with https:// or http://.",
  })
  .transform((text) => text || null);

const fields = {
  speaker: textInput("Say who said it.", 200),
  speakerKind: z.enum(SPEAKERS),
  saidIn: optionalText(500),
  link: link.nullable(),
  /** Null: nobody knows when. */
  saidAt: instantInput().nullable(),
  precision: z.enum(PRECISIONS),
  words: textInput("Write the exact words.", LIMITS.words),
  /** Null: nothing in it can be checked against the evidence. */
  assertion: AssertionInput.nullable(),
};

export const AddClaimInput = z.strictObject({
  ...fields,
  speakerKind: fields.speakerKind.default("other"),
  saidIn: fields.saidIn.default(""),
  link: fields.link.default(null),
  saidAt: fields.saidAt.default(null),
  precision: fields.precision.default("minute"),
  assertion: fields.assertion.default(null),
});
export type AddClaimInput = z.output<typeof AddClaimInput>;
/** As a form or a program sends it. */
export type AddClaimRequest = z.input<typeof AddClaimInput>;

const version = z.coerce.number().int().min(1).optional();
const reason = (whenEmpty: string) => textInput(whenEmpty, 2000);

/** A new version with what changes; the former stays to be read. */
export const CorrectClaimInput = z
  .strictObject({ ...z.object(fields).partial().shape, reason: reason("Say why it is corrected."), version })
  .refine(
    ({ reason: _, version: __, ...changes }) => Object.values(changes).some((value) => value !== undefined),
    "Say what to correct.",
  );
export type CorrectClaimInput = z.output<typeof CorrectClaimInput>;
export type CorrectClaimRequest = z.input<typeof CorrectClaimInput>;

/** `unverified` takes a person's decision back. */
export const DecideClaimInput = z
  .strictObject({
    standing: z.enum(STANDINGS),
    reason: reason("Say why."),
    evidence: z
      .array(textInput("Name the evidence.", 500))
      .max(LIMITS.evidence, `At most ${LIMITS.evidence} pieces of evidence.`)
      .default([]),
    version,
  })
  .refine(({ standing, evidence }) => !["supported", "contradicted"].includes(standing) || evidence.length > 0, {
    path: ["evidence"],
    message: "Cite what shows it: an event, a document or a statement.",
  });
export type DecideClaimInput = z.output<typeof DecideClaimInput>;
export type DecideClaimRequest = z.input<typeof DecideClaimInput>;

export const WithdrawClaimInput = z.strictObject({ reason: reason("Say why it is withdrawn."), version });
export type WithdrawClaimInput = z.output<typeof WithdrawClaimInput>;
