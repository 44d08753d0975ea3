import { type CsvReading, type CsvRow, readCsv } from "./read-csv";

/** One item of a file as the API takes it, with the line on which it begins. */
export interface ImportItem {
  line: number;
  value: Record<string, unknown>;
}

export interface ImportError {
  line: number;
  message: string;
}

export interface ImportReading {
  items: ImportItem[];
  errors: ImportError[];
  /** What was left aside, such as a column that nothing takes. */
  notes: string[];
}

export type ImportKind = "principals" | "clearances";

/**
 * Reads people or clearances from a file's text: a JSON array, one JSON object a line, or CSV with a head line.
 * Each bad line is named and the others are read. What the values mean is for the input's schema to check.
 */
export async function readImport(text: string, kind: ImportKind): Promise<ImportReading> {
  const body = text.replace(/^\uFEFF/, "");
  const first = body.trimStart()[0];
  if (first === undefined) return { items: [], errors: [{ line: 1, message: "The file is empty." }], notes: [] };
  if (first === "[") return readArray(body);
  if (first === "{") return readObject(body) ?? readLines(body);
  const rows = await readCsv(body);
  return kind === "principals" ? principalsOf(rows) : clearancesOf(rows);
}

function readArray(text: string): ImportReading {
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (error) {
    return { items: [], errors: [{ line: 1, message: `This is not JSON: ${(error as Error).message}` }], notes: [] };
  }
  const reading: ImportReading = { items: [], errors: [], notes: [] };
  for (const [index, value] of (values as unknown[]).entries()) take(reading, index + 1, value);
  return reading;
}

/** A single object over several lines: the list that it holds, or one item. Null when it is not one. */
function readObject(text: string): ImportReading | null {
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    const list = value.data ?? value.principals ?? value.clearances;
    return readArray(JSON.stringify(Array.isArray(list) ? list : [value]));
  } catch {
    return null;
  }
}

function readLines(text: string): ImportReading {
  const reading: ImportReading = { items: [], errors: [], notes: [] };
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    try {
      take(reading, index + 1, JSON.parse(line));
    } catch (error) {
      reading.errors.push({ line: index + 1, message: `This is not JSON: ${(error as Error).message}` });
    }
  }
  return reading;
}

function take(reading: ImportReading, line: number, value: unknown): void {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    reading.items.push({ line, value: value as Record<string, unknown> });
  } else {
    reading.errors.push({ line, message: 'This is not an object such as {"name": "…"}.' });
  }
}

interface Principal extends Record<string, unknown> {
  name: string;
  kind: string;
  aliases: { system?: string; value: string }[];
  groups: { name: string; from?: string; until?: string }[];
}

/** Lines of the same name are one principal: each may add an alias or a membership. */
function principalsOf({ head, rows, errors, notes }: CsvReading): ImportReading {
  const known = head.map((column) => /^(name|kind|alias(es)?(:.+)?|email|group(s)?|from|until)$/.test(column));
  const unused = head.filter((_, i) => !known[i]);
  const byName = new Map<string, ImportItem>();
  for (const row of rows) {
    const name = row.cells.name ?? "";
    if (!name) {
      errors.push({ line: row.line, message: "This line has no name." });
      continue;
    }
    const item = byName.get(name) ?? { line: row.line, value: { name, kind: "", aliases: [], groups: [] } };
    byName.set(name, item);
    addTo(item.value as Principal, row, errors);
  }
  return { items: [...byName.values()], errors, notes: [...notes, ...unusedNote(unused)] };
}

function addTo(principal: Principal, row: CsvRow, errors: ImportError[]): void {
  const kind = row.cells.kind?.toLowerCase() ?? "";
  if (principal.kind && kind && kind !== principal.kind) {
    errors.push({
      line: row.line,
      message: `${principal.name} is ${principal.kind} on an earlier line and ${kind} here.`,
    });
  }
  principal.kind ||= kind;
  for (const [column, cell] of Object.entries(row.cells)) {
    const alias = /^(?:alias(?:es)?|email)(?::(.+))?$/.exec(column);
    if (alias) {
      for (const value of listOf(cell)) {
        const system = alias[1];
        const same = principal.aliases.some((other) => other.value === value && other.system === system);
        if (!same) principal.aliases.push(system ? { system, value } : { value });
      }
    }
    if (column === "group" || column === "groups") {
      const { from, until } = row.cells;
      for (const name of listOf(cell)) {
        principal.groups.push({ name, ...(from ? { from } : {}), ...(until ? { until } : {}) });
      }
    }
  }
}

const CLEARANCE_COLUMNS = ["principal", "group", "asset", "classification", "from", "until", "standing"];

function clearancesOf({ head, rows, errors, notes }: CsvReading): ImportReading {
  const unused = head.filter((column) => !CLEARANCE_COLUMNS.includes(column));
  const items = rows.map(({ line, cells }) => {
    const given = CLEARANCE_COLUMNS.filter((column) => cells[column]).map((column) => [column, cells[column]]);
    return { line, value: Object.fromEntries(given) as Record<string, unknown> };
  });
  return { items, errors, notes: [...notes, ...unusedNote(unused)] };
}

function unusedNote(columns: readonly string[]): string[] {
  if (columns.length === 0) return [];
  return [`Not used: ${columns.map((column) => `“${column}”`).join(", ")}.`];
}

/** Several values in one cell stand between `;` or `|`. */
function listOf(cell: string): string[] {
  return cell
    .split(/[;|]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
