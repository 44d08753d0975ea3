import type { Mode, Phase, Severity } from "@/lib/incidents/model";
import { formatDuration } from "@/lib/time/format";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import { oneHigher } from "./assess";
import type { Factor, ResponseTargets } from "./model";
import type { SuggestionView } from "./views";

export const TARGETS = ["commander", "first_update", "contained", "postmortem"] as const;
export type TargetName = (typeof TARGETS)[number];

/** `unnamed`: it has come about, and nobody has said when. */
export const TARGET_STATES = ["met", "late", "running", "overdue", "unnamed"] as const;
export type TargetState = (typeof TARGET_STATES)[number];

export interface Target {
  target: TargetName;
  /** What the severity asks for, in words. */
  asks: string;
  dueAt: Instant;
  metAt: Instant | null;
  state: TargetState;
}

export interface ResponseFacts {
  mode: Mode;
  phase: Phase;
  declaredAt: Instant;
  commanderSince: Instant | null;
  firstUpdateAt: Instant | null;
  containedAt: Instant | null;
  /** Asked by the severity itself, null while nothing is. */
  postmortem: { dueAt: Instant | null; approvedAt: Instant | null };
  now: Instant;
}

/** Whoever takes command within the minute has taken it at once. */
const AT_ONCE_MS = 60_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * What is asked of the response by its urgency, counted from the declaration, and whether it was met. The postmortem's time begins when
 * the incident is resolved; before that it is not among them.
 */
export function responseTargets(facts: ResponseFacts, asked: ResponseTargets): Target[] {
  const { mode, phase } = facts;
  // What is written down afterwards had its response; what waits or was none has nothing to respond to.
  if (mode === "retrospective" || phase === "triage" || phase === "declined" || phase === "merged") return [];
  const after = (ms: number) => microsToInstant(instantToMicros(facts.declaredAt) + ms * 1000);
  const within = (ms: number) => ({ asks: `within ${formatDuration(ms)}`, dueAt: after(ms) });
  const { commanderAtOnce, updateEveryMinutes, containmentHours } = asked;
  const { dueAt: postmortemDue, approvedAt } = facts.postmortem;
  const wanted: [TargetName, { asks: string; dueAt: Instant } | null, Instant | null][] = [
    ["commander", commanderAtOnce ? { asks: "at once", dueAt: after(AT_ONCE_MS) } : null, facts.commanderSince],
    ["first_update", updateEveryMinutes ? within(updateEveryMinutes * MINUTE_MS) : null, facts.firstUpdateAt],
    ["contained", containmentHours ? within(containmentHours * HOUR_MS) : null, facts.containedAt],
    ["postmortem", postmortemDue ? { asks: "approved", dueAt: postmortemDue } : null, approvedAt],
  ];
  return wanted.flatMap(([target, ask, metAt]) =>
    ask ? [{ target, ...ask, metAt, state: stateOf(target, ask.dueAt, metAt, facts) }] : [],
  );
}

const CONTAINED: readonly Phase[] = ["contained", "resolved", "closed"];

function stateOf(target: TargetName, dueAt: Instant, metAt: Instant | null, facts: ResponseFacts): TargetState {
  if (metAt !== null) return metAt <= dueAt ? "met" : "late";
  if (target === "contained" && CONTAINED.includes(facts.phase)) return "unnamed";
  return facts.now <= dueAt ? "running" : "overdue";
}

/** How urgently to respond: one level above the severity while containment stands at 3 or 4, as it stands now. */
export function urgencyNow(level: Severity | null, containment: number | null): Severity | null {
  if (level === null) return null;
  return containment !== null && containment >= 3 ? oneHigher(level) : level;
}

export interface ChangedFact {
  factor: Factor;
  /** Null: it was unknown. */
  assessed: number | null;
  now: number;
  reason: string;
  to: SuggestionView["to"];
}

/** Entries of the record that can change what a factor rests on. */
export const FACTS_OF: Record<Factor, readonly string[]> = {
  D: ["data_added", "data_changed", "data_removed", "exposure_window_opened", "exposure_window_withdrawn"],
  V: ["data_added", "data_changed", "data_removed"],
  A: ["exposure_window_opened", "exposure_window_changed", "evidence_ready", "access_explained"],
  T: ["exposure_window_opened", "exposure_window_changed", "exposure_window_closed", "exposure_window_withdrawn"],
  R: [],
  G: [],
  C: [
    ...["exposure_window_opened", "exposure_window_closed", "exposure_window_withdrawn", "phase_changed"],
    ...["task_verified", "task_reopened", "containment_verified", "containment_failed"],
  ],
  E: ["evidence_ready", "access_explained", "data_changed", "recipient_stated", "evidence_coverage_stated"],
};

/**
 * The factors that the record says otherwise by now than they were assessed, where something has changed since that they
 * rest on. Whoever chose another value than the suggestion and knew it is not asked again until then.
 */
export function changedFacts(
  assessed: Partial<Record<Factor, number | null>>,
  suggestions: readonly SuggestionView[],
  changedSince: ReadonlySet<string>,
): ChangedFact[] {
  return suggestions.flatMap(({ factor, points, reason, to }) => {
    const was = assessed[factor] ?? null;
    if (points === null || points === was) return [];
    if (!FACTS_OF[factor].some((kind) => changedSince.has(kind))) return [];
    return [{ factor, assessed: was, now: points, reason, to }];
  });
}
