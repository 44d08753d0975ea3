import type { Severity } from "@/lib/incidents/model";
import { targetsOf } from "@/lib/severity/targets";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { TaskKind, TaskState } from "./model";

/** Due by the targets of the severity, counted from when the task was added; null where the severity sets none. */
export function dueBySeverity(kind: TaskKind, severity: Severity | null, addedAt: Instant): Instant | null {
  const { containmentMs, remediationMs } = targetsOf(severity);
  const ms = kind === "containment" ? containmentMs : remediationMs;
  return ms === null ? null : microsToInstant(instantToMicros(addedAt) + ms * 1000);
}

/** Still to be done, and late. What waits for its verifier is not late any more. */
export function isOverdue(task: { state: TaskState; dueAt: Instant | null }, now: Instant): boolean {
  return (task.state === "open" || task.state === "in_progress") && task.dueAt !== null && task.dueAt < now;
}
