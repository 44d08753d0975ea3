import type { VerdictWord } from "./model";

/** What a verdict rests on. */
export interface Grounds {
  /** Certain accesses without clearance, and among them those that export or share. */
  proven: number;
  left: number;
  /** Accesses without clearance, whether certain or possible. */
  unauthorised: number;
  unknownOutcome: number;
  /** Length of the gaps in the logs. */
  silentMicros: number;
}

/**
 * "No" only if logs cover the whole time and nobody without clearance can have been there: the burden is proof of
 * non-access, not of access.
 */
export function verdictsOf(grounds: Grounds): { accessed: VerdictWord; exfiltrated: VerdictWord } {
  const excluded = grounds.silentMicros === 0 && grounds.unauthorised === 0 && grounds.unknownOutcome === 0;
  const otherwise = excluded ? "no" : "unknown";
  return {
    accessed: grounds.proven > 0 ? "yes" : otherwise,
    exfiltrated: grounds.left > 0 ? "yes" : otherwise,
  };
}
