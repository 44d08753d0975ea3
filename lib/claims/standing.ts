import type { Judgement, Standing } from "./model";

export interface Decided {
  standing: Standing;
}

/**
 * Where a claim stands. A person reconciles; else what evidence decides goes before what a person set by hand, which
 * holds where nothing can be computed.
 */
export function standingOf(
  now: Pick<Judgement, "standing">,
  decision: Decided | null,
): { standing: Standing; by: "person" | "evidence" | "nobody" } {
  if (decision?.standing === "reconciled") return { standing: "reconciled", by: "person" };
  if (now.standing !== "unverified") return { standing: now.standing, by: "evidence" };
  if (decision && decision.standing !== "unverified") return { standing: decision.standing, by: "person" };
  return { standing: "unverified", by: "nobody" };
}
