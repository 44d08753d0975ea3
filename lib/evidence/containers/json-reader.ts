import { type Cut, type Position, type RecordReader, START, tooLong } from "./cut";
import { JsonScanner, type Scan } from "./json-scanner";
import { parseJson } from "./json-value";
import type { ContainerLimits } from "./limits";
import { isRecordKey, isWayToRecords } from "./record-keys";

const QUOTE = 0x22;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** What is open around the place between two values: an array of records, or an object that wraps one. */
type Frame = "A" | "W";
type Doing = "between" | "record" | "garbage" | "recover" | "key" | "colon" | "skipValue";

/**
 * Cuts records out of JSON in any layout: concatenated or pretty-printed values, an array of them, objects that wrap
 * such an array. Works on bytes and keeps only the record in hand, so that one file of a single line may be of any size.
 */
export class JsonReader implements RecordReader {
  private doing: Doing = "between";
  private readonly frames: Frame[];
  private readonly scanner = new JsonScanner();
  private key: number[] = [];
  private keyEscaped = false;
  /** A wrapper in which no records have been found yet: it may turn out to be a record itself. */
  private wrapperStart = -1;
  private start = 0;
  private held: Buffer[] = [];
  private heldBytes = 0;
  private holding = false;
  /** Bytes before the current piece. */
  private base: number;
  private record: number;
  private lineStart = 0;
  private lineBlank = true;
  private indent = 0;
  private safe: Position;

  constructor(
    private readonly shape: "values" | "array" | "wrapped",
    private readonly limits: ContainerLimits,
    from: Position = START,
  ) {
    this.base = from.offset;
    this.record = from.record;
    this.frames = [...from.nesting] as Frame[];
    this.safe = from;
    this.lineStart = from.offset;
    this.lineBlank = from.offset === 0;
  }

  push(piece: Buffer, out: Cut[]): void {
    const begin = this.holding ? 0 : -1;
    this.holdFrom = begin;
    let at = 0;
    while (at < piece.length) at = this.step(piece, at, out);
    if (this.holding && this.holdFrom >= 0) this.hold(piece.subarray(this.holdFrom));
    this.base += piece.length;
  }

  end(out: Cut[]): void {
    const last = this.doing;
    if (last === "record" && this.scanner.isScalar()) this.finishRecord(Buffer.alloc(0), 0, out);
    else if (last === "record" || last === "garbage" || last === "recover")
      this.reject(this.base, last === "record" ? "cut off: the file ends inside this record" : "not JSON", out);
    else if (this.wrapperStart >= 0 && this.frames.length > 0)
      this.reject(this.base, "cut off: the file ends inside this record", out);
  }

  position(): Position {
    return this.safe;
  }

  /** True at the end of a stream whose array or wrapping object was never closed. */
  isOpen(): boolean {
    return this.frames.length > 0;
  }

  private holdFrom = -1;

  private step(piece: Buffer, at: number, out: Cut[]): number {
    switch (this.doing) {
      case "between":
        return this.between(piece, at, out);
      case "record":
        return this.inRecord(piece, at, out);
      case "garbage":
        return this.inGarbage(piece, at, out);
      case "recover":
        return this.recover(piece, at, out);
      case "key":
        return this.inKey(piece, at);
      case "colon":
        return this.afterKey(piece, at);
      case "skipValue":
        return this.skipValue(piece, at);
    }
  }

  private between(piece: Buffer, from: number, out: Cut[]): number {
    const frame = this.frames.at(-1);
    let at = from;
    for (; at < piece.length; at++) {
      const byte = piece[at] as number;
      if (byte === 0x0a) {
        this.lineStart = this.base + at + 1;
        this.lineBlank = true;
        continue;
      }
      if (byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x2c || byte === 0x1e) continue;
      if (this.base + at < 3 && (byte === 0xef || byte === 0xbb || byte === 0xbf)) continue;
      if (frame === "A" && byte === CLOSE_ARRAY) this.close();
      else if (frame === "W" && byte === CLOSE_OBJECT) this.closeWrapper(piece, at, out);
      else if (frame === "W" && byte === QUOTE) this.doing = "key";
      else if (frame === undefined && byte === OPEN_ARRAY && this.shape === "array") this.frames.push("A");
      else if (frame === undefined && byte === OPEN_OBJECT && this.shape === "wrapped") this.openWrapper(at);
      else return this.startValue(byte, at);
      this.lineBlank = false;
      return at + 1;
    }
    return at;
  }

  private startValue(byte: number, at: number): number {
    this.indent = this.lineBlank ? this.base + at - this.lineStart : -1;
    this.lineBlank = false;
    if (this.wrapperStart < 0) this.begin(at);
    this.doing = this.frames.at(-1) !== "W" && this.scanner.start(byte) ? "record" : "garbage";
    return this.doing === "record" ? at : at + 1;
  }

  private inRecord(piece: Buffer, at: number, out: Cut[]): number {
    const scan: Scan = this.scanner.scan(piece, at);
    if (scan.state === "more") return piece.length;
    if (scan.state === "broken") {
      this.doing = "recover";
      return scan.at;
    }
    return this.finishRecord(piece, scan.at, out);
  }

  private finishRecord(piece: Buffer, to: number, out: Cut[]): number {
    this.cut(piece, to, out);
    this.doing = "between";
    return to;
  }

  /** Something that is no value: one reject up to where a value may begin again. */
  private inGarbage(piece: Buffer, from: number, out: Cut[]): number {
    for (let at = from; at < piece.length; at++) {
      const byte = piece[at] as number;
      const ends = this.frames.length > 0 && (byte === CLOSE_ARRAY || byte === 0x2c);
      if (byte === 0x0a || byte === OPEN_OBJECT || ends) {
        this.reject(this.base + at, "not JSON", out);
        return at;
      }
    }
    return piece.length;
  }

  /** After a record that broke off: go on at a line that begins as that record's line began. */
  private recover(piece: Buffer, from: number, out: Cut[]): number {
    for (let at = from; at < piece.length; at++) {
      const byte = piece[at] as number;
      if (byte === 0x0a) {
        this.lineStart = this.base + at + 1;
        this.lineBlank = true;
      } else if (this.lineBlank && byte !== 0x20 && byte !== 0x09) {
        this.lineBlank = false;
        const indent = this.base + at - this.lineStart;
        if ((byte === OPEN_OBJECT || byte === OPEN_ARRAY) && indent <= Math.max(0, this.indent)) {
          this.reject(this.base + at, "not JSON: a line break inside a string", out);
          this.lineBlank = true;
          return at;
        }
      }
    }
    return piece.length;
  }

  private inKey(piece: Buffer, from: number): number {
    for (let at = from; at < piece.length; at++) {
      const byte = piece[at] as number;
      if (byte === QUOTE && !this.keyEscaped) {
        this.doing = "colon";
        return at + 1;
      }
      this.keyEscaped = byte === 0x5c && !this.keyEscaped;
      if (this.key.length < 64) this.key.push(byte);
    }
    return piece.length;
  }

  private afterKey(piece: Buffer, from: number): number {
    for (let at = from; at < piece.length; at++) {
      const byte = piece[at] as number;
      if (byte === 0x3a || byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d) continue;
      const key = Buffer.from(this.key).toString("latin1");
      this.key = [];
      if (byte === OPEN_ARRAY && isRecordKey(key)) return this.enter("A", at);
      if (byte === OPEN_OBJECT && isWayToRecords(key)) return this.enter("W", at);
      if (this.wrapperStart < 0) this.start = this.base + at;
      this.doing = this.scanner.start(byte) ? "skipValue" : "between";
      return this.doing === "skipValue" ? at : at + 1;
    }
    return piece.length;
  }

  private enter(frame: Frame, at: number): number {
    this.frames.push(frame);
    this.doing = "between";
    if (frame === "A") this.release();
    return at + 1;
  }

  private skipValue(piece: Buffer, at: number): number {
    const scan = this.scanner.scan(piece, at);
    if (scan.state === "more") return piece.length;
    if (scan.state === "broken") {
      this.frames.length = 0;
      this.doing = "recover";
      this.indent = 0;
      return scan.at;
    }
    this.doing = "between";
    return scan.at;
  }

  private openWrapper(at: number): void {
    this.frames.push("W");
    this.begin(at);
    this.wrapperStart = this.start;
  }

  /** The end of an object in which no records were found: then it is itself one. */
  private closeWrapper(piece: Buffer, at: number, out: Cut[]): void {
    this.frames.pop();
    if (this.frames.length === 0 && this.wrapperStart >= 0) this.cut(piece, at + 1, out);
    else if (this.wrapperStart < 0) this.mark(at + 1);
  }

  private close(): void {
    this.frames.pop();
  }

  private begin(at: number): void {
    this.start = this.base + at;
    this.holding = true;
    this.holdFrom = at;
    this.held = [];
    this.heldBytes = 0;
  }

  private hold(rest: Buffer): void {
    this.heldBytes += rest.length;
    if (this.heldBytes > this.limits.recordBytes) this.held = [];
    else this.held.push(rest);
  }

  private release(): void {
    this.holding = false;
    this.holdFrom = -1;
    this.held = [];
    this.heldBytes = 0;
    this.wrapperStart = -1;
  }

  private cut(piece: Buffer, to: number, out: Cut[]): void {
    const end = this.base + to;
    const length = end - this.start;
    if (length > this.limits.recordBytes) {
      this.reject(end, tooLong(this.limits), out);
      return;
    }
    const tail = this.holdFrom >= 0 ? piece.subarray(this.holdFrom, to) : piece.subarray(0, 0);
    const bytes = this.heldBytes > 0 ? Buffer.concat([...this.held, tail]) : tail;
    const { value, reason } = parseJson(bytes, this.limits.jsonDepth);
    out.push({ record: ++this.record, offset: this.start, length, value, reason });
    this.release();
    this.mark(to);
  }

  private reject(end: number, reason: string, out: Cut[]): void {
    const length = end - this.start;
    const why = length > this.limits.recordBytes ? tooLong(this.limits) : reason;
    out.push({ record: ++this.record, offset: this.start, length, value: undefined, reason: why });
    this.release();
    this.doing = "between";
    this.mark(end - this.base);
  }

  private mark(at: number): void {
    this.safe = { offset: this.base + at, record: this.record, nesting: this.frames.join("") };
  }
}
