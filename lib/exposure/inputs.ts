import * as z from "zod";
import { instantInput, optionalText, RefParams, textInput } from "@/lib/api/inputs";
import { ACCESS_VERBS, OUTCOMES } from "@/lib/evidence/model";
import { AUDIENCE_KINDS } from "./audience";
import { ACCESS_CLASSES, FACT_KINDS } from "./model";

const MAX_LISTED = 10_000;

/** `listed` takes principals by id or name, `group` takes the group's name, the others take neither. */
export const AudienceInput = z
  .strictObject({
    kind: z.enum(AUDIENCE_KINDS),
    principals: z.array(textInput("Name the principal.", 200)).max(MAX_LISTED).nullish(),
    group: textInput("Name the group.", 200).nullish(),
  })
  .superRefine(({ kind, principals, group }, ctx) => {
    const say = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (kind === "listed" && !principals?.length) say("principals", "List who could reach it.");
    if (kind === "group" && !group) say("group", "Name the group that could reach it.");
    if (kind !== "listed" && principals?.length) say("principals", `An audience "${kind}" lists nobody by name.`);
    if (kind !== "group" && group) say("group", `An audience "${kind}" has no group.`);
  });
export type AudienceInput = z.output<typeof AudienceInput>;

const bound = instantInput().nullish();
const evidence = z.array(textInput("Name the evidence event.", 200)).max(50, "At most 50 evidence events.");

const fields = {
  audience: AudienceInput,
  openedAt: instantInput(),
  openedAtEarliest: bound,
  openedAtLatest: bound,
  closedAt: bound,
  closedAtEarliest: bound,
  closedAtLatest: bound,
  path: optionalText(200).nullish(),
  note: optionalText(5000).nullish(),
  /** Evidence events on which the times of opening and closing rest. */
  openedEvidence: evidence.optional(),
  closedEvidence: evidence.optional(),
};

export const OpenWindowInput = z.strictObject({ asset: z.uuid(), ...fields });
export type OpenWindowInput = z.output<typeof OpenWindowInput>;

/** Only what changes; `closedAt: null` says that it is open after all. */
export const ChangeWindowInput = z
  .strictObject({ ...fields, reason: optionalText(2000) })
  .partial()
  .refine(({ reason: _, ...changes }) => Object.keys(changes).length > 0, "Say what to change.");
export type ChangeWindowInput = z.output<typeof ChangeWindowInput>;

export const CloseWindowInput = z.strictObject({
  closedAt: instantInput(),
  closedAtEarliest: bound,
  closedAtLatest: bound,
  closedEvidence: evidence.optional(),
  note: optionalText(5000).optional(),
});
export type CloseWindowInput = z.output<typeof CloseWindowInput>;

export const WithdrawInput = z.strictObject({ reason: textInput("Say why it is withdrawn.", 2000) });
export type WithdrawInput = z.output<typeof WithdrawInput>;

export const ExplainAccessInput = z
  .strictObject({
    asset: z.uuid(),
    /** A principal's id, or an actor as the log names it. */
    principal: z.uuid().nullish(),
    actor: z.string().min(1).max(2000).nullish(),
    from: bound,
    until: bound,
    reason: textInput("Say why these accesses were in order.", 5000),
    agreedBy: optionalText(200).nullish(),
  })
  .refine((input) => Boolean(input.principal) !== Boolean(input.actor), "Name either a principal or an actor.")
  .refine((input) => !input.from || !input.until || input.from < input.until, {
    message: "The interval ends before it begins.",
    path: ["until"],
  });
export type ExplainAccessInput = z.output<typeof ExplainAccessInput>;

export const ExposureQuery = z.object({
  /** As known then: facts recorded later are left out. */
  at: instantInput().optional(),
  /** Where open windows end; left out, it is `at`, else the present. */
  now: instantInput().optional(),
});
export type ExposureQuery = z.output<typeof ExposureQuery>;

/** `kept=true`: the answer that was computed last, at once, and marked where it is stale by now. */
export const AnswerQuery = ExposureQuery.extend({ kept: z.enum(["true", "false"]).optional() }).refine(
  ({ kept, at, now }) => kept !== "true" || (at === undefined && now === undefined),
  { message: "What is kept is the answer of the present: leave out at and now, or kept.", path: ["kept"] },
);
export type AnswerQuery = z.output<typeof AnswerQuery>;

export const FactsQuery = z.object({
  kind: z.enum(FACT_KINDS),
  at: instantInput().optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
  cursor: z.string().max(500).optional(),
});
export type FactsQuery = z.output<typeof FactsQuery>;

const word = <T extends readonly [string, ...string[]]>(words: T) => z.enum(words).optional();

/** Which accesses: everything behind any number of the answer can be asked for. */
export const AccessesQuery = ExposureQuery.extend({
  asset: z.uuid().optional(),
  principal: z.uuid().optional(),
  /** An unresolved actor as the log names it. */
  actor: z.string().max(2000).optional(),
  class: word(ACCESS_CLASSES),
  /** `unauthorised` = uncleared and unresolved. */
  only: z.enum(["unauthorised"]).optional(),
  certainty: z.enum(["certain", "possible"]).optional(),
  verb: word(ACCESS_VERBS),
  outcome: word(OUTCOMES),
  /** Those that begin in this stretch, half-open. */
  from: instantInput().optional(),
  until: instantInput().optional(),
  /**
   * In a window (the accesses), outside every one and not in order (the unexplained), refused (the attempts), or in a
   * window with a verb that is no access.
   */
  where: z.enum(["window", "outside", "attempts", "other"]).default("window"),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  cursor: z.string().max(500).optional(),
});
export type AccessesQuery = z.output<typeof AccessesQuery>;

export const WindowParams = RefParams.extend({ id: z.uuid() });
