import * as z from "zod";
import { optionalText, textInput } from "@/lib/api/inputs";
import {
  ANSWERS,
  CERTAINTIES,
  DATA_CATEGORIES,
  PROTECTIONS,
  QUESTIONS,
  type Question,
  RECIPIENT_QUESTIONS,
  SPECIAL_KINDS,
  SUBJECT_KINDS,
} from "./model";

const number = z
  .int("Give a whole number.")
  .min(0, "Give 0 or more.")
  .max(1e12, "At most 1,000,000,000,000.")
  .nullish();

/** `known` takes `low` alone, `estimate` takes both, `unknown` takes neither. `basis` says how it was counted. */
export const CountInput = z
  .strictObject({ certainty: z.enum(CERTAINTIES), low: number, high: number, basis: optionalText(500).default("") })
  .superRefine(({ certainty, low, high }, ctx) => {
    const say = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    const has = (value: number | null | undefined) => value !== null && value !== undefined;
    if (certainty === "unknown" && (has(low) || has(high))) say("certainty", "An unknown count has no number.");
    if (certainty === "known" && !has(low)) say("low", "Give the number, or say that it is unknown.");
    if (certainty === "known" && has(high) && high !== low)
      say("high", "A known count is one number; this is a range.");
    if (certainty === "estimate" && !has(low)) say("low", "Give the lowest plausible number.");
    if (certainty === "estimate" && !has(high)) say("high", "Give the highest plausible number.");
    if (has(low) && has(high) && (low as number) > (high as number)) say("high", "The highest is below the lowest.");
  })
  .transform(({ certainty, low, high, basis }) => ({
    basis,
    certainty,
    low: low ?? null,
    high: certainty === "known" ? (low ?? null) : (high ?? null),
  }));

export const DataAnswerInput = z.strictObject({
  answer: z.enum(ANSWERS),
  reason: optionalText(2000).default(""),
  evidence: z.array(textInput("Name the evidence.", 500)).max(50).default([]),
});

/** By question; null takes a person's answer back, and what the evidence says shows again. */
export const DataAnswersInput = z
  .partialRecord(z.enum(QUESTIONS), DataAnswerInput.nullable())
  .superRefine((answers, ctx) => {
    for (const [question, given] of Object.entries(answers) as [Question, z.output<typeof DataAnswerInput> | null][]) {
      if (!given || given.answer === "unknown") continue;
      if (given.reason === "") {
        ctx.addIssue({ code: "custom", path: [question, "reason"], message: "Say what this answer rests on." });
      }
      if (question === "misused" && given.evidence.length === 0) {
        const message = "Misuse is answered with evidence: cite an event, a document or a statement.";
        ctx.addIssue({ code: "custom", path: [question, "evidence"], message });
      }
    }
  });

const place = textInput("Name the jurisdiction.", 60);

const fields = {
  assetId: z.uuid().nullable(),
  description: textInput("Say what data this is.", 500),
  category: z.enum(DATA_CATEGORIES),
  subjectKind: z.enum(SUBJECT_KINDS),
  people: CountInput,
  records: CountInput,
  jurisdictions: z.array(place).max(60).transform(distinct),
  protection: z.enum(PROTECTIONS),
  protectionNote: optionalText(1000),
  /** Further categories in the same item. */
  alsoCategories: z.array(z.enum(DATA_CATEGORIES)).max(DATA_CATEGORIES.length).transform(distinct),
  /** What of GDPR Articles 9 and 10 is in it. */
  specialKinds: z.array(z.enum(SPECIAL_KINDS)).max(SPECIAL_KINDS.length).transform(distinct),
  /** People by jurisdiction, where somebody knows; each is one of `jurisdictions`. */
  peopleByPlace: z
    .record(place, CountInput)
    .refine((places) => Object.keys(places).length <= 60, "At most 60 jurisdictions."),
  answers: DataAnswersInput,
};
const UNKNOWN_COUNT = { certainty: "unknown" as const };

export const AddDataInput = z.strictObject({
  ...fields,
  assetId: fields.assetId.default(null),
  category: fields.category.default("other"),
  subjectKind: fields.subjectKind.default("unknown"),
  people: fields.people.prefault(UNKNOWN_COUNT),
  records: fields.records.prefault(UNKNOWN_COUNT),
  jurisdictions: fields.jurisdictions.default([]),
  protection: fields.protection.default("unknown"),
  protectionNote: fields.protectionNote.default(""),
  alsoCategories: fields.alsoCategories.default([]),
  specialKinds: fields.specialKinds.default([]),
  peopleByPlace: fields.peopleByPlace.default({}),
  answers: fields.answers.default({}),
});
export type AddDataInput = z.output<typeof AddDataInput>;
/** As a form or a program sends it: all but the description may be left out. */
export type AddDataRequest = z.input<typeof AddDataInput>;

const version = z.coerce.number().int().min(1).optional();

/** Only what changes. `version` (or If-Match) is the one that was read. */
export const ChangeDataInput = z
  .strictObject({ ...z.object(fields).partial().shape, version })
  .refine(({ version: _, ...changes }) => Object.keys(changes).length > 0, "Say what to change.");
export type ChangeDataInput = z.output<typeof ChangeDataInput>;
export type ChangeDataRequest = z.input<typeof ChangeDataInput>;

export const RemoveDataQuery = z.object({ version, reason: optionalText(2000).default("") });
export type RemoveDataQuery = z.output<typeof RemoveDataQuery>;

/** Somebody who got at the data: a principal, or an actor as the log names it. */
const recipient = z
  .strictObject({ principal: z.uuid().optional(), actor: textInput("Name the actor.", 500).optional() })
  .refine(({ principal, actor }) => (principal === undefined) !== (actor === undefined), {
    message: "Give either a principal or an actor.",
  });

/** `unknown` takes a statement back. */
export const StateRecipientsInput = z
  .strictObject({
    recipients: z.array(recipient).min(1, "Say about whom.").max(500, "At most 500 at a time."),
    question: z.enum(RECIPIENT_QUESTIONS),
    answer: z.enum(ANSWERS),
    reason: textInput("Say what this rests on.", 2000),
    evidence: z.array(textInput("Name the evidence.", 500)).max(50).default([]),
  })
  .refine(
    ({ question, answer, evidence }) => question !== "deletion_attested" || answer !== "yes" || evidence.length > 0,
    {
      path: ["evidence"],
      message: "Cite the attestation: a document, a message or a ticket.",
    },
  );
export type StateRecipientsInput = z.output<typeof StateRecipientsInput>;
export type StateRecipientsRequest = z.input<typeof StateRecipientsInput>;

export const ListRecipientsQuery = z.object({
  /** Only who got at this asset. */
  asset: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  cursor: z.string().max(1000).optional(),
});
export type ListRecipientsQuery = z.output<typeof ListRecipientsQuery>;

export const RecipientQuery = z
  .object({ principal: z.uuid().optional(), actor: z.string().max(500).optional() })
  .refine(({ principal, actor }) => (principal === undefined) !== (actor === undefined), {
    message: "Give either a principal or an actor.",
  });
export type RecipientQuery = z.output<typeof RecipientQuery>;

export const NotificationQuery = z.object({ format: z.enum(["json", "md"]).default("json") });
export type NotificationQuery = z.output<typeof NotificationQuery>;

function distinct<T extends string>(values: T[]): T[] {
  return [...new Set(values)];
}
