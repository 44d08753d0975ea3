import type { ContainerSpec } from "../containers/cut";
import type { Sample } from "./import-state";

const MOST_COLUMNS = 200;
/** As many rows as the order of day and month is proven by, of files that are not too wide. */
const MOST_ROWS = 50;
const LEAST_ROWS = 5;
const MOST_CELLS = 2000;
/** A column with more different words than these in its first records holds names, not words. */
const MOST_VALUES = 40;
const MOST_VALUE_COLUMNS = 60;
const LONGEST_VALUE = 120;

/** The first records as a small table, and what stands how often in their columns, for the person who is asked. */
export function sampleOf(records: readonly unknown[], spec: ContainerSpec | null): Sample {
  const header = spec?.container === "csv" && spec.header ? spec.header : null;
  const first = records.slice(0, LEAST_ROWS).map((record) => flat(record));
  const columns = [...(header ?? new Set(first.flatMap((row) => [...row.keys()])))].slice(0, MOST_COLUMNS);
  const shown = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, Math.floor(MOST_CELLS / Math.max(1, columns.length))));
  const rows: string[][] = [];
  const counts = new Map(columns.map((column) => [column, new Map<string, number>()]));
  for (const record of records) {
    const row = flat(record);
    if (rows.length < shown) rows.push(columns.map((column) => row.get(column) ?? ""));
    for (const [column, values] of counts) {
      const value = row.get(column)?.trim() ?? "";
      if (value === "") continue;
      values.set(value, (values.get(value) ?? 0) + 1);
      if (values.size > MOST_VALUES * 5) counts.delete(column);
    }
  }
  return { columns, rows, values: fewValues(counts), records: records.length };
}

function fewValues(counts: ReadonlyMap<string, ReadonlyMap<string, number>>): NonNullable<Sample["values"]> {
  return [...counts]
    .filter(([, values]) => values.size > 0 && [...values.keys()].every((value) => value.length <= LONGEST_VALUE))
    .slice(0, MOST_VALUE_COLUMNS)
    .map(([column, values]) => {
      const sorted = [...values].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
      const others = sorted.slice(MOST_VALUES).reduce((sum, [, n]) => sum + n, 0);
      return { column, values: sorted.slice(0, MOST_VALUES).map(([value, count]) => ({ value, count })), others };
    });
}

function flat(record: unknown, prefix = "", into = new Map<string, string>()): Map<string, string> {
  if (typeof record !== "object" || record === null) return into.set(prefix || "text", text(record));
  for (const [key, value] of Object.entries(record).slice(0, 200)) {
    const path = prefix ? `${prefix}.${key}` : key;
    const nested = typeof value === "object" && value !== null && !Array.isArray(value) && path.split(".").length < 4;
    if (nested) flat(value, path, into);
    else into.set(text(path), text(value));
  }
  return into;
}

/** Short, and storable as JSON. */
function text(value: unknown): string {
  const plain = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return plain.slice(0, 200).toWellFormed().replaceAll("\0", "�");
}
