import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { Hole } from "./holes";

export interface CoverageRow {
  from: Instant;
  until: Instant;
  basis: "stated" | "inferred";
  hole: 0 | 1;
  reason: string | null;
}

export interface CoverageFacts {
  statedFrom: Instant | null;
  statedUntil: Instant | null;
  first: Instant | null;
  last: Instant | null;
  holes: readonly Hole[];
}

/**
 * What a source covers: as stated by whoever brought it; an end that nobody stated is the first or last event, marked
 * inferred. Known holes are rows of their own, inside it.
 */
export function coverageRows(facts: CoverageFacts): CoverageRow[] {
  const from = facts.statedFrom ?? facts.first;
  const until = facts.statedUntil ?? (facts.last === null ? null : after(facts.last));
  if (from === null || until === null || from >= until) return [];
  const basis = facts.statedFrom !== null && facts.statedUntil !== null ? "stated" : "inferred";
  const holes = facts.holes.flatMap((hole): CoverageRow[] => {
    const start = hole.from === null || hole.from < from ? from : hole.from;
    const end = hole.until === null || hole.until > until ? until : hole.until;
    return start < end ? [{ from: start, until: end, basis, hole: 1, reason: hole.reason }] : [];
  });
  return [{ from, until, basis, hole: 0, reason: null }, ...holes];
}

/** The covered stretches that are left when the holes are taken out. */
export function withoutHoles(rows: readonly CoverageRow[]): Pick<CoverageRow, "from" | "until" | "basis">[] {
  const holes = rows.filter((row) => row.hole === 1);
  return rows
    .filter((row) => row.hole === 0)
    .flatMap((row) => {
      let pieces = [{ from: row.from, until: row.until, basis: row.basis }];
      for (const hole of holes) {
        pieces = pieces.flatMap((piece) => [
          { ...piece, until: earlier(piece.until, hole.from) },
          { ...piece, from: later(piece.from, hole.until) },
        ]);
        pieces = pieces.filter((piece) => piece.from < piece.until);
      }
      return pieces;
    });
}

function earlier(a: Instant, b: Instant): Instant {
  return [a, b].sort()[0] as Instant;
}

function later(a: Instant, b: Instant): Instant {
  return [a, b].sort()[1] as Instant;
}

function after(instant: Instant): Instant {
  return microsToInstant(instantToMicros(instant) + 1);
}
