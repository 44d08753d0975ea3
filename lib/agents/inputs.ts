import * as z from "zod";
import { instantInput, optionalText, PageQuery, textInput } from "@/lib/api/inputs";
import { CLASSIFICATIONS } from "@/lib/assets/model";
import {
  AI_ROLES,
  AI_STATUSES,
  APPROVAL_MODES,
  APPROVAL_STATES,
  AUTONOMY_LEVELS,
  INTERN_ANSWERS,
  OVERSIGHT_MODES,
  STOP_TEST_OUTCOMES,
} from "./model";

const short = optionalText(200).nullable();
const tool = textInput("Name the tool.", 200);
const identityValue = textInput("Give the identity as logs write it.", 1000);
const system = textInput("Name the system, or leave it out for all of them.", 100);

export const IdentityInput = z.strictObject({ system: system.nullish(), value: identityValue });
export type IdentityInput = z.output<typeof IdentityInput>;

/** What is true of an AI system from an instant on. */
const facts = {
  name: textInput("Give the AI system a name.", 200),
  purpose: optionalText(2000),
  owner: short,
  vendor: short,
  model: short,
  modelVersion: short,
  promptVersion: short,
  tools: z.array(tool).max(200, "At most 200 tools.").transform(distinct),
  assets: z.array(z.uuid()).max(500, "At most 500 assets."),
  classification: z.enum(CLASSIFICATIONS).nullable(),
  autonomy: z.enum(AUTONOMY_LEVELS).nullable(),
  approvalMode: z.enum(APPROVAL_MODES).nullable(),
  oversight: z.enum(OVERSIGHT_MODES).nullable(),
  killSwitchHow: optionalText(2000).nullable(),
  killSwitchWhere: optionalText(500).nullable(),
  status: z.enum(AI_STATUSES),
};

const withDefaults = {
  ...facts,
  purpose: facts.purpose.default(""),
  owner: facts.owner.default(null),
  vendor: facts.vendor.default(null),
  model: facts.model.default(null),
  modelVersion: facts.modelVersion.default(null),
  promptVersion: facts.promptVersion.default(null),
  tools: facts.tools.default([]),
  assets: facts.assets.default([]),
  classification: facts.classification.default(null),
  autonomy: facts.autonomy.default(null),
  approvalMode: facts.approvalMode.default(null),
  oversight: facts.oversight.default(null),
  killSwitchHow: facts.killSwitchHow.default(null),
  killSwitchWhere: facts.killSwitchWhere.default(null),
  status: facts.status.default("active"),
};

const identities = z.array(IdentityInput).max(50, "At most 50 identities at once.").default([]);

export const RegisterAiSystemInput = z.strictObject({
  ...withDefaults,
  /** Since when all of this is so; left out: nobody knows. */
  from: instantInput().nullable().default(null),
  identities,
});
export type RegisterAiSystemInput = z.output<typeof RegisterAiSystemInput>;
export type RegisterAiSystemRequest = z.input<typeof RegisterAiSystemInput>;

/**
 * Only what changes. With `corrects`, that version was recorded wrongly and is superseded; without, it changed in the
 * world at `from` (left out: now).
 */
export const ChangeAiSystemInput = z
  .strictObject({
    ...z.object(facts).partial().shape,
    from: instantInput().nullable().optional(),
    corrects: z.uuid().optional(),
    reason: optionalText(2000).optional(),
  })
  .refine(
    ({ corrects: _c, reason: _r, from, ...changes }) => Object.keys(changes).length > 0 || from !== undefined,
    "Say what to change.",
  );
export type ChangeAiSystemInput = z.output<typeof ChangeAiSystemInput>;
export type ChangeAiSystemRequest = z.input<typeof ChangeAiSystemInput>;

/** Of an import: assets by name, matched to AI systems by name. */
const ImportRow = z.strictObject({
  ...withDefaults,
  assets: z.array(textInput("Name the asset.", 200)).max(500, "At most 500 assets.").default([]),
  from: instantInput().nullable().default(null),
  identities,
});
export type ImportRow = z.output<typeof ImportRow>;

export const ImportAiSystemsInput = z.array(ImportRow).min(1, "The list is empty.").max(1000, "At most 1,000 at once.");
export type ImportAiSystemsInput = z.output<typeof ImportAiSystemsInput>;

export const ListAiSystemsQuery = PageQuery.extend({
  q: z.string().trim().max(200).optional(),
  status: z.enum(AI_STATUSES).optional(),
});
export type ListAiSystemsQuery = z.output<typeof ListAiSystemsQuery>;

export const GetAiSystemQuery = z.object({ at: instantInput().optional() });
export type GetAiSystemQuery = z.output<typeof GetAiSystemQuery>;

export const AiSystemParams = z.object({ id: z.uuid() });

/** An identity as logs write it, or a principal that is there already. */
export const AddIdentityInput = z
  .strictObject({ system: system.nullish(), value: identityValue.optional(), principal: z.uuid().optional() })
  .refine(({ value, principal }) => (value === undefined) !== (principal === undefined), {
    message: "Give the identity as logs write it, or choose a principal.",
    path: ["value"],
  });
export type AddIdentityInput = z.output<typeof AddIdentityInput>;

export const RecordStopTestInput = z.strictObject({
  testedAt: instantInput().optional(),
  outcome: z.enum(STOP_TEST_OUTCOMES),
  secondsToStop: z.number().int().min(0).max(604_800).nullable().default(null),
  note: optionalText(2000).default(""),
});
export type RecordStopTestInput = z.output<typeof RecordStopTestInput>;

export const SetKillSwitchInput = z.strictObject({
  url: z
    .string()
    .trim()
    .max(2000)
    .refine((text) => isWebAddress(text), "Give an address that begins with https:// or http://, without a password."),
  /** `whsec_…` of the receiver; left out, one is made and shown once. */
  secret: z
    .string()
    .trim()
    .max(200)
    .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, "A secret is whsec_ and then 24 to 64 bytes in base64.")
    .optional(),
});
export type SetKillSwitchInput = z.output<typeof SetKillSwitchInput>;

export const LinkAiSystemInput = z.strictObject({ aiSystem: z.uuid(), role: z.enum(AI_ROLES) });
export type LinkAiSystemInput = z.output<typeof LinkAiSystemInput>;

export const UnlinkAiSystemInput = z.strictObject({ reason: textInput("Say why it has nothing to do with it.", 2000) });
export type UnlinkAiSystemInput = z.output<typeof UnlinkAiSystemInput>;

/** What somebody would give access to. */
const reach = {
  assets: z.array(z.uuid()).max(500, "At most 500 assets.").default([]),
  classification: z.enum(CLASSIFICATIONS).nullable().default(null),
};
export const ReachInput = z.strictObject(reach);
export type ReachInput = z.output<typeof ReachInput>;

export const AskAssessmentInput = z
  .strictObject({
    ...reach,
    purpose: textInput("Say what it needs the access for.", 2000),
    intern: z.enum(INTERN_ANSWERS),
    internReason: textInput("Say why a new intern would, or would not, get this access.", 2000),
  })
  .refine(({ assets, classification }) => assets.length > 0 || classification !== null, {
    message: "Choose the assets, or a classification.",
    path: ["assets"],
  });
export type AskAssessmentInput = z.output<typeof AskAssessmentInput>;

export const DecideAssessmentInput = z
  .strictObject({
    decision: z.enum(["approved", "refused", "withdrawn"]),
    reason: textInput("Say why.", 2000),
    /** An approval always ends. */
    expiresAt: instantInput().optional(),
  })
  .refine(({ decision, expiresAt }) => decision !== "approved" || expiresAt !== undefined, {
    message: "Say until when: an approval always ends.",
    path: ["expiresAt"],
  });
export type DecideAssessmentInput = z.output<typeof DecideAssessmentInput>;

export const AssessmentParams = z.object({ id: z.uuid(), assessment: z.uuid() });

export const AskApprovalInput = z.strictObject({
  /** The asker's own name for this request: asked again, it is the same request. */
  requestId: textInput("Give the request a name of your own, so that asking twice is asking once.", 200),
  aiSystem: z.uuid(),
  action: textInput("Say what the AI system wants to do.", 500),
  details: optionalText(8000).default(""),
  onBehalfOf: optionalText(200).nullable().default(null),
  incident: z.string().max(20).nullable().default(null),
  /** How long to wait for an answer; none in time means no. */
  timeoutSeconds: z.number().int().min(10, "At least 10 seconds.").max(86_400, "At most a day.").default(300),
});
export type AskApprovalInput = z.output<typeof AskApprovalInput>;

export const GetApprovalQuery = z.object({ wait: z.coerce.number().int().min(0).max(30).default(0) });
export type GetApprovalQuery = z.output<typeof GetApprovalQuery>;

export const DecideApprovalInput = z.strictObject({
  decision: z.enum(["allow", "deny"]),
  reason: optionalText(2000).default(""),
});
export type DecideApprovalInput = z.output<typeof DecideApprovalInput>;

export const ListApprovalsQuery = PageQuery.extend({
  state: z.enum(APPROVAL_STATES).optional(),
  aiSystem: z.uuid().optional(),
});
export type ListApprovalsQuery = z.output<typeof ListApprovalsQuery>;

export const HistoryQuery = PageQuery;
export type HistoryQuery = z.output<typeof HistoryQuery>;

function distinct(values: string[]): string[] {
  return [...new Set(values)];
}

function isWebAddress(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text);
    return (protocol === "https:" || protocol === "http:") && !username && !password;
  } catch {
    return false;
  }
}
