import type { WhoRow } from "./who-rows";

export const WHO_COLUMNS = ["who", "why", "accesses", "rows", "first", "last", "from"] as const;
export type WhoColumn = (typeof WHO_COLUMNS)[number];

export interface WhoSort {
  column: WhoColumn;
  descending: boolean;
}

/** `accesses`, or `-accesses` from the greatest down; anything else is the usual order. */
export function parseSort(text: string | null): WhoSort | null {
  const column = WHO_COLUMNS.find((one) => one === text?.replace(/^-/, ""));
  return column ? { column, descending: text?.startsWith("-") ?? false } : null;
}

/** The next order of a column: figures and times first from the greatest, words from A; then turned, then as usual. */
export function nextSort(column: WhoColumn, now: WhoSort | null): string | null {
  const first = column === "accesses" || column === "rows" ? `-${column}` : column;
  if (now?.column !== column) return first;
  const turned = first.startsWith("-") ? column : `-${column}`;
  return now.descending === first.startsWith("-") ? turned : null;
}

/** Rows in order; where a log does not say, the row stands last either way. */
export function inOrder(rows: readonly WhoRow[], sort: WhoSort | null): WhoRow[] {
  if (!sort) return [...rows];
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [sortValue(a, sort.column), sortValue(b, sort.column)];
    if (x === y) return 0;
    if (x === null || y === null) return x === null ? 1 : -1;
    return (x < y ? -1 : 1) * sign;
  });
}

function sortValue(row: WhoRow, column: WhoColumn): string | number | null {
  switch (column) {
    case "who":
      return row.name?.toLowerCase() ?? null;
    case "why":
      return row.why.join("; ");
    case "accesses":
      return row.certain + row.possible;
    case "rows":
      return row.records.sum;
    case "first":
      return row.first;
    case "last":
      return row.last;
    case "from":
      return row.sourceIps[0] ?? null;
  }
}

/** Rows in which every typed word stands: in the name, the reason, an address or whom it was for. */
export function found(rows: readonly WhoRow[], text: string, also: (row: WhoRow) => readonly string[]): WhoRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...rows];
  return rows.filter((row) => {
    const said = [row.name ?? "nobody", ...row.why, ...row.sourceIps, ...also(row)].join("\n").toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
