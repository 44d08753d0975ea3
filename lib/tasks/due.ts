import type { Severity } from "@/lib/incidents/model";
import { type Calendar, deadline } from "@/lib/obligations/deadlines";
import type { ResponseTargets } from "@/lib/severity/model";
import { formatDuration } from "@/lib/time/format";
import type { Instant } from "@/lib/time/instant";
import type { TaskKind, TaskState } from "./model";

const HOUR_MS = 3_600_000;

export interface Due {
  at: Instant | null;
  /** How it came about, in words. */
  reason: string;
}

/**
 * Due by the targets of the severity, counted from when the task was added. Containment is a matter of hours, nights and
 * Sundays included. The days of everything else are business days of `whose` calendar: the day it was added is not
 * counted, and the last one counts to its end. Null where the severity sets none.
 */
export function dueBySeverity(
  kind: TaskKind,
  severity: Severity | null,
  targets: ResponseTargets,
  addedAt: Instant,
  calendar: Calendar & { whose: string },
): Due {
  const { containmentHours, remediationBusinessDays: days } = targets;
  const at = severity ?? "a severity not sure yet";
  if (kind === "containment") {
    if (containmentHours === null) return { at: null, reason: `no due time at ${at}` };
    const due = deadline(addedAt, { count: containmentHours, unit: "hours" }, calendar);
    return { at: due.at, reason: `${formatDuration(containmentHours * HOUR_MS)} at ${at}, around the clock` };
  }
  if (days === null) return { at: null, reason: `no due time at ${at}` };
  const due = deadline(addedAt, { count: days, unit: "business_days" }, calendar);
  return { at: due.at, reason: `${days} business ${days === 1 ? "day" : "days"} at ${at}, by ${calendar.whose}` };
}

/** Still to be done, and late. What waits for its verifier is not late any more. */
export function isOverdue(task: { state: TaskState; dueAt: Instant | null }, now: Instant): boolean {
  return (task.state === "open" || task.state === "in_progress") && task.dueAt !== null && task.dueAt < now;
}
