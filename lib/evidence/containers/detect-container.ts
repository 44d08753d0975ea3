import { isUtf8 } from "node:buffer";
import type { ContainerSpec, Cut } from "./cut";
import { detectCsv, detectEmptyCsv } from "./detect-csv";
import { areLogLines } from "./detect-lines";
import { JsonReader } from "./json-reader";
import { parseJson } from "./json-value";
import { ContainerError, type ContainerLimits } from "./limits";
import { wrapsRecords } from "./record-keys";
import { isW3c } from "./w3c-reader";

/** Enough bytes to decide by, except where one value fills them all. */
export const HEAD_BYTES = 256 * 1024;
const LINES = 50;

/**
 * Decides how the decoded bytes are cut. `ended` says that `head` is the whole stream.
 * Answers null where more bytes are needed (at most `limits.recordBytes`). `isRecord` is the formats' word on whether
 * an object with a `Records`-like key is a record itself.
 */
export function detectContainer(
  head: Buffer,
  ended: boolean,
  limits: ContainerLimits,
  isRecord: (value: unknown) => boolean,
): ContainerSpec | null {
  const start = firstByte(head);
  if (start < 0) {
    if (ended)
      throw new ContainerError("empty", "This file is empty. Export it again and check that it holds records.");
    return head.length < HEAD_BYTES ? null : { container: "lines" };
  }
  if (!ended && head.length < HEAD_BYTES) return null;
  const byte = head[start];
  if (byte === 0x7b) return detectObjects(head, ended, limits, isRecord);
  if (byte === 0x5b) {
    const array = detectArray(head, start, ended, limits);
    if (array) return array;
  }
  refuseBinary(head);
  if (jsonLineShare(head, ended, limits) >= 0.6) return { container: "ndjson" };
  const text = head.subarray(start).toString("utf8");
  if (isW3c(text)) return { container: "w3c" };
  if (areLogLines(lines(head, ended).map((line) => line.toString("utf8")))) return { container: "lines" };
  return detectCsv(head, ended) ?? detectEmptyCsv(head, ended) ?? { container: "lines" };
}

/** Objects: one a line, one after another, or one that wraps the records. */
function detectObjects(
  head: Buffer,
  ended: boolean,
  limits: ContainerLimits,
  isRecord: (value: unknown) => boolean,
): ContainerSpec | null {
  const first = firstValues(head, "values", limits)[0];
  if (first && first.reason === null) {
    if (wrapsRecords(first.value) && !isRecord(first.value)) return { container: "json", shape: "wrapped" };
    return isNdjson(head, ended, limits) ? { container: "ndjson" } : { container: "json", shape: "values" };
  }
  if (isNdjson(head, ended, limits)) return { container: "ndjson" };
  if (first) return { container: "json", shape: "values" };
  // The first object does not end within the head: a wrapper if records are found inside it.
  const inner = firstValues(head, "wrapped", limits)[0];
  const whole = ended || head.length >= limits.recordBytes;
  // What stands before the records may make the whole a record (a trace with its observations): wait for its end.
  if (!whole && inner && isRecord(before(head.subarray(0, inner.offset), limits))) return null;
  if (inner && (isRecord(inner.value) || whole)) return { container: "json", shape: "wrapped" };
  if (!whole) return null;
  return { container: "json", shape: "values" };
}

/** An object as far as its array of records, without that array. */
function before(head: Buffer, limits: ContainerLimits): unknown {
  const { value } = parseJson(Buffer.concat([head, Buffer.from("]}")]), limits.jsonDepth);
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).slice(0, -1)) : null;
}

function detectArray(head: Buffer, start: number, ended: boolean, limits: ContainerLimits): ContainerSpec | null {
  const next = head.subarray(start + 1).find((byte) => byte > 0x20);
  const [first, second] = lines(head, ended);
  if (first && second && isJson(first, limits) && isJson(second, limits)) return { container: "ndjson" };
  if (next === 0x7b || next === 0x5b || next === 0x5d) return { container: "json", shape: "array" };
  if (first && isJson(first, limits)) return { container: "json", shape: "array" };
  return null;
}

function firstValues(head: Buffer, shape: "values" | "wrapped", limits: ContainerLimits): Cut[] {
  const reader = new JsonReader(shape, limits);
  const out: Cut[] = [];
  reader.push(head, out);
  return out;
}

/** One value a line, as far as the head shows; the first line alone decides nothing if it is damaged. */
function isNdjson(head: Buffer, ended: boolean, limits: ContainerLimits): boolean {
  return jsonLineShare(head, ended, limits) >= 0.6;
}

function jsonLineShare(head: Buffer, ended: boolean, limits: ContainerLimits): number {
  const all = lines(head, ended);
  if (all.length === 0) return 0;
  return all.filter((line) => isJson(line, limits)).length / all.length;
}

function isJson(line: Buffer, limits: ContainerLimits): boolean {
  const byte = line[firstByte(line)];
  return (byte === 0x7b || byte === 0x5b) && parseJson(line, limits.jsonDepth).reason === null;
}

/** The first complete lines that are not blank. */
function lines(head: Buffer, ended: boolean): Buffer[] {
  const found: Buffer[] = [];
  let start = 0;
  while (found.length < LINES && start < head.length) {
    const newline = head.indexOf(0x0a, start);
    if (newline < 0 && !ended) break;
    const line = head.subarray(start, newline < 0 ? head.length : newline);
    if (firstByte(line) >= 0) found.push(line);
    start = start + line.length + 1;
  }
  return found;
}

/** Index of the first byte that is neither blank nor a byte-order mark; -1 if there is none. */
function firstByte(bytes: Buffer): number {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (i < 3 && byte === [0xef, 0xbb, 0xbf][i] && bytes[0] === 0xef) continue;
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1e) return i;
  }
  return -1;
}

function refuseBinary(head: Buffer): void {
  const sample = head.subarray(0, 8192);
  let odd = 0;
  for (const byte of sample) if (byte < 0x09 || (byte > 0x0d && byte < 0x1b)) odd++;
  if (odd > sample.length * 0.05 || (odd > sample.length * 0.01 && !isUtf8(head.subarray(0, 4096))))
    throw new ContainerError(
      "refused",
      "These bytes are not text, and no format that can be read. Export the log as JSON lines or CSV and add that.",
    );
}
