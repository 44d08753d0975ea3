import type { Classification } from "@/lib/assets/model";
import type {
  AiRole,
  AiStatus,
  ApprovalMode,
  ApprovalState,
  AssessmentState,
  Autonomy,
  InternAnswer,
  Oversight,
} from "./model";

export const STATUS_WORDS: Record<AiStatus, string> = {
  planned: "Planned",
  active: "Active",
  suspended: "Suspended",
  retired: "Retired",
};

export const AUTONOMY_WORDS: Record<Autonomy, string> = {
  suggests: "Suggests; a person acts",
  acts_with_approval: "Acts after a person agrees",
  acts_within_limits: "Acts by itself within limits",
  acts_freely: "Acts by itself",
};

export const APPROVAL_MODE_WORDS: Record<ApprovalMode, string> = {
  none: "For nothing",
  risky_actions: "For risky actions",
  every_change: "For every change",
  every_action: "For every action",
};

export const OVERSIGHT_WORDS: Record<Oversight, string> = {
  none: "Nobody watches",
  sampled: "Samples are looked at",
  on_the_loop: "Somebody watches and can step in",
  in_the_loop: "Somebody takes part in each step",
};

export const ROLE_WORDS: Record<AiRole, string> = { caused: "Caused it", involved: "Was involved" };

export const ASSESSMENT_WORDS: Record<AssessmentState, string> = {
  asked: "waits for a decision",
  approved: "approved",
  refused: "refused",
  withdrawn: "withdrawn",
};

export const APPROVAL_WORDS: Record<ApprovalState, string> = {
  waiting: "waiting",
  allowed: "allowed",
  denied: "denied",
  expired: "denied: no answer in time",
};

export const INTERN_WORDS: Record<InternAnswer, string> = {
  yes: "a new intern would get this access",
  no: "a new intern would not get this access",
};

/** `restricted` and everything below it. */
export function classificationWords(classification: Classification): string {
  return classification === "public" ? "public" : `${classification} and below`;
}
