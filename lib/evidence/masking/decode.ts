/** A text inside a text, and for each of its units where it stands in the outer one. */
export interface Decoded {
  text: string;
  /** Outer position of the unit at `i`; for `text.length`, where it ends. */
  outer(i: number): number;
}

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** The inside of a JSON string, without its quotes. */
export function fromJsonString(text: string, from: number, until: number): Decoded {
  const inside = text.slice(from, until);
  if (!inside.includes("\\")) return { text: inside, outer: (i) => from + i };
  const places = new Uint32Array(inside.length + 1);
  const units: string[] = [];
  let at = 0;
  let n = 0;
  while (at < inside.length) {
    const { unit, length } = unitAt(inside, at);
    places[n++] = from + at;
    units.push(unit);
    at += length;
  }
  places[n] = until;
  return { text: units.join(""), outer: (i) => places[i] ?? until };
}

function unitAt(inside: string, at: number): { unit: string; length: number } {
  if (inside[at] !== "\\" || at + 1 >= inside.length) return { unit: inside[at] ?? "", length: 1 };
  const next = inside[at + 1] ?? "";
  if (next !== "u") return { unit: ESCAPES[next] ?? next, length: 2 };
  const code = inside.slice(at + 2, at + 6);
  if (!/^[0-9a-fA-F]{4}$/.test(code)) return { unit: next, length: 2 };
  return { unit: String.fromCharCode(Number.parseInt(code, 16)), length: 6 };
}

/** The inside of a quoted CSV cell, in which quotes stand twice. */
export function fromCsvCell(text: string, from: number, until: number): Decoded {
  const places = new Uint32Array(until - from + 1);
  const units: string[] = [];
  let n = 0;
  for (let at = from; at < until; at++) {
    places[n++] = at;
    units.push(text[at] ?? "");
    if (text[at] === '"' && text[at + 1] === '"') at++;
  }
  places[n] = until;
  return { text: units.join(""), outer: (i) => places[i] ?? until };
}

/** Quoted cells of CSV in which quotes stand twice: such a cell may hold JSON. Positions are those of the inside. */
export function doubledCells(text: string): { from: number; until: number }[] {
  const cells: { from: number; until: number }[] = [];
  if (!text.includes('""')) return cells;
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('"', at);
    if (open < 0) break;
    if (open > 0 && !/[,;\t|\r\n]/.test(text[open - 1] ?? "")) {
      at = open + 1;
      continue;
    }
    const { until, doubled } = endOfCell(text, open + 1);
    if (doubled) cells.push({ from: open + 1, until });
    at = until + 1;
  }
  return cells;
}

function endOfCell(text: string, from: number): { until: number; doubled: boolean } {
  let doubled = false;
  let at = from;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { until: text.length, doubled };
    if (text[quote + 1] !== '"') return { until: quote, doubled };
    doubled = true;
    at = quote + 2;
  }
}
