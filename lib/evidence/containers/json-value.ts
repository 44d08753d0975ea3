import { isAscii, isUtf8 } from "node:buffer";

/** Either the parsed value or why the bytes are not one. */
export interface Parsed {
  value: unknown;
  reason: string | null;
}

/** Parses one JSON value. Never throws: bad text, bad encoding and deep nesting are reasons. */
export function parseJson(bytes: Buffer, depthLimit: number): Parsed {
  let text: string;
  if (isAscii(bytes)) text = bytes.toString("latin1");
  else if (isUtf8(bytes)) text = bytes.toString("utf8");
  else return failed("not UTF-8 text");
  if (deeperThan(bytes, depthLimit)) return failed(`nested deeper than ${depthLimit} levels`);
  try {
    return { value: JSON.parse(text), reason: null };
  } catch (error) {
    return failed(`not JSON: ${explain(error)}`);
  }
}

function failed(reason: string): Parsed {
  return { value: undefined, reason };
}

/** Looks for many opening brackets first, which is quick; strings and nesting are followed only where there are. */
export function deeperThan(bytes: Buffer, limit: number): boolean {
  if (openersAtMost(bytes) <= limit) return false;
  let depth = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === 0x22) inString = !inString;
    else if (inString) {
      if (byte === 0x5c) i++;
    } else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > limit) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return false;
}

let wordsOf: ArrayBufferLike | null = null;
let words: Int32Array = new Int32Array(0);

/**
 * No fewer than there are of `{` and `[`, found four bytes at a time (this runs over every byte of every log): a word
 * that holds one counts for four.
 */
function openersAtMost(bytes: Buffer): number {
  if (bytes.buffer !== wordsOf) {
    wordsOf = bytes.buffer;
    words = new Int32Array(bytes.buffer, 0, bytes.buffer.byteLength >> 2);
  }
  const from = (bytes.byteOffset + 3) >> 2;
  const to = (bytes.byteOffset + bytes.length) >> 2;
  let found = 6;
  for (let i = from; i < to; i++) {
    // Both brackets are 0x7b once bit 0x20 is set; the rest is the usual test for a zero byte.
    const x = ((words[i] as number) | 0x20202020) ^ 0x7b7b7b7b;
    if (((x - 0x01010101) & ~x & 0x80808080) !== 0) found += 4;
  }
  return found;
}

/** The engine's sentence without the piece of the log that it quotes. */
function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/^Unexpected end|^Unterminated string/.test(message)) return "unexpected end";
  const at = / at position (\d+)/.exec(message);
  const what = message
    .replace(/, (\.\.\.)?".*$/s, "")
    .replace(/ in JSON.*$/s, "")
    .replace(/[^\x20-\x7e]/g, "?");
  return `${what.charAt(0).toLowerCase()}${what.slice(1)}${at ? ` at character ${Number(at[1]) + 1}` : ""}`;
}
