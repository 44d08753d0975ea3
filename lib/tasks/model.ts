export const TASK_KINDS = ["containment", "eradication", "recovery", "prevention"] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** `done` waits for a verifier who is not the owner; `not_doing` carries its reason. */
export const TASK_STATES = ["open", "in_progress", "done", "verified", "not_doing"] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Whether what waits for a task has to wait no longer: it is done, or it won't be. */
export function isOver(state: TaskState): boolean {
  return state === "done" || state === "verified" || state === "not_doing";
}

export const SAFEGUARDS = [
  "access_control",
  "monitoring_with_halt",
  "audit_trail",
  "human_approval",
  "continuous_testing",
  "fail_safe_stop",
] as const;
export type Safeguard = (typeof SAFEGUARDS)[number];
