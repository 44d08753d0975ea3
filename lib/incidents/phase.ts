import { type Gate, gatesOf, nameAll, ORDER, type PhaseFacts } from "./gates";
import type { Phase } from "./model";

export interface Transition {
  to: Phase;
  /** Going back, or ending without a finding: always with a written reason. */
  needsReason: boolean;
  gates: Gate[];
  /** What stands in no way, but should be known before the step. */
  notes: string[];
}

/** Where an incident may go from where it is, each with its gates. A later phase carries the gates of those before it. */
export function transitionsOf(facts: PhaseFacts): Transition[] {
  // Out of these there are other ways: a report is accepted or declined, a merged incident is taken out again.
  if (facts.phase === "triage" || facts.phase === "merged") return [];
  const at = ORDER.indexOf(facts.phase as (typeof ORDER)[number]);
  if (at < 0) return [{ to: "active", needsReason: true, gates: [], notes: [] }];
  const onwards = ORDER.slice(at + 1).map((to) => ({
    to,
    needsReason: false,
    gates: gatesOf(to, facts),
    notes: notesOf(to, facts),
  }));
  const back = at > 1 ? [{ to: "active" as const, needsReason: true, gates: [], notes: [] }] : [];
  return [...onwards, ...back];
}

/** An incident is contained once nothing is exposed, whatever else is to do; but a task of that name is worth a look. */
function notesOf(to: Phase, { tasks }: PhaseFacts): string[] {
  const open = tasks.filter(
    ({ kind, state }) => kind === "containment" && state !== "verified" && state !== "not_doing",
  );
  if (to !== "contained" || open.length === 0) return [];
  const are = open.length === 1 ? "is a containment task that is" : "are containment tasks that are";
  return [
    `${nameAll("T", open)} ${are} not finished. Is nothing exposed any more? To be resolved it has to be finished.`,
  ];
}
