import { type ColumnMeanings, type ImportField, meaningsOf } from "./columns";
import { type ExportAsks, fromExport } from "./from-export";
import type { PrincipalKind } from "./model";
import { type CsvReading, type CsvRow, readCsv } from "./read-csv";
import { readExport } from "./read-export";

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
  /** Nothing could be read: a person has to say which of these columns holds this field. */
  needs?: { field: ImportField; columns: string[] };
  /** No column says of what kind they are: all were taken as this one. */
  kindForAll?: PrincipalKind;
  /** What a directory or cloud exported does not say, and only a person can. */
  asks?: ExportAsks;
}

/** What a person said about a file whose head does not say it. */
export interface ImportChoice {
  columns?: Partial<Record<ImportField, string>>;
  kind?: PrincipalKind;
  /** Since when the memberships or grants of an export hold. */
  since?: string | "always";
  /** On which asset its grants are, and which of them are: keys of what was asked. */
  asset?: string;
  grants?: readonly string[];
}

export type ImportKind = "principals" | "clearances";

/**
 * Reads people or clearances from a file's text: a JSON array, one JSON object a line, CSV with a head line, or what a
 * directory or cloud exports. Each bad line is named and the others are read. What the values mean is for the input's schema to check.
 */
export async function readImport(text: string, kind: ImportKind, choice: ImportChoice = {}): Promise<ImportReading> {
  const body = text.replace(/^\uFEFF/, "");
  const first = body.trimStart()[0];
  if (first === undefined) return { items: [], errors: [{ line: 1, message: "The file is empty." }], notes: [] };
  const exported = first === "[" || first === "{" ? readExport(whole(body)) : null;
  if (exported) return fromExport(exported, kind, choice);
  if (first === "[") return readArray(body);
  if (first === "{") return readObject(body) ?? readLines(body);
  const rows = await readCsv(body);
  return kind === "principals" ? principalsOf(rows, choice) : clearancesOf(rows, choice);
}

function whole(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
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
function principalsOf({ head, rows, errors, notes }: CsvReading, choice: ImportChoice): ImportReading {
  const meanings = meaningsOf(head, "principals", choice.columns);
  const fields = new Set([...meanings.values()].map(({ field }) => field));
  if (!fields.has("name")) return { ...needing(head, "name"), errors, notes };
  const byName = new Map<string, ImportItem>();
  for (const row of rows) {
    const name = cellOf(row, meanings, "name");
    if (!name) {
      errors.push({ line: row.line, message: "This line has no name." });
      continue;
    }
    const item = byName.get(name) ?? { line: row.line, value: { name, kind: "", aliases: [], groups: [] } };
    byName.set(name, item);
    addTo(item.value as Principal, row, meanings, errors);
  }
  const items = [...byName.values()];
  if (fields.has("kind")) return { items, errors, notes: [...notes, ...unusedNote(head, meanings)] };
  const kind = choice.kind ?? "human";
  for (const { value } of items) value.kind = kind;
  return { items, errors, notes: [...notes, ...unusedNote(head, meanings)], kindForAll: kind };
}

function addTo(principal: Principal, row: CsvRow, meanings: ColumnMeanings, errors: ImportError[]): void {
  const kind = cellOf(row, meanings, "kind").toLowerCase();
  if (principal.kind && kind && kind !== principal.kind) {
    errors.push({
      line: row.line,
      message: `${principal.name} is ${principal.kind} on an earlier line and ${kind} here.`,
    });
  }
  principal.kind ||= kind;
  const from = cellOf(row, meanings, "from");
  const until = cellOf(row, meanings, "until");
  for (const [column, cell] of Object.entries(row.cells)) {
    const { field, system, alsoAlias } = meanings.get(column) ?? {};
    if (field === "alias" || alsoAlias) {
      for (const value of listOf(cell)) {
        const same = principal.aliases.some((other) => other.value === value && other.system === system);
        if (!same) principal.aliases.push(system ? { system, value } : { value });
      }
    }
    if (field === "group") {
      for (const name of listOf(cell)) {
        principal.groups.push({ name, ...(from ? { from } : {}), ...(until ? { until } : {}) });
      }
    }
  }
}

function clearancesOf({ head, rows, errors, notes }: CsvReading, choice: ImportChoice): ImportReading {
  const meanings = meaningsOf(head, "clearances", choice.columns);
  const fields = [...meanings.values()].map(({ field }) => field);
  if (!fields.includes("principal") && !fields.includes("group")) {
    return { ...needing(head, "principal"), errors, notes };
  }
  const items = rows.map(({ line, cells }) => {
    const given = Object.entries(cells).flatMap(([column, cell]) => {
      const meaning = meanings.get(column);
      return meaning ? [[meaning.field, cell]] : [];
    });
    return { line, value: Object.fromEntries(given) as Record<string, unknown> };
  });
  return { items, errors, notes: [...notes, ...unusedNote(head, meanings)] };
}

/** Nothing can be read before somebody says which column names whom. */
function needing(head: string[], field: ImportField): Pick<ImportReading, "items" | "needs"> {
  return { items: [], needs: { field, columns: [...new Set(head.filter(Boolean))] } };
}

function cellOf(row: CsvRow, meanings: ColumnMeanings, field: ImportField): string {
  for (const [column, meaning] of meanings) if (meaning.field === field) return row.cells[column] ?? "";
  return "";
}

function unusedNote(head: readonly string[], meanings: ColumnMeanings): string[] {
  const columns = head.filter((column) => !meanings.has(column));
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
