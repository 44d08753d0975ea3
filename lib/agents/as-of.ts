import type { Instant } from "@/lib/time/instant";

/** A version holds from its instant until the next one's; an empty `from` is since nobody knows when. */
interface Held {
  from: Instant | null;
}

/** What stood at an instant, and whether it is sure that it stood then already. */
export interface Standing<V> {
  version: V;
  /** False where the version holds since nobody knows when: it may have become so after the instant. */
  sure: boolean;
}

/** The version that held at an instant; null before the first one whose beginning is known. */
export function standingAt<V extends Held>(versions: readonly V[], at: Instant): Standing<V> | null {
  let found: V | null = null;
  for (const version of versions) {
    if (version.from !== null && version.from > at) continue;
    if (found === null || (version.from ?? "") > (found.from ?? "")) found = version;
  }
  return found && { version: found, sure: found.from !== null };
}

/** What holds now; where all of it lies ahead, what will hold first. */
export function currentOf<V extends Held>(versions: readonly V[], now: Instant): V | null {
  const held = standingAt(versions, now);
  if (held) return held.version;
  return [...versions].sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1))[0] ?? null;
}

/** Newest first; the one without a beginning is the oldest. */
export function newestFirst<V extends Held>(versions: readonly V[]): V[] {
  return [...versions].sort((a, b) => ((a.from ?? "") > (b.from ?? "") ? -1 : 1));
}
