import * as z from "zod";
import {
  ACTION_STATES,
  AGENT_STATES,
  BASES,
  CONTAINMENT_KINDS,
  DELIVERY_STATES,
  EXECUTIONS,
  PRESERVATIONS,
  PROOFS,
  STAGES,
  VERDICTS,
} from "./model";

const PersonView = z.object({ id: z.string().nullable(), name: z.string() });

const SystemTraceView = z.object({
  system: z.string(),
  lastBefore: z.string().nullable(),
  coveredUntil: z.string().nullable(),
  logsEnd: z.string().nullable(),
  acted: z.number(),
  firstActed: z.string().nullable(),
  lastActed: z.string().nullable(),
  denied: z.number(),
  lastDenied: z.string().nullable(),
});

export const VerificationView = z.object({
  verdict: z.enum(VERDICTS),
  reason: z.string(),
  /** Whether the verdict rests on the logs or on a look, of whom, and from when on it could be given. */
  basis: z.enum(BASES).nullable(),
  by: z.string().nullable(),
  shownAt: z.string().nullable(),
  acted: z.number(),
  denied: z.number(),
  lastActed: z.string().nullable(),
  timeToStopMs: z.number().nullable(),
  quietUntil: z.string().nullable(),
  systems: z.array(SystemTraceView),
});
export type VerificationView = z.output<typeof VerificationView>;

export const CheckView = z.object({
  id: z.string(),
  at: z.string(),
  holds: z.boolean(),
  what: z.string(),
  evidence: z.array(z.string()),
  by: z.string(),
  recordedAt: z.string(),
});

export const StopDeliveryView = z.object({
  id: z.string(),
  state: z.enum(DELIVERY_STATES),
  tries: z.array(
    z.object({ at: z.string(), status: z.number().nullable(), error: z.string().nullable(), ms: z.number() }),
  ),
  nextTryAt: z.string().nullable(),
  createdAt: z.string(),
});

/** One thing done to stop the harm, as it stands. */
export const ActionView = z.object({
  id: z.string(),
  /** `A-3`, within the incident. */
  ref: z.string(),
  incident: z.string(),
  kind: z.enum(CONTAINMENT_KINDS),
  stage: z.enum(STAGES),
  proof: z.enum(PROOFS),
  title: z.string(),
  detail: z.string(),
  aiSystem: z.object({ id: z.string(), name: z.string(), webhook: z.boolean() }).nullable(),
  state: z.enum(ACTION_STATES),
  approvalsNeeded: z.number(),
  approvals: z.array(z.object({ id: z.string(), name: z.string(), at: z.string(), note: z.string().nullable() })),
  requestedAt: z.string(),
  requestedBy: PersonView,
  preservation: z.enum(PRESERVATIONS).nullable(),
  preservationNote: z.string().nullable(),
  execution: z.enum(EXECUTIONS).nullable(),
  startedAt: z.string().nullable(),
  doneAt: z.string().nullable(),
  doneBy: PersonView.nullable(),
  doneNote: z.string().nullable(),
  withoutApproval: z.string().nullable(),
  droppedReason: z.string().nullable(),
  verdict: z.enum(VERDICTS).nullable(),
  verification: VerificationView.nullable(),
  verifiedAt: z.string().nullable(),
  checkedAt: z.string().nullable(),
  checks: z.array(CheckView),
  deliveries: z.array(StopDeliveryView),
  version: z.number(),
});
export type ActionView = z.output<typeof ActionView>;

/** Whether the AI system is stopped: the worst of those that caused it. */
export const AgentStateView = z.object({
  state: z.enum(AGENT_STATES),
  /** How many AI systems are named. */
  systems: z.number(),
  name: z.string().nullable(),
  /** Since when it is stopped, or was meant to be. */
  at: z.string().nullable(),
  timeToStopMs: z.number().nullable(),
  reason: z.string().nullable(),
  /** What the state rests on once a stop is done, and who looked where it is a look. */
  basis: z.enum(BASES).nullable(),
  by: z.string().nullable(),
  acted: z.number(),
});
export type AgentStateView = z.output<typeof AgentStateView>;

export const ActionList = z.object({ data: z.array(ActionView), nextCursor: z.null(), agent: AgentStateView });
export type ActionList = z.output<typeof ActionList>;

export const PolicyView = z.object({
  kind: z.enum(CONTAINMENT_KINDS),
  approvals: z.number(),
  /** Null while it is the default. */
  recordedAt: z.string().nullable(),
  recordedBy: z.string().nullable(),
});
export type PolicyView = z.output<typeof PolicyView>;
export const PolicyList = z.object({ data: z.array(PolicyView), nextCursor: z.null() });
export type PolicyList = z.output<typeof PolicyList>;
