import type { ClaimedAmount, ComputedStanding } from "./model";

/** From `low` on; `high` null: nothing bounds it from above. */
export interface Known {
  low: number;
  high: number | null;
}

interface Claimed {
  low: number | null;
  high: number | null;
}

export function claimedRange({ bound, low, high }: ClaimedAmount): Claimed {
  if (bound === "exact") return { low, high: low };
  if (bound === "at_most") return { low: null, high };
  return bound === "at_least" ? { low, high: null } : { low, high };
}

/** Supported if all that is possible is within the claim, contradicted if none of it is; else nobody can tell. */
export function compareRanges(claimed: Claimed, known: Known): ComputedStanding {
  if (apart(claimed, known)) return "contradicted";
  const above = claimed.low === null || known.low >= claimed.low;
  const below = claimed.high === null || (known.high !== null && known.high <= claimed.high);
  return above && below ? "supported" : "unverified";
}

/** Whether two claimed ranges leave no number on which both agree. */
export function apart(a: Claimed, b: Claimed): boolean {
  const over = (x: Claimed, y: Claimed) => x.low !== null && y.high !== null && x.low > y.high;
  return over(a, b) || over(b, a);
}
