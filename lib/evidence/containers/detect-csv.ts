import { headerNames, splitCsvRow } from "./csv-row";
import type { ContainerSpec } from "./cut";

const DELIMITERS = [",", ";", "\t", "|"];
const ROWS = 50;

/** A CSV if some delimiter gives the same number of cells, two or more, in nearly every row of the head. */
export function detectCsv(head: Buffer, ended: boolean): ContainerSpec | null {
  let best: { delimiter: string; columns: number; first: string[] } | null = null;
  for (const delimiter of DELIMITERS) {
    const rows = headRows(head, ended, delimiter);
    const first = rows[0];
    if (!first || first.length < 2 || rows.length < 2) continue;
    const same = rows.filter((row) => row.length === first.length || row.slice(first.length).join("") === "").length;
    if (same < rows.length * 0.7) continue;
    if (!isHeader(first) && (first.length < 5 || same < rows.length)) continue;
    if (!best || first.length > best.columns) best = { delimiter, columns: first.length, first };
  }
  if (!best) return null;
  const header = isHeader(best.first) ? headerNames(best.first) : null;
  return { container: "csv", delimiter: best.delimiter, header, columns: best.columns };
}

/** A single line that can only be the header of a table without rows: what an export is when nothing happened. */
export function detectEmptyCsv(head: Buffer, ended: boolean): ContainerSpec | null {
  if (!ended) return null;
  for (const delimiter of DELIMITERS) {
    const rows = headRows(head, ended, delimiter);
    const first = rows[0];
    if (rows.length !== 1 || !first || first.length < 3 || !first.every((cell) => COLUMN.test(cell))) continue;
    return { container: "csv", delimiter, header: headerNames(first), columns: first.length };
  }
  return null;
}

/** A name of at most four words, none of them a sentence's. */
const COLUMN = /^\s*[\p{L}_][\p{L}\d_.:/()-]*( [\p{L}\d_.:/()-]+){0,3}\s*$/u;

/** Names are short, mostly there, and neither times nor numbers nor JSON. */
function isHeader(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== "");
  if (filled.length < cells.length * 0.6 || filled.length === 0) return false;
  if (filled.some((cell) => cell.length > 128 || /^\s*[{[]|\b(CEF|LEEF):/.test(cell))) return false;
  if (
    filled.some((cell) =>
      /^\d{4}-\d\d-\d\d|^\d{1,2}\/\d{1,2}\/\d{2,4}|^\d{9,}$|^\d{1,3}(\.\d{1,3}){3}/.test(cell.trim()),
    )
  )
    return false;
  return filled.some((cell) => /[\p{L}_]/u.test(cell));
}

/** The first rows, cut at line feeds outside quotes. */
function headRows(head: Buffer, ended: boolean, delimiter: string): string[][] {
  const text = head
    .subarray(0, 128 * 1024)
    .toString("utf8")
    .replace(/^\ufeff/, "");
  const complete = ended && head.length <= 128 * 1024;
  const rows: string[][] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= text.length && rows.length < ROWS; i++) {
    const char = i < text.length ? text[i] : complete ? "\n" : undefined;
    if (char === '"') quoted = !quoted;
    if (char !== "\n" || quoted) continue;
    const row = text.slice(start, i).replace(/\r$/, "");
    if (row.trim() !== "") rows.push(splitCsvRow(row, delimiter));
    start = i + 1;
  }
  return rows;
}
