import type { Answer, Certainty, SubjectKind } from "./model";

/** A count as recorded: `known` has low = high, `unknown` has neither. */
export interface CountRange {
  certainty: Certainty;
  low: number | null;
  high: number | null;
}

export interface CountedItem {
  subjectKind: SubjectKind;
  exposed: Answer;
  people: CountRange;
  records: CountRange;
}

/**
 * A total that never turns "unknown" into a number: without a known count `low` is null, and `high` is null as soon
 * as one item is unknown, because then nothing bounds the total from above.
 */
export interface Total {
  low: number | null;
  high: number | null;
  /** True when every count that goes in is known exactly and none can overlap with another. */
  exact: boolean;
  counted: number;
  unknown: number;
  method: string;
}

export interface DataTotals {
  people: Total;
  records: Total;
  /** Items whose data was not exposed after all: kept in the list, left out of the totals. */
  ruledOut: number;
}

/**
 * People and records of an incident's affected data, apart. One person may be in several items, so people lie between
 * the largest single item (all others are the same people) and the sum (nobody is in two). Records are not shared:
 * their bounds are sums.
 */
export function totalsOf(items: readonly CountedItem[]): DataTotals {
  const concerned = items.filter((item) => item.exposed !== "no");
  const withPeople = concerned.filter((item) => item.subjectKind !== "none");
  return {
    people: total(
      withPeople.map((item) => item.people),
      overlapping,
    ),
    records: total(
      concerned.map((item) => item.records),
      apart,
    ),
    ruledOut: items.length - concerned.length,
  };
}

interface Method {
  lowest(lows: number[]): number;
  text: string;
  mayOverlap: boolean;
}

const overlapping: Method = {
  lowest: (lows) => Math.max(...lows),
  text: "The same person may be in several items: at least the largest item, at most the sum of all.",
  mayOverlap: true,
};
const apart: Method = { lowest: sum, text: "The sum over the items; a record belongs to one item.", mayOverlap: false };

function total(counts: readonly CountRange[], method: Method): Total {
  const known = counts.filter((count): count is { certainty: Certainty; low: number; high: number } => {
    return count.low !== null && count.high !== null;
  });
  const unknown = counts.length - known.length;
  const low = known.length === 0 ? null : method.lowest(known.map((count) => count.low));
  const high = known.length === 0 || unknown > 0 ? null : sum(known.map((count) => count.high));
  const exact = low !== null && low === high && known.every((count) => count.certainty === "known");
  return { low, high, exact, counted: known.length, unknown, method: method.text };
}

function sum(values: number[]): number {
  return values.reduce((result, value) => result + value, 0);
}

/** The total in words: "61,000", "40,000–90,000", "at least 300, 2 items unknown", "unknown". */
export function totalText({ low, high, exact, unknown }: Total): string {
  const items = `${unknown} ${unknown === 1 ? "item" : "items"} unknown`;
  if (low === null) return unknown === 0 ? "none recorded" : `unknown, ${items}`;
  if (unknown > 0) return `at least ${figure(low)}, ${items}`;
  if (high === null || low === high) return exact ? figure(low) : `~${figure(low)}`;
  return `${figure(low)}–${figure(high)}`;
}

function figure(n: number): string {
  return n.toLocaleString("en");
}
