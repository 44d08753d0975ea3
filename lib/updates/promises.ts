import type { Phase } from "@/lib/incidents/model";
import type { Instant } from "@/lib/time/instant";
import type { Audience } from "./model";

/** Phases in which nobody waits for an update any more. */
const ENDED: readonly Phase[] = ["closed", "declined", "merged"];

export interface Promised {
  /** The phase in which it was sent. */
  phase: Phase;
  no: number;
  audience: Audience;
  nextAt: Instant | null;
}

/** Whether an update for `audience` is read by `other`: what is for everyone is for the other two as well. */
export function reaches(audience: Audience, other: Audience): boolean {
  return audience === "everyone" || audience === other;
}

/**
 * The promises of a next update that nobody has kept yet, the one that is due first in front. One is kept by the next
 * update that reaches the same audience, and ends with the incident; what was promised before it was resolved ends there.
 */
export function openPromises<U extends Promised>(updates: readonly U[], phase: Phase): (U & { nextAt: Instant })[] {
  if (ENDED.includes(phase)) return [];
  return updates
    .filter((one): one is U & { nextAt: Instant } => one.nextAt !== null)
    .filter((one) => phase !== "resolved" || one.phase === "resolved")
    .filter((one) => !updates.some((later) => later.no > one.no && reaches(later.audience, one.audience)))
    .sort((a, b) => (a.nextAt < b.nextAt ? -1 : a.nextAt > b.nextAt ? 1 : a.no - b.no));
}

export function isEnded(phase: Phase): boolean {
  return ENDED.includes(phase);
}
