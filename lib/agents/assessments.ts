import type { Instant } from "@/lib/time/instant";
import type { AssessmentState } from "./model";

interface Assessed {
  state: AssessmentState;
  askedAt: Instant;
  decidedAt: Instant | null;
  expiresAt: Instant | null;
  withdrawnAt: Instant | null;
}

/** Whether an approval held at an instant: given by then, not yet over, not yet taken back. */
export function heldAt({ decidedAt, expiresAt, withdrawnAt }: Assessed, at: Instant): boolean {
  if (decidedAt === null || expiresAt === null) return false;
  return decidedAt <= at && at < expiresAt && (withdrawnAt === null || at < withdrawnAt);
}

/** Of all assessments of a system the one that counts at an instant: an approval that held, else the last asked by then. */
export function countsAt<A extends Assessed>(all: readonly A[], at: Instant): { current: A | null; stands: boolean } {
  const known = all.filter((one) => one.askedAt <= at);
  const held = known.filter((one) => heldAt(one, at));
  const latestEnd = [...held].sort((a, b) => ((a.expiresAt ?? "") > (b.expiresAt ?? "") ? -1 : 1))[0];
  if (latestEnd) return { current: latestEnd, stands: true };
  return { current: [...known].sort((a, b) => (a.askedAt > b.askedAt ? -1 : 1))[0] ?? null, stands: false };
}

export type StandingThen = "approved" | "over" | "asked" | "refused" | "none";

/** How an assessment stood at an instant, which later decisions do not change. */
export function standingThen(assessment: Assessed | null, at: Instant): StandingThen {
  if (assessment === null) return "none";
  if (heldAt(assessment, at)) return "approved";
  const { decidedAt, expiresAt } = assessment;
  if (decidedAt === null || decidedAt > at) return "asked";
  // An approval has an end; whatever was decided without one was a refusal.
  return expiresAt === null ? "refused" : "over";
}
