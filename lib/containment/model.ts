/** The ladder: what can be done to stop the harm, in the order in which one looks for it. */
export const CONTAINMENT_KINDS = [
  "stop_agent",
  "revoke_credentials",
  "disable_tool",
  "require_approval",
  "isolate_system",
  "revert_permission",
  "retract_output",
  "rollback_model",
  "revert_prompt",
  "purge_memory",
  "quarantine_source",
  "limit_traffic",
  "suspend_vendor",
  "restore_data",
  "notify_recipients",
  "other",
] as const;
export type ContainmentKind = (typeof CONTAINMENT_KINDS)[number];

/** The phase that an action has to be done for. */
export const STAGES = ["contained", "resolved"] as const;
export type Stage = (typeof STAGES)[number];

export const ACTION_STATES = ["requested", "approved", "started", "done", "dropped"] as const;
export type ActionState = (typeof ACTION_STATES)[number];

/**
 * What shows that it holds. `silence`: the logs cover the time after it and the identity does nothing any more;
 * `denial`: an attempt after it was refused; `check`: somebody looked and recorded what they saw.
 */
export const PROOFS = ["silence", "denial", "check"] as const;
export type Proof = (typeof PROOFS)[number];

export const VERDICTS = ["verified", "failed", "not_verified"] as const;
export type Verdict = (typeof VERDICTS)[number];

export const EXECUTIONS = ["by_hand", "webhook"] as const;
export type Execution = (typeof EXECUTIONS)[number];

/** What a verdict rests on: the logs, or a person who looked. */
export const BASES = ["evidence", "look"] as const;
export type Basis = (typeof BASES)[number];

/** Preserve before you change, unless the harm goes on. */
export const PRESERVATIONS = ["preserved", "harm_continues", "nothing_to_preserve"] as const;
export type Preservation = (typeof PRESERVATIONS)[number];

export const DELIVERY_STATES = ["waiting", "delivered", "gave_up"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** How many people other than the one who asks have to agree. */
export const MOST_APPROVALS = 2;

interface KindFacts {
  stage: Stage;
  proof: Proof;
  /** Until an admin says otherwise. */
  approvals: number;
  /** Whether it is done to an AI system, whose identities the logs name: then it has to say to which. */
  ofAgent: boolean;
}

/** What cannot be taken back asks for a second person; what stops the harm never waits for one by default. */
export const KIND_FACTS: Record<ContainmentKind, KindFacts> = {
  stop_agent: { stage: "contained", proof: "silence", approvals: 0, ofAgent: true },
  revoke_credentials: { stage: "contained", proof: "denial", approvals: 0, ofAgent: true },
  disable_tool: { stage: "contained", proof: "check", approvals: 0, ofAgent: true },
  require_approval: { stage: "contained", proof: "check", approvals: 0, ofAgent: true },
  isolate_system: { stage: "contained", proof: "check", approvals: 0, ofAgent: false },
  revert_permission: { stage: "contained", proof: "check", approvals: 0, ofAgent: false },
  retract_output: { stage: "contained", proof: "check", approvals: 0, ofAgent: false },
  rollback_model: { stage: "contained", proof: "check", approvals: 1, ofAgent: true },
  revert_prompt: { stage: "contained", proof: "check", approvals: 1, ofAgent: true },
  purge_memory: { stage: "contained", proof: "check", approvals: 1, ofAgent: true },
  quarantine_source: { stage: "contained", proof: "check", approvals: 0, ofAgent: true },
  limit_traffic: { stage: "contained", proof: "check", approvals: 0, ofAgent: false },
  suspend_vendor: { stage: "contained", proof: "check", approvals: 1, ofAgent: true },
  restore_data: { stage: "resolved", proof: "check", approvals: 1, ofAgent: false },
  notify_recipients: { stage: "resolved", proof: "check", approvals: 0, ofAgent: false },
  other: { stage: "contained", proof: "check", approvals: 0, ofAgent: false },
};

/** Actions after which an AI system is stopped, if they hold. */
export const STOPPING: readonly ContainmentKind[] = ["stop_agent", "revoke_credentials", "suspend_vendor"];

/** Whether the AI system that caused it is stopped, from worst to best; `unknown` where none is named. */
export const AGENT_STATES = ["failed", "not_stopped", "stopping", "stopped", "verified", "unknown"] as const;
export type AgentState = (typeof AGENT_STATES)[number];
