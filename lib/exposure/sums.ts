import type { CertainPossible } from "./model";
import { type ClassAnswer, MOST_ADDRESSES, type PrincipalAnswer } from "./model";

/** What events come to for one asset. Sums of two sets of events without a common one add up to those of both. */
export interface AssetSums {
  accesses: CertainPossible;
  unauthorised: CertainPossible;
  /** Certain accesses without clearance that exported or shared. */
  left: number;
  unknownOutcome: number;
  unexplained: number;
  denied: number;
  failed: number;
  /** Touches in a hull with a verb that is no access. */
  otherEvents: number;
  /** Any event touches it, whenever. */
  isTouched: boolean;
  /** In no order. */
  principals: PrincipalAnswer[];
}

/** By the number of the asset. */
export type Sums = Record<number, AssetSums>;

export function noSums(): AssetSums {
  return {
    accesses: { certain: 0, possible: 0 },
    unauthorised: { certain: 0, possible: 0 },
    left: 0,
    unknownOutcome: 0,
    unexplained: 0,
    denied: 0,
    failed: 0,
    otherEvents: 0,
    isTouched: false,
    principals: [],
  };
}

export function mergeSums(a: Sums, b: Sums): Sums {
  const merged: Sums = { ...a };
  for (const [n, sums] of Object.entries(b)) {
    const before = a[Number(n)];
    merged[Number(n)] = before ? mergeAsset(before, sums) : sums;
  }
  return merged;
}

function mergeAsset(a: AssetSums, b: AssetSums): AssetSums {
  const rows = new Map(a.principals.map((row) => [rowKey(row), row]));
  for (const row of b.principals) {
    const before = rows.get(rowKey(row));
    rows.set(rowKey(row), before ? mergeRow(before, row) : row);
  }
  return {
    accesses: plus(a.accesses, b.accesses),
    unauthorised: plus(a.unauthorised, b.unauthorised),
    left: a.left + b.left,
    unknownOutcome: a.unknownOutcome + b.unknownOutcome,
    unexplained: a.unexplained + b.unexplained,
    denied: a.denied + b.denied,
    failed: a.failed + b.failed,
    otherEvents: a.otherEvents + b.otherEvents,
    isTouched: a.isTouched || b.isTouched,
    principals: [...rows.values()],
  };
}

/** Resolved ones by their id, others by what logs write. Rows of an answer are in the order of this key. */
export function rowKey({ principalId, actor }: Pick<PrincipalAnswer, "principalId" | "actor">): string {
  return principalId === null ? `a:${JSON.stringify(actor)}` : `p:${principalId}`;
}

function mergeRow(a: PrincipalAnswer, b: PrincipalAnswer): PrincipalAnswer {
  const classes = { ...a.classes };
  for (const [name, theirs] of Object.entries(b.classes) as [keyof typeof classes, ClassAnswer][]) {
    const ours = classes[name];
    classes[name] = ours ? mergeClass(ours, theirs) : theirs;
  }
  return {
    ...a,
    classes,
    unauthorised: plus(a.unauthorised, b.unauthorised),
    unauthorisedItself: a.unauthorisedItself + b.unauthorisedItself,
    through: a.through + b.through,
    forOthers: a.forOthers + b.forOthers,
    denied: a.denied + b.denied,
    failed: a.failed + b.failed,
  };
}

/** Of one principal, two classes or two sets of events. */
export function mergeClass(a: ClassAnswer, b: ClassAnswer): ClassAnswer {
  const byVerb = { ...a.byVerb };
  for (const [verb, n] of Object.entries(b.byVerb) as [keyof typeof byVerb, number][]) {
    byVerb[verb] = (byVerb[verb] ?? 0) + n;
  }
  return {
    certain: a.certain + b.certain,
    possible: a.possible + b.possible,
    unknownOutcome: a.unknownOutcome + b.unknownOutcome,
    byVerb,
    first: Math.min(a.first, b.first),
    last: Math.max(a.last, b.last),
    records: { sum: a.records.sum + b.records.sum, unstated: a.records.unstated + b.records.unstated },
    bytes: { sum: a.bytes.sum + b.bytes.sum, unstated: a.bytes.unstated + b.bytes.unstated },
    ...addresses([...a.sourceIps, ...b.sourceIps], a.moreIps || b.moreIps),
  };
}

/** The first of them in order; what is beyond is said to be there. */
export function addresses(all: readonly string[], more = false): Pick<ClassAnswer, "sourceIps" | "moreIps"> {
  const sorted = [...new Set(all)].sort();
  return { sourceIps: sorted.slice(0, MOST_ADDRESSES), moreIps: more || sorted.length > MOST_ADDRESSES };
}

function plus(a: CertainPossible, b: CertainPossible): CertainPossible {
  return { certain: a.certain + b.certain, possible: a.possible + b.possible };
}
