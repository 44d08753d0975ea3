/**
 * Sets of instants as lists of half-open intervals `[from, until)`, in microseconds since 1970.
 * Ends may be infinite. Every function answers a normal list: sorted, disjoint, never adjacent, never empty.
 */
export interface Interval {
  from: number;
  until: number;
}

export type Intervals = readonly Interval[];

export const ALWAYS: Intervals = [{ from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }];

/** The one interval as a set; empty when it has no length. */
export function interval(from: number, until: number): Intervals {
  return from < until ? [{ from, until }] : [];
}

/** Everything that is in any of the intervals; those without length add nothing. */
export function union(...parts: readonly (readonly Interval[])[]): Intervals {
  const sorted = parts
    .flat()
    .filter((part) => part.from < part.until)
    .sort((a, b) => a.from - b.from);
  const out: Interval[] = [];
  for (const part of sorted) {
    const last = out.at(-1);
    if (last && part.from <= last.until) last.until = Math.max(last.until, part.until);
    else out.push({ ...part });
  }
  return out;
}

/** What both sets hold. */
export function intersect(a: Intervals, b: Intervals): Intervals {
  return union(a.flatMap((x) => b.flatMap((y) => interval(Math.max(x.from, y.from), Math.min(x.until, y.until)))));
}

/** What the first set holds and the second does not. */
export function subtract(a: Intervals, b: Intervals): Intervals {
  let rest = union(a);
  for (const cut of union(b)) {
    rest = rest.flatMap((x) => [
      ...interval(x.from, Math.min(x.until, cut.from)),
      ...interval(Math.max(x.from, cut.until), x.until),
    ]);
  }
  return rest;
}

/** Total length in microseconds; overlaps have been counted once. */
export function lengthMicros(set: Intervals): number {
  return union(set).reduce((sum, part) => sum + (part.until - part.from), 0);
}

/** The first instant of an interval is in it, the last is not. */
export function containsInstant(set: Intervals, at: number): boolean {
  return set.some((part) => part.from <= at && at < part.until);
}

/** True when every instant of `[from, until)` is in the set. */
export function containsInterval(set: Intervals, from: number, until: number): boolean {
  return union(set).some((part) => part.from <= from && until <= part.until);
}

/** True when `[from, until)` and the set share at least one instant. */
export function overlaps(set: Intervals, from: number, until: number): boolean {
  return set.some((part) => part.from < until && from < part.until);
}
