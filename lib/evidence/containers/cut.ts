import type { ContainerLimits } from "./limits";

/** One record cut out of the decoded stream, or the reason why it could not be read. Offsets are bytes. */
export interface Cut {
  /** From 1, in the order of the file. */
  record: number;
  offset: number;
  length: number;
  /** What the record says; undefined on a reject. */
  value: unknown;
  /** Why it could not be read; null for a record. */
  reason: string | null;
}

/** How the decoded bytes are cut, found once at the head and kept for the whole stream. */
export type ContainerSpec =
  | { container: "ndjson" }
  /** `wrapped`: objects whose array (`Records`, `value`, …) holds the records. */
  | { container: "json"; shape: "values" | "array" | "wrapped" }
  | { container: "csv"; delimiter: string; header: string[] | null; columns: number }
  | { container: "lines" }
  /** W3C extended log files, whose `#Fields` lines name the columns. */
  | { container: "w3c" };

/** Where cutting can be taken up again: the byte after a record, its number, and what is open around it. */
export interface Position {
  offset: number;
  record: number;
  nesting: string;
}

export const START: Position = { offset: 0, record: 0, nesting: "" };

/** Cuts a stream that is pushed piece by piece; the same records come out wherever the pieces are split. */
export interface RecordReader {
  push(piece: Buffer, out: Cut[]): void;
  end(out: Cut[]): void;
  /** Just after the last record that was cut. */
  position(): Position;
}

export function tooLong(limits: ContainerLimits): string {
  return `longer than ${Math.round(limits.recordBytes / 1048576)} MB`;
}
