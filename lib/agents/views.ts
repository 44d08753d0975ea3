import * as z from "zod";
import { CLASSIFICATIONS } from "@/lib/assets/model";
import { PHASES, SEVERITIES, TIME_NAMES } from "@/lib/incidents/model";
import {
  AI_EVENT_KINDS,
  AI_ROLES,
  AI_STATUSES,
  APPROVAL_MODES,
  APPROVAL_STATES,
  ASSESSMENT_STATES,
  AUTONOMY_LEVELS,
  INTERN_ANSWERS,
  OVERSIGHT_MODES,
  STOP_TEST_OUTCOMES,
} from "./model";

const AssetRef = z.object({ id: z.string(), name: z.string(), classification: z.enum(CLASSIFICATIONS) });

/** What an AI system was from `from` on; null where nobody knows or says. */
export const AiVersionView = z.object({
  versionId: z.string(),
  from: z.string().nullable(),
  name: z.string(),
  purpose: z.string(),
  owner: z.string().nullable(),
  vendor: z.string().nullable(),
  model: z.string().nullable(),
  modelVersion: z.string().nullable(),
  promptVersion: z.string().nullable(),
  tools: z.array(z.string()),
  assets: z.array(AssetRef),
  classification: z.enum(CLASSIFICATIONS).nullable(),
  autonomy: z.enum(AUTONOMY_LEVELS).nullable(),
  approvalMode: z.enum(APPROVAL_MODES).nullable(),
  oversight: z.enum(OVERSIGHT_MODES).nullable(),
  killSwitchHow: z.string().nullable(),
  killSwitchWhere: z.string().nullable(),
  status: z.enum(AI_STATUSES),
  reason: z.string().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
});
export type AiVersionView = z.output<typeof AiVersionView>;

export const StopTestView = z.object({
  id: z.string(),
  testedAt: z.string(),
  outcome: z.enum(STOP_TEST_OUTCOMES),
  secondsToStop: z.number().nullable(),
  note: z.string().nullable(),
  recordedBy: z.string(),
});
export type StopTestView = z.output<typeof StopTestView>;

export const IdentityView = z.object({
  principal: z.object({ id: z.string(), name: z.string() }),
  aliases: z.array(z.object({ system: z.string().nullable(), value: z.string() })),
  recordedAt: z.string(),
  recordedBy: z.string(),
});
export type IdentityView = z.output<typeof IdentityView>;

const AssessmentBrief = z.object({
  id: z.string(),
  state: z.enum(ASSESSMENT_STATES),
  expiresAt: z.string().nullable(),
});

/** An AI system as it is now. */
export const AiSystemView = AiVersionView.extend({
  id: z.string(),
  identities: z.array(IdentityView),
  webhook: z
    .object({
      host: z.string(),
      /** May hold a token, so it is null for whoever can't set it. */
      url: z.string().nullable(),
      recordedAt: z.string(),
      recordedBy: z.string(),
    })
    .nullable(),
  lastStopTest: StopTestView.nullable(),
  /** The one that counts now: approved and not over, else the latest. */
  assessment: AssessmentBrief.nullable(),
  assessed: z.boolean(),
  /** Of those that one may see. */
  incidents: z.number(),
});
export type AiSystemView = z.output<typeof AiSystemView>;
export const AiSystemPage = z.object({ data: z.array(AiSystemView), nextCursor: z.string().nullable() });
export type AiSystemPage = z.output<typeof AiSystemPage>;

export const AiVersionList = z.object({ data: z.array(AiVersionView), nextCursor: z.null() });
export type AiVersionList = z.output<typeof AiVersionList>;

export const ImportedAiSystems = z.object({ created: z.number(), changed: z.number(), unchanged: z.number() });
export type ImportedAiSystems = z.output<typeof ImportedAiSystems>;

export const NewKillSwitchView = z.object({
  url: z.string(),
  /** Shown once; null where the receiver's own was given. */
  secret: z.string().nullable(),
});
export type NewKillSwitchView = z.output<typeof NewKillSwitchView>;

export const DeliveryView = z.object({
  id: z.string(),
  /** Null for a test. */
  action: z.string().nullable(),
  state: z.enum(["waiting", "delivered", "gave_up"]),
  tries: z.array(
    z.object({ at: z.string(), status: z.number().nullable(), error: z.string().nullable(), ms: z.number() }),
  ),
  nextTryAt: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
});
export type DeliveryView = z.output<typeof DeliveryView>;

/** Assets that a grant would reach, and who else reaches them. */
export const ReachView = z.object({
  assets: z.array(AssetRef.extend({ owner: z.string().nullable(), already: z.boolean() })),
  total: z.number(),
  byClassification: z.partialRecord(z.enum(CLASSIFICATIONS), z.number()),
  worst: z.enum(CLASSIFICATIONS).nullable(),
  /** Assets that its identities are cleared for today. */
  already: z.number(),
  owners: z.array(z.string()),
  systems: z.array(z.string()),
  /** People cleared for at least one of the assets now. */
  people: z.number(),
  computedAt: z.string(),
});
export type ReachView = z.output<typeof ReachView>;

export const AssessmentView = z.object({
  id: z.string(),
  aiSystem: z.object({ id: z.string(), name: z.string() }),
  purpose: z.string(),
  classification: z.enum(CLASSIFICATIONS).nullable(),
  reach: ReachView,
  intern: z.enum(INTERN_ANSWERS),
  internReason: z.string(),
  state: z.enum(ASSESSMENT_STATES),
  /** Approved, but its end has come. */
  over: z.boolean(),
  askedAt: z.string(),
  askedBy: z.object({ id: z.string(), name: z.string() }),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decisionReason: z.string().nullable(),
  expiresAt: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
});
export type AssessmentView = z.output<typeof AssessmentView>;
export const AssessmentList = z.object({ data: z.array(AssessmentView), nextCursor: z.null() });
export type AssessmentList = z.output<typeof AssessmentList>;

const DUE_KINDS = [
  "assessment_waits",
  "assessment_ends",
  "assessment_over",
  "assessment_none",
  "stop_untested",
  "stop_failed",
] as const;
export const DueView = z.object({
  aiSystem: z.object({ id: z.string(), name: z.string() }),
  kind: z.enum(DUE_KINDS),
  /** When it runs out or ran out. */
  at: z.string().nullable(),
});
export type DueView = z.output<typeof DueView>;
export const DueList = z.object({ data: z.array(DueView), nextCursor: z.null() });
export type DueList = z.output<typeof DueList>;

const AccessThen = z.object({
  /** What stood then: `none` where nobody had asked, `unknown` is never said of our own register. */
  state: z.enum(["approved", "over", "asked", "refused", "none"]),
  approvedBy: z.string().nullable(),
  expiresAt: z.string().nullable(),
  intern: z.enum(INTERN_ANSWERS).nullable(),
  internReason: z.string().nullable(),
});

/** An AI system in an incident, and what stood when the incident began. */
export const IncidentAiSystemView = z.object({
  aiSystem: z.object({ id: z.string(), name: z.string(), status: z.enum(AI_STATUSES), webhook: z.boolean() }),
  role: z.enum(AI_ROLES),
  recordedAt: z.string(),
  recordedBy: z.string(),
  identities: z.array(IdentityView),
  /** The moment that "then" means: when the incident started, else the next time that is known. */
  at: z.string(),
  atName: z.enum(TIME_NAMES),
  stood: AiVersionView.nullable(),
  /** False where nobody knows since when that version holds. */
  stoodSure: z.boolean(),
  stopTestThen: StopTestView.nullable(),
  assessmentThen: AccessThen,
});
export type IncidentAiSystemView = z.output<typeof IncidentAiSystemView>;
export const IncidentAiSystemList = z.object({ data: z.array(IncidentAiSystemView), nextCursor: z.null() });
export type IncidentAiSystemList = z.output<typeof IncidentAiSystemList>;

/** The incidents of an AI system that one may see. */
export const AiIncidentView = z.object({
  ref: z.string(),
  title: z.string(),
  role: z.enum(AI_ROLES),
  severity: z.enum(SEVERITIES).nullable(),
  phase: z.enum(PHASES),
  declaredAt: z.string(),
});
export type AiIncidentView = z.output<typeof AiIncidentView>;
export const AiIncidentList = z.object({ data: z.array(AiIncidentView), nextCursor: z.null() });
export type AiIncidentList = z.output<typeof AiIncidentList>;

export const AiEventView = z.object({
  id: z.number(),
  kind: z.enum(AI_EVENT_KINDS),
  at: z.string(),
  by: z.string(),
  incident: z.string().nullable(),
  text: z.string(),
});
export type AiEventView = z.output<typeof AiEventView>;
export const AiEventPage = z.object({ data: z.array(AiEventView), nextCursor: z.string().nullable() });
export type AiEventPage = z.output<typeof AiEventPage>;

export const ApprovalView = z.object({
  id: z.string(),
  requestId: z.string(),
  aiSystem: z.object({ id: z.string(), name: z.string() }),
  incident: z.string().nullable(),
  action: z.string(),
  details: z.string(),
  onBehalfOf: z.string().nullable(),
  /** SHA-256 of what was asked: what an answer is for. */
  fingerprint: z.string(),
  state: z.enum(APPROVAL_STATES),
  /** Only `allowed`, before `usableUntil` and once, is a yes. */
  allowed: z.boolean(),
  askedAt: z.string(),
  askedBy: z.string(),
  /** Whose token asked, or who did: the one person who can't answer. */
  askedById: z.string(),
  expiresAt: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
  usableUntil: z.string().nullable(),
  usedAt: z.string().nullable(),
});
export type ApprovalView = z.output<typeof ApprovalView>;
export const ApprovalPage = z.object({ data: z.array(ApprovalView), nextCursor: z.string().nullable() });
export type ApprovalPage = z.output<typeof ApprovalPage>;
