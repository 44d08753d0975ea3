import type { Decision, StandingInLaw } from "./model";
import type { ObligationView } from "./views";

export const DECISION_WORDS: Record<Decision, string> = {
  undecided: "undecided",
  applies: "applies",
  does_not_apply: "does not apply",
};

/** Why a rule that is not in force is not due, in a sentence. */
export function notInForce({ status, effectiveFrom, effectiveTo }: ObligationView): string {
  const words: Record<StandingInLaw, string> = {
    in_force: "In force.",
    not_yet_in_force: `Not in force yet: from ${effectiveFrom}.`,
    no_longer_in_force: `No longer in force since ${effectiveTo}.`,
    pending: "Pending: the final rule has no date.",
    proposed: "Proposed, not law.",
  };
  return words[status];
}

/** "72 hours", "4 business days"; a duty without a length is due without undue delay. */
export function lengthOf(due: ObligationView["due"]): string {
  if (due === null) return "without undue delay";
  const unit = due.unit.replaceAll("_", " ");
  return `${due.count} ${due.count === 1 ? unit.replace(/s$/, "") : unit}`;
}

/** What the clock starts on, as the named times read. */
export function startOf(obligation: ObligationView, all: readonly ObligationView[]): string {
  const { time, submissionOf, lawCalls } = obligation.startsOn;
  if (time !== null) return `“${time.replaceAll("_", " ")}”${lawCalls ? ` (the law says ${lawCalls})` : ""}`;
  const of = all.find(({ rule }) => rule === submissionOf);
  return `the submission of “${of ? of.phase : submissionOf}”`;
}
