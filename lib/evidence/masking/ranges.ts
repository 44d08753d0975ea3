/** A stretch of a text that is not shown: `[from, until)`, in UTF-16 units. */
export interface Range {
  from: number;
  until: number;
  /** A number in JSON: what stands in its place has to be quoted. */
  bare?: boolean;
}

/** In order and without overlaps; ones that touch stay apart. */
export function merged(ranges: readonly Range[]): Range[] {
  const inOrder = ranges.filter(({ from, until }) => from < until).sort((a, b) => a.from - b.from || b.until - a.until);
  const out: Range[] = [];
  for (const range of inOrder) {
    const last = out.at(-1);
    if (last && range.from < last.until) last.until = Math.max(last.until, range.until);
    else out.push({ ...range });
  }
  return out;
}
