import type { AssetAnswer } from "./model";
import { type Outcomes, outcomesOf } from "./outcomes";

/** Why the verdicts of an asset are what they are, as sentences; what a "no" does not exclude is said with it. */
export function reasonsOf(answer: AssetAnswer): { accessed: string[]; exfiltrated: string[] } {
  const open = openReasons(answer);
  const { certain } = answer.unauthorised;
  const accessed = certain > 0 ? [provenReason(answer)] : [...open, ...seenInstead(answer)];
  const exfiltrated =
    answer.exfiltrated === "yes"
      ? [`${count(answer.left, "access", "accesses")} without clearance exported or shared it.`]
      : certain > 0
        ? ["It was accessed without clearance; no log shows what happened to what was read.", ...open]
        : open;
  return { accessed, exfiltrated };
}

const OUTCOME_WORDS: Record<Outcomes, string> = {
  none_counted: "",
  all_succeeded: "",
  some_unknown: "; of some the log does not say whether they succeeded",
  all_unknown: "; of none does the log say whether it succeeded",
};

function provenReason(answer: AssetAnswer): string {
  const who = answer.principals.filter((row) => row.unauthorisedItself > 0 && row.unauthorised.certain > 0).length;
  const accesses = count(answer.unauthorised.certain, "access", "accesses");
  const marked = OUTCOME_WORDS[outcomesOf(answer.principals)];
  return `${accesses} without clearance by ${count(who, "principal", "principals")}, certainly while it was open${marked}.`;
}

/** What else may be behind it that no access is seen: a slip in a pattern, or that what is seen counts as none. */
function seenInstead({ matchesNothing, otherEvents, unnamedAccesses, accesses }: AssetAnswer): string[] {
  const blind =
    unnamedAccesses > 0
      ? `${count(unnamedAccesses, "access in these systems names", "accesses in these systems name")} no resource, and may have been to it.`
      : null;
  const typo = matchesNothing ? "No event of any log is matched by its patterns: check how the logs name it." : null;
  const others = count(otherEvents, "other event names it", "other events name it");
  const quiet = otherEvents > 0 && accesses.certain + accesses.possible === 0;
  return [blind, typo, quiet ? `${others} while it was open, none of them an access.` : null].filter(
    (reason) => reason !== null,
  );
}

function openReasons(answer: AssetAnswer): string[] {
  const absent = [...new Set(answer.coverageGaps.flatMap((gap) => gap.systems))].sort();
  const { possible } = answer.unauthorised;
  const reasons = [
    answer.coverageGaps.length > 0
      ? `Logs are silent for ${percent(1 - answer.coveredShare)} of the exposed time${absent.length > 0 ? ` (${absent.join(", ")})` : ": no system is named whose logs would show access"}.`
      : null,
    possible > 0
      ? `${count(possible, "access", "accesses")} without clearance possibly fell into the exposed time.`
      : null,
    answer.unknownOutcome > 0
      ? `For ${count(answer.unknownOutcome, "access", "accesses")} the log does not say whether it succeeded.`
      : null,
  ].filter((reason) => reason !== null);
  if (reasons.length > 0) return reasons;
  if (answer.exposedMicros.possible === 0) return ["It has not been open for any time yet."];
  const partly = [...new Set(answer.partlyCovered.flatMap((gap) => gap.systems))].sort();
  return [
    `Logs cover the exposed time completely${answer.unauthorised.certain > 0 ? "" : ", and show no access without clearance"}.`,
    ...(partly.length > 0 ? [`Not all the time is covered by every system: ${partly.join(", ")}.`] : []),
  ];
}

function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

/** Never rounds something to nothing. */
function percent(share: number): string {
  if (share >= 1) return "all";
  return share < 0.001 ? "less than 0.1 %" : `${(share * 100).toFixed(1)} %`;
}
