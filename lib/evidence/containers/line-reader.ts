import { isUtf8 } from "node:buffer";
import { type Cut, type Position, type RecordReader, START, tooLong } from "./cut";
import { parseJson } from "./json-value";
import type { ContainerLimits } from "./limits";

/** What a line says; null where it is no record, as a header in the middle of a file. */
type ReadLine = (line: Buffer) => { value: unknown; reason: string | null } | null;

/** One record a line: NDJSON or plain text. Blank lines are not records. */
export class LineReader implements RecordReader {
  private held: Buffer[] = [];
  private heldBytes = 0;
  /** Offset of the first byte of the unfinished line. */
  private lineStart: number;
  private record: number;

  constructor(
    private readonly readLine: ReadLine,
    private readonly limits: ContainerLimits,
    private readonly trimLeft: boolean,
    from: Position = START,
  ) {
    this.lineStart = from.offset;
    this.record = from.record;
  }

  push(piece: Buffer, out: Cut[]): void {
    let start = 0;
    for (;;) {
      const newline = piece.indexOf(0x0a, start);
      if (newline < 0) break;
      this.finish(piece.subarray(start, newline), out);
      this.lineStart += 1;
      start = newline + 1;
    }
    this.hold(piece.subarray(start));
  }

  end(out: Cut[]): void {
    if (this.heldBytes > 0) this.finish(Buffer.alloc(0), out);
  }

  position(): Position {
    return { offset: this.lineStart, record: this.record, nesting: "" };
  }

  /** Beyond the limit only the length is kept, so that a line of gigabytes costs no memory. */
  private hold(rest: Buffer): void {
    if (rest.length === 0) return;
    this.heldBytes += rest.length;
    if (this.heldBytes > this.limits.recordBytes) this.held = [];
    else this.held.push(rest);
  }

  private finish(tail: Buffer, out: Cut[]): void {
    const length = this.heldBytes + tail.length;
    const offset = this.lineStart;
    this.lineStart += length;
    if (length > this.limits.recordBytes) {
      out.push({ record: ++this.record, offset, length, value: undefined, reason: tooLong(this.limits) });
    } else {
      const line = this.heldBytes > 0 ? Buffer.concat([...this.held, tail]) : tail;
      this.cut(line, offset, out);
    }
    this.held = [];
    this.heldBytes = 0;
  }

  private cut(line: Buffer, offset: number, out: Cut[]): void {
    let from = 0;
    let to = line.length;
    if (offset === 0 && line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf) from = 3;
    if (this.trimLeft) while (from < to && isBlank(line[from])) from++;
    while (to > from && isBlank(line[to - 1])) to--;
    if (isAllBlank(line, from, to)) return;
    const bytes = from === 0 && to === line.length ? line : line.subarray(from, to);
    const read = this.readLine(bytes);
    if (read !== null) out.push({ record: ++this.record, offset: offset + from, length: to - from, ...read });
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x1e;
}

function isAllBlank(line: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isBlank(line[i])) return false;
  return true;
}

export function jsonLines(limits: ContainerLimits, from?: Position): LineReader {
  return new LineReader((line) => parseJson(line, limits.jsonDepth), limits, true, from);
}

export function textLines(limits: ContainerLimits, from?: Position): LineReader {
  return new LineReader(readText, limits, false, from);
}

export function readText(line: Buffer): { value: unknown; reason: string | null } {
  if (!isUtf8(line)) return { value: undefined, reason: "not UTF-8 text" };
  if (line.includes(0)) return { value: undefined, reason: "holds a NUL byte" };
  return { value: line.toString("utf8"), reason: null };
}
