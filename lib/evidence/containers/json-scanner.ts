export interface Scan {
  state: "more" | "done" | "broken";
  /** Index after the value, or of the byte at which it broke. */
  at: number;
}

const MORE: Scan = { state: "more", at: 0 };

/** Finds the end of one JSON value in bytes that come in pieces. Knows strings and nesting, judges nothing else. */
export class JsonScanner {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private scalar = false;

  /** Takes the first byte of a value; false if none can begin with it. The byte itself is scanned next. */
  start(byte: number): boolean {
    this.depth = 0;
    this.inString = false;
    this.escaped = false;
    const container = byte === 0x7b || byte === 0x5b;
    const text = byte === 0x22;
    const digit = byte === 0x2d || (byte >= 0x30 && byte <= 0x39);
    const word = byte === 0x74 || byte === 0x66 || byte === 0x6e;
    this.scalar = digit || word;
    return container || text || digit || word;
  }

  /** A number or a word ends only at what follows it, or at the end of the file. */
  isScalar(): boolean {
    return this.scalar;
  }

  scan(piece: Buffer, from: number): Scan {
    if (this.scalar) return scanScalar(piece, from);
    const end = piece.length;
    let { depth, inString } = this;
    let at = from;
    if (this.escaped && at < end) {
      this.escaped = false;
      at++;
    }
    while (at < end) {
      const byte = piece[at++] as number;
      if (inString) {
        if (byte === 0x22) {
          inString = false;
          if (depth === 0) return { state: "done", at };
        } else if (byte === 0x5c) {
          if (at >= end) this.escaped = true;
          at++;
        } else if (byte === 0x0a) {
          return { state: "broken", at: at - 1 };
        }
      } else if (byte === 0x22) inString = true;
      else if (byte === 0x7b || byte === 0x5b) depth++;
      else if ((byte === 0x7d || byte === 0x5d) && --depth <= 0) return { state: "done", at };
    }
    this.depth = depth;
    this.inString = inString;
    return MORE;
  }
}

function scanScalar(piece: Buffer, from: number): Scan {
  for (let at = from; at < piece.length; at++) {
    const byte = piece[at] as number;
    if (byte <= 0x20 || byte === 0x2c || byte === 0x5d || byte === 0x7d || byte === 0x7b || byte === 0x5b)
      return { state: "done", at };
  }
  return MORE;
}
