import { isObject, type JsonObject, parsedJson } from "@/lib/evidence/formats/fields";
import type { NormalisedEvent } from "@/lib/evidence/model";

/** Deeper than any record may be; JSON text in a string may go on from there. */
const MOST_DEPTH = 250;
const WHOLE_SECOND = "2026-03-11T14:05:00".length;

/**
 * 64 bits of what a record says, whatever the order of its keys, the blanks between them, the case of their names and
 * whether a part stands as JSON or as the text of it; what is empty says nothing, and times count to the second, since
 * exports of one log differ in all of that. Numbers and their digits as text are the same.
 *
 * Every leaf is hashed with its path and the hashes are added up, so that nothing has to be sorted: hashing is paid for
 * every record of an import. Not a cryptographic hash: it only tells records apart that already share the id, time,
 * actor, action and resources.
 */
export function contentHash(record: unknown): string {
  const sum: Sum = { a: 0, b: 0 };
  try {
    add(sum, record, 0x811c9dc5, 0);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    sum.a = 0;
    sum.b = 0;
    leaf(sum, JSON.stringify(record) ?? "", 0);
  }
  return bytesOf(sum.a) + bytesOf(sum.b);
}

/** The same of what every log says in the same words, for logs that write one event in several shapes. */
export function outcomeHash({ verb, outcome, occurredUntil }: NormalisedEvent): string {
  return contentHash([verb, outcome, occurredUntil]);
}

interface Sum {
  a: number;
  b: number;
}

function add(sum: Sum, value: unknown, path: number, depth: number): void {
  if (depth > MOST_DEPTH) throw new RangeError("nested too deep");
  if (typeof value === "string") addText(sum, value, path, depth);
  else if (typeof value === "number" || typeof value === "boolean") leaf(sum, String(value), path);
  else if (Array.isArray(value))
    for (let i = 0; i < value.length; i++) add(sum, value[i], mixed(path, i + 1), depth + 1);
  else if (isObject(value)) addObject(sum, value, path, depth);
}

function addObject(sum: Sum, value: JsonObject, path: number, depth: number): void {
  for (const key of Object.keys(value)) {
    const inner = value[key];
    if (inner === null || inner === undefined || inner === "") continue;
    add(sum, inner, mixed(path, keyHash(key)), depth + 1);
  }
}

function addText(sum: Sum, text: string, path: number, depth: number): void {
  if (text === "") return;
  const first = text.charCodeAt(0);
  if (first === 0x7b || first === 0x5b) {
    const parsed = parsedJson(text);
    if (parsed !== text) {
      add(sum, parsed, path, depth + 1);
      return;
    }
  }
  leaf(sum, isTime(text, first) ? text.slice(0, WHOLE_SECOND) : text, path);
}

/** `2026-03-11T14:05:00…`; looked at without a pattern, since it is asked of every text of every record. */
function isTime(text: string, first: number): boolean {
  return (
    first >= 0x30 &&
    first <= 0x39 &&
    text.length > WHOLE_SECOND &&
    text.length < 40 &&
    text.charCodeAt(4) === 0x2d &&
    text.charCodeAt(7) === 0x2d &&
    text.charCodeAt(10) === 0x54 &&
    text.charCodeAt(13) === 0x3a &&
    text.charCodeAt(16) === 0x3a
  );
}

function leaf(sum: Sum, text: string, path: number): void {
  let a = path;
  let b = path ^ 0x5bd1e995;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b, 0x2545f491) + code;
    b ^= b >>> 15;
  }
  sum.a = (sum.a + mixed(a, b)) | 0;
  sum.b = (sum.b + mixed(b, a ^ text.length)) | 0;
}

/** The last steps of MurmurHash3, over two halves. */
function mixed(a: number, b: number): number {
  let h = a ^ Math.imul(b, 0xcc9e2d51);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const KEYS = new Map<string, number>();
const MOST_KEYS = 10_000;

function keyHash(key: string): number {
  const known = KEYS.get(key);
  if (known !== undefined) return known;
  let hash = 0x1b873593;
  for (const letter of key.toLowerCase()) hash = mixed(hash, letter.codePointAt(0) ?? 0);
  if (KEYS.size < MOST_KEYS) KEYS.set(key, hash);
  return hash;
}

function bytesOf(half: number): string {
  return String.fromCharCode((half >>> 24) & 255, (half >>> 16) & 255, (half >>> 8) & 255, half & 255);
}
