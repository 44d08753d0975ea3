import type { Cut, Position, RecordReader } from "./cut";
import type { ContainerLimits } from "./limits";
import { LineReader, readText } from "./line-reader";

/** What the directives said last: the names of the columns, and the date for lines that hold the time alone. */
interface Directives {
  fields: string[];
  date: string | null;
}

/**
 * W3C extended log files (IIS and others): `#Fields:` names the columns of the lines after it, and may do so anew.
 * Every other line is a record: its cells by name, with `#Date` under that name where the columns hold no date.
 */
export class W3cReader implements RecordReader {
  private said: Directives;
  private readonly lines: LineReader;

  constructor(limits: ContainerLimits, from: Position) {
    this.said = from.nesting === "" ? { fields: [], date: null } : (JSON.parse(from.nesting) as Directives);
    this.lines = new LineReader((line) => this.readLine(line), limits, false, from);
  }

  push(piece: Buffer, out: Cut[]): void {
    this.lines.push(piece, out);
  }

  end(out: Cut[]): void {
    this.lines.end(out);
  }

  position(): Position {
    return { ...this.lines.position(), nesting: JSON.stringify(this.said) };
  }

  private readLine(line: Buffer): { value: unknown; reason: string | null } | null {
    const { value, reason } = readText(line);
    if (typeof value !== "string") return { value, reason };
    if (!value.startsWith("#")) return this.readRow(value);
    const [, name, rest = ""] = /^#([A-Za-z-]+):\s*(.*)$/.exec(value) ?? [];
    if (name === "Fields") this.said = { ...this.said, fields: rest.trim().split(/\s+/) };
    if (name === "Date") this.said = { ...this.said, date: rest.trim() };
    return null;
  }

  private readRow(row: string): { value: unknown; reason: string | null } {
    const { fields, date } = this.said;
    if (fields.length === 0) return { value: undefined, reason: "stands before any line that names its columns" };
    const found = [row.split("\t"), cells(row), cells(row).filter((cell) => cell !== "")].find(
      (one) => one.length === fields.length,
    );
    if (!found)
      return { value: undefined, reason: `holds ${cells(row).length} cells where ${fields.length} columns are named` };
    const entries = fields.map((field, i) => [field, found[i] ?? ""] as const);
    const dated = fields.includes("date") || date === null ? entries : [...entries, ["#Date", date] as const];
    return { value: Object.fromEntries(dated), reason: null };
  }
}

/** Cells between single blanks; a blank inside quotes is part of its cell. Some writers part rows by tabs. */
function cells(row: string): string[] {
  // Quotes that never close would be looked for again and again: no row that is meant is that long.
  if (!row.includes('"') || row.length > 16_384) return row.split(" ");
  return [...row.matchAll(/(?:^| )("(?:[^"]|"")*"(?= |$)|[^ ]*)/g)].map((m) => unquoted(m[1] ?? ""));
}

function unquoted(cell: string): string {
  return cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

/** Whether a file's first lines are directives that name its columns. */
export function isW3c(text: string): boolean {
  if (!text.startsWith("#")) return false;
  for (const line of text.split("\n", 50)) {
    if (/^#Fields:\s*\S/.test(line)) return true;
    if (line.trim() !== "" && !line.startsWith("#")) return false;
  }
  return false;
}
