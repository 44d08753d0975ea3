import type { Instant } from "@/lib/time/instant";

/** A log file of the story as somebody brings it: bytes, and what was asked for when it was exported. */
export interface LogFile {
  filename: string;
  system: string;
  coverageFrom: Instant;
  coverageUntil: Instant;
  bytes: Buffer;
  /** What an importer must find in it, duplicates against the files before it counted apart. */
  expected: { records: number; events: number; duplicates: number; skipped: number; rejects: number };
}

/** Of a file in which every record is an event. */
export function allRead(records: number): LogFile["expected"] {
  return { records, events: records, duplicates: 0, skipped: 0, rejects: 0 };
}
