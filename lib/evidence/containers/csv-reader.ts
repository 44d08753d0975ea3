import { isUtf8 } from "node:buffer";
import { splitCsvRow } from "./csv-row";
import { type Cut, type Position, type RecordReader, START, tooLong } from "./cut";
import type { ContainerLimits } from "./limits";

const QUOTE = 0x22;
const NEWLINE = 0x0a;

type State = "cellStart" | "plain" | "quoted" | "quoteInQuoted" | "broken";

export interface CsvShape {
  delimiter: string;
  /** Null where the file has no header row: cells are then named by their number. */
  header: readonly string[] | null;
  columns: number;
}

/**
 * Cuts CSV rows by bytes, following quotes, so that a row may hold line breaks and offsets are exact.
 * A quote that never closes costs the line it stands in, not the rest of the file.
 */
export class CsvReader implements RecordReader {
  private state: State = "cellStart";
  private held: Buffer[] = [];
  private heldBytes = 0;
  private rowStart: number;
  private record: number;
  private headerSeen: boolean;
  private rescues = 0;
  private readonly names: readonly string[];
  private readonly delimiter: number;

  constructor(
    private readonly shape: CsvShape,
    private readonly limits: ContainerLimits,
    from: Position = START,
  ) {
    this.rowStart = from.offset;
    this.record = from.record;
    this.headerSeen = shape.header === null || from.offset > 0;
    this.names = shape.header ?? Array.from({ length: shape.columns }, (_, i) => String(i + 1));
    this.delimiter = shape.delimiter.charCodeAt(0);
  }

  push(piece: Buffer, out: Cut[]): void {
    let start = 0;
    for (;;) {
      const end = this.rowEnd(piece, start);
      if (end < 0) break;
      this.finish(piece.subarray(start, end), out);
      this.rowStart += 1;
      start = end + 1;
    }
    this.hold(piece.subarray(start));
  }

  end(out: Cut[]): void {
    while (this.heldBytes > 0) {
      if (this.state !== "quoted" || this.heldBytes > this.limits.recordBytes || this.rescues++ > 100) {
        this.finish(Buffer.alloc(0), out);
        return;
      }
      this.rescue(out);
    }
  }

  position(): Position {
    return { offset: this.rowStart, record: this.record, nesting: "" };
  }

  /** Index of the line feed that ends the row, or -1; the state carries over to the next piece. */
  private rowEnd(piece: Buffer, from: number): number {
    let state = this.state;
    for (let at = from; at < piece.length; at++) {
      const byte = piece[at] as number;
      if (state === "quoted") {
        if (byte === QUOTE) state = "quoteInQuoted";
        // A cell this long is a quote that was never meant: go on at the next line.
        else if (this.heldBytes + at - from >= this.limits.recordBytes) state = "broken";
        continue;
      }
      if (byte === NEWLINE) {
        this.state = "cellStart";
        this.brokenQuote = state === "broken";
        return at;
      }
      if (byte === this.delimiter) state = state === "broken" ? "broken" : "cellStart";
      else if (byte === QUOTE) state = afterQuote(state);
      else if (state === "quoteInQuoted") state = byte === 0x0d || byte === 0x20 ? state : "broken";
      else if (state === "cellStart") state = "plain";
    }
    this.state = state;
    return -1;
  }

  private brokenQuote = false;

  private hold(rest: Buffer): void {
    if (rest.length === 0) return;
    this.heldBytes += rest.length;
    if (this.heldBytes > this.limits.recordBytes) this.held = [];
    else this.held.push(rest);
  }

  private finish(tail: Buffer, out: Cut[]): void {
    const length = this.heldBytes + tail.length;
    const offset = this.rowStart;
    this.rowStart += length;
    if (length > this.limits.recordBytes) this.reject(offset, length, tooLong(this.limits), out);
    else this.cut(this.heldBytes > 0 ? Buffer.concat([...this.held, tail]) : tail, offset, out);
    this.held = [];
    this.heldBytes = 0;
    this.brokenQuote = false;
  }

  /** The file ended inside quotes: the first line is the culprit, what follows is read again. */
  private rescue(out: Cut[]): void {
    const bytes = Buffer.concat(this.held);
    const newline = bytes.indexOf(NEWLINE);
    const line = newline < 0 ? bytes.length : newline;
    this.reject(this.rowStart, line, "a quote that is never closed", out);
    this.rowStart += Math.min(bytes.length, line + 1);
    this.held = [];
    this.heldBytes = 0;
    this.state = "cellStart";
    if (newline >= 0) this.push(bytes.subarray(newline + 1), out);
  }

  private reject(offset: number, length: number, reason: string, out: Cut[]): void {
    this.headerSeen = true;
    out.push({ record: ++this.record, offset, length, value: undefined, reason });
  }

  private cut(row: Buffer, offset: number, out: Cut[]): void {
    const from = offset === 0 && row[0] === 0xef && row[1] === 0xbb && row[2] === 0xbf ? 3 : 0;
    const to = row[row.length - 1] === 0x0d ? row.length - 1 : row.length;
    if (to <= from || isBlank(row, from, to)) return;
    if (!this.headerSeen) {
      this.headerSeen = true;
      return;
    }
    const { value, reason } = this.read(row.subarray(from, to));
    out.push({ record: ++this.record, offset: offset + from, length: to - from, value, reason });
  }

  private read(row: Buffer): { value: unknown; reason: string | null } {
    const failed = (reason: string) => ({ value: undefined, reason });
    if (this.brokenQuote) return failed("text after a closing quote");
    if (!isUtf8(row)) return failed("not UTF-8 text");
    if (row.includes(0)) return failed("holds a NUL byte");
    const cells = splitCsvRow(row.toString("utf8"), this.shape.delimiter);
    while (cells.length > this.names.length && cells.at(-1) === "") cells.pop();
    if (cells.length !== this.names.length)
      return failed(
        `${cells.length === 1 ? "1 cell" : `${cells.length} cells`}, where the first row has ${this.names.length}`,
      );
    const value: Record<string, string> = {};
    for (let i = 0; i < cells.length; i++) value[this.names[i] as string] = cells[i] as string;
    return { value, reason: null };
  }
}

function afterQuote(state: State): State {
  if (state === "cellStart") return "quoted";
  if (state === "quoteInQuoted") return "quoted";
  return state;
}

function isBlank(row: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (row[i] !== 0x20 && row[i] !== 0x09) return false;
  return true;
}
