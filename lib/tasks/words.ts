import { formatDuration } from "@/lib/time/format";
import type { Instant } from "@/lib/time/instant";
import { SAFEGUARDS, type Safeguard, TASK_KINDS, type TaskKind, type TaskState } from "./model";
import type { TaskView } from "./views";

export const KIND_WORDS: Record<TaskKind, string> = {
  containment: "Containment",
  eradication: "Eradication",
  recovery: "Recovery",
  prevention: "Prevention",
};

export const KIND_HINTS: Record<TaskKind, string> = {
  containment: "Stops the harm now",
  eradication: "Removes what caused it",
  recovery: "Brings back what was lost",
  prevention: "Keeps it from happening again",
};

export const STATE_WORDS: Record<TaskState, string> = {
  open: "open",
  in_progress: "in progress",
  done: "done, to verify",
  verified: "verified",
  not_doing: "not doing",
};

/** The columns of the board. */
export const COLUMN_WORDS: Record<TaskState, string> = {
  open: "To do",
  in_progress: "In progress",
  done: "Done, to verify",
  verified: "Verified",
  not_doing: "Not doing",
};

export const SAFEGUARD_WORDS: Record<Safeguard, string> = {
  access_control: "access control",
  monitoring_with_halt: "monitoring with halt",
  audit_trail: "audit trail",
  human_approval: "human approval",
  continuous_testing: "continuous testing",
  fail_safe_stop: "fail-safe stop",
};

export const kindOptions = TASK_KINDS.map((value) => ({
  value,
  label: KIND_WORDS[value],
  detail: KIND_HINTS[value],
}));

export const safeguardOptions = [
  { value: "none" as const, label: "None named" },
  ...SAFEGUARDS.map((value) => ({ value, label: SAFEGUARD_WORDS[value] })),
];

/** "due in 3 h", "2 d overdue"; for what is finished, nothing. */
export function dueWords(
  task: Pick<TaskView, "state" | "dueAt">,
  nowMs: number,
): { text: string; late: boolean } | null {
  if (task.dueAt === null || (task.state !== "open" && task.state !== "in_progress")) return null;
  const left = Date.parse(task.dueAt as Instant) - nowMs;
  return left < 0
    ? { text: `${formatDuration(-left)} overdue`, late: true }
    : { text: `in ${formatDuration(left)}`, late: false };
}
