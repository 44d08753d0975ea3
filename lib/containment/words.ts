import type { ActionState, Basis, ContainmentKind, Preservation, Stage, Verdict } from "./model";

/** As an order, without the thing it is given about. */
export const KIND_WORDS: Record<ContainmentKind, string> = {
  stop_agent: "Stop the agent",
  revoke_credentials: "Revoke tokens, rotate secrets",
  disable_tool: "Take a tool or scope away",
  require_approval: "Ask a person before every action",
  isolate_system: "Isolate the system, block what leaves it",
  revert_permission: "Take the access back",
  retract_output: "Retract what it said",
  rollback_model: "Go back to an earlier model",
  revert_prompt: "Go back to an earlier prompt or configuration",
  purge_memory: "Clear its memory",
  quarantine_source: "Take a source out of its index",
  limit_traffic: "Filter or limit requests",
  suspend_vendor: "Suspend the vendor’s integration",
  restore_data: "Restore the data",
  notify_recipients: "Have recipients delete it",
  other: "Something else",
};

/** What shows that it holds, said before it is done. */
export const PROOF_WORDS: Record<ContainmentKind, string> = {
  stop_agent: "The logs are silent about it after the stop, for at least 5 minutes that they cover.",
  revoke_credentials: "An attempt after it is refused: in a log, or in an access test.",
  disable_tool: "A call of the tool is refused.",
  require_approval: "New requests for permission arrive.",
  isolate_system: "The network or gateway log shows nothing leaving.",
  revert_permission: "An account without clearance is refused.",
  retract_output: "The post, mail or change is gone, and its readers are told.",
  rollback_model: "New traces carry the earlier version.",
  revert_prompt: "The prompt’s hash is the earlier one.",
  purge_memory: "The memory is empty; a copy was kept before.",
  quarantine_source: "Retrievals no longer name the source.",
  limit_traffic: "The filter refuses a test request.",
  suspend_vendor: "Traffic to the vendor is zero.",
  restore_data: "Counts and checksums agree with the backup.",
  notify_recipients: "Recipients have confirmed.",
  other: "Somebody looks, and says what they saw.",
};

export const STAGE_WORDS: Record<Stage, string> = { contained: "Stops the harm", resolved: "Repairs the harm" };

export const STATE_WORDS: Record<ActionState, string> = {
  requested: "waits for approval",
  approved: "ready",
  started: "under way",
  done: "done",
  dropped: "dropped",
};

export const VERDICT_WORDS: Record<Verdict, string> = {
  verified: "verified",
  failed: "does not hold",
  not_verified: "not verified yet",
};

/** What a verdict rests on, to be said after it; nothing where it was not kept. */
export function basisWords({ basis, by }: { basis: Basis | null; by: string | null }): string {
  if (basis === "evidence") return "by evidence";
  return basis === "look" ? `by a look of ${by ?? "somebody"}` : "";
}

export const PRESERVATION_WORDS: Record<Preservation, string> = {
  preserved: "Preserved before",
  harm_continues: "Not preserved: the harm goes on",
  nothing_to_preserve: "Nothing to preserve",
};

/** What has to be said of it, whichever it is. */
export const PRESERVATION_ASKS: Record<Preservation, string> = {
  preserved: "What was kept, and where",
  harm_continues: "What is lost with it, and why it could not be kept",
  nothing_to_preserve: "Why there is nothing to keep",
};

/** Whether another person has to agree before, and why not where nobody has to. */
export function approvalWords(approvals: number, isDefault: boolean): string {
  if (approvals === 1) return "Needs approval: by policy, another person has to agree first.";
  if (approvals > 1) return `Needs approval: by policy, ${approvals} other people have to agree first.`;
  return isDefault
    ? "Needs no approval: by policy, what can be taken back and stops the harm does not wait."
    : "Needs no approval: by policy, nobody else has to agree to this kind.";
}

/** What an action is called when nobody names it: the kind's order, about the AI system. */
export function titleOf(kind: ContainmentKind, name: string | null): string {
  if (name === null) return KIND_WORDS[kind];
  if (kind === "stop_agent") return `Stop ${name}`;
  return `${KIND_WORDS[kind]}: ${name}`;
}
