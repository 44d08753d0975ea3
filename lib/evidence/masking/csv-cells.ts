import type { Range } from "./ranges";
import { sensitivityOf } from "./sensitive-keys";

/** What the header row says of a row: only there stands that a column holds secrets. */
export interface CsvHeading {
  delimiter: string;
  names: readonly string[];
}

/** The cells of a row under headings that name something sensitive, without their quotes. */
export function sensitiveCells(row: string, { delimiter, names }: CsvHeading, bodies: boolean): Range[] {
  const hidden = new Set(names.flatMap((name, i) => (sensitivityOf(name, bodies) === null ? [] : [i])));
  if (hidden.size === 0) return [];
  const found: Range[] = [];
  let at = 0;
  for (let cell = 0; at <= row.length; cell += 1) {
    const [from, until, end] = cellAt(row, at, delimiter);
    if (hidden.has(cell) && from < until) found.push({ from, until });
    at = end + delimiter.length;
  }
  return found;
}

/** Where the words of a cell begin and end, and where the cell does. */
function cellAt(row: string, at: number, delimiter: string): [from: number, until: number, end: number] {
  const quoted = row[at] === '"';
  let close = at;
  if (quoted) {
    close = row.indexOf('"', at + 1);
    while (close >= 0 && row[close + 1] === '"') close = row.indexOf('"', close + 2);
    if (close < 0) return [at + 1, row.length, row.length];
  }
  const next = row.indexOf(delimiter, close);
  const end = next < 0 ? row.length : next;
  // Whatever stands behind a closing quote belongs to the cell too.
  return quoted && row.slice(close + 1, end).trim() === "" ? [at + 1, close, end] : [at, end, end];
}
