import type { Precision, TimeName } from "@/lib/incidents/model";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import { type Deadline, dayIn, deadline, type IsHoliday } from "./deadlines";
import { CLOCKS, type Clock, type Decision, type Rule, type StandingInLaw } from "./model";

/** What is recorded of an incident, as far as its clocks depend on it. */
export interface ClockFacts {
  now: Instant;
  times: readonly { name: TimeName; at: Instant; precision: Precision }[];
  /** Those that stand, of every rule. */
  decisions: readonly { rule: string; decision: Decision }[];
  submissions: readonly { rule: string; at: Instant }[];
}

export interface ClockState {
  clock: Clock;
  standing: StandingInLaw;
  decision: Decision;
  triggerAt: Instant | null;
  dueAt: Instant | null;
  /** The day it ends with in the rule's zone, for clocks of days. */
  dueOn: string | null;
  /** The cap made it end earlier. */
  capped: boolean;
  /** Due at once, `dueAt` at the latest. */
  immediately: boolean;
  /** Whether the first submission came in time; null without one, or without a time it was due. */
  inTime: boolean | null;
}

type Holidays = (country: string) => IsHoliday;

/** Where the clock of one rule stands: by what is recorded only, never by a guess. */
export function clockOf(rule: Rule, facts: ClockFacts, holidays: Holidays): ClockState {
  const triggerAt = triggerOf(rule, facts);
  // Without a trigger, by when the incident was known: a law of later does not reach back to it.
  const standing = standingAt(rule, triggerAt ?? timeOf("aware", facts) ?? facts.now);
  const decision = facts.decisions.find((one) => one.rule === rule.id)?.decision ?? "undecided";
  const due = triggerAt && standing === "in_force" ? dueOf(rule, triggerAt, facts, holidays) : null;
  const [submittedAt] = submissionsOf(rule.id, facts);
  const dueAt = due?.at ?? null;
  return {
    clock: clockWord({ standing, decision, submittedAt, triggerAt, dueAt, now: facts.now }),
    standing,
    decision,
    triggerAt,
    dueAt,
    dueOn: due?.on ?? null,
    capped: due?.capped ?? false,
    immediately: rule.immediatelyOn !== null && timeOf(rule.immediatelyOn, facts) !== null,
    inTime: submittedAt && dueAt ? submittedAt <= dueAt : null,
  };
}

interface Known extends Pick<ClockState, "standing" | "decision" | "triggerAt" | "dueAt"> {
  submittedAt: Instant | undefined;
  now: Instant;
}

function clockWord({ standing, decision, submittedAt, triggerAt, dueAt, now }: Known): Clock {
  if (standing !== "in_force") return "off";
  if (decision === "does_not_apply") return "not_applicable";
  if (submittedAt) return "submitted";
  if (!triggerAt) return "waiting";
  return dueAt !== null && now > dueAt ? "overdue" : "running";
}

/** How a rule stands at an instant, by the days of its zone. */
function standingAt(rule: Rule, at: Instant): StandingInLaw {
  if (rule.status !== "in_force") return rule.status;
  const day = dayIn(at, rule.zone);
  if (rule.effectiveFrom !== null && day < rule.effectiveFrom) return "not_yet_in_force";
  return rule.effectiveTo !== null && day >= rule.effectiveTo ? "no_longer_in_force" : "in_force";
}

function triggerOf({ startsOn }: Rule, facts: ClockFacts): Instant | null {
  if ("time" in startsOn) return timeOf(startsOn.time, facts);
  return submissionsOf(startsOn.submissionOf, facts).at(startsOn.which === "first" ? 0 : -1) ?? null;
}

function timeOf(name: TimeName, { times }: ClockFacts): Instant | null {
  return times.find((time) => time.name === name && time.precision !== "unknown")?.at ?? null;
}

function submissionsOf(rule: string, { submissions }: ClockFacts): Instant[] {
  return submissions.flatMap((one) => (one.rule === rule ? one.at : [])).sort();
}

function dueOf(
  rule: Rule,
  from: Instant,
  facts: ClockFacts,
  holidays: Holidays,
): (Deadline & { capped: boolean }) | null {
  if (rule.due === null) return null;
  const isHoliday = rule.holidays === null ? () => false : holidays(rule.holidays);
  const due = deadline(from, rule.due, { zone: rule.zone, isHoliday });
  const latest = capOf(rule, facts);
  // A clock that starts after its cap has run out is not held to it.
  const capped = latest !== null && from <= latest && latest < due.at;
  return capped ? { at: latest, on: null, capped } : { ...due, capped };
}

function capOf({ cap }: Rule, facts: ClockFacts): Instant | null {
  const from = cap && timeOf(cap.time, facts);
  return from ? microsToInstant(instantToMicros(from) + cap.hours * 3_600_000_000) : null;
}

/** Whether a duty still has to be decided: it is in force, nobody signed anything, and nothing was handed in. */
export function isUndecided({ clock, decision }: Pick<ClockState, "clock" | "decision">): boolean {
  return decision === "undecided" && clock !== "off" && clock !== "submitted";
}

/** What runs out next comes first; then what has no time, what waits, and what has stopped. */
export function byUrgency(a: Pick<ClockState, "clock" | "dueAt">, b: Pick<ClockState, "clock" | "dueAt">): number {
  const rank = CLOCKS.indexOf(a.clock) - CLOCKS.indexOf(b.clock);
  if (rank !== 0) return rank;
  const [left, right] = [a.dueAt ?? "9", b.dueAt ?? "9"];
  return left < right ? -1 : left > right ? 1 : 0;
}

export interface ClockSummary {
  /** The next that runs out, of those that apply or may. */
  next: { rule: string; title: string; dueAt: Instant; decision: Decision } | null;
  /** Ran out, and are signed as applying. */
  overdue: number;
  /** Ran out while nobody had decided. */
  overdueUndecided: number;
  running: number;
  applies: number;
  undecided: number;
  /** Whether anybody has decided or handed in anything. */
  decided: boolean;
}

export function summarise(all: readonly (ClockState & { rule: string; title: string })[]): ClockSummary {
  const running = all.filter(({ clock }) => clock === "running").sort(byUrgency);
  const next = running.find(({ dueAt }) => dueAt !== null);
  const late = all.filter(({ clock }) => clock === "overdue");
  return {
    next: next?.dueAt ? { rule: next.rule, title: next.title, dueAt: next.dueAt, decision: next.decision } : null,
    overdue: late.filter(({ decision }) => decision === "applies").length,
    overdueUndecided: late.filter(({ decision }) => decision === "undecided").length,
    running: running.length,
    applies: all.filter(({ decision }) => decision === "applies").length,
    undecided: all.filter(isUndecided).length,
    decided: all.some(({ clock, decision }) => decision !== "undecided" || clock === "submitted"),
  };
}
