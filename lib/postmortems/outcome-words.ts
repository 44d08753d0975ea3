import type { Outcomes } from "@/lib/exposure/outcomes";

/** Behind a count of accesses without clearance, in the summary: nothing where the log says that all succeeded. */
export function unproven(outcomes: Outcomes | undefined): string {
  if (outcomes === "all_unknown") return ", of none of which the log says whether it succeeded";
  return outcomes === "some_unknown" ? ", of some of which the log does not say whether they succeeded" : "";
}

/** Behind a count of accesses without clearance, where it is the reason for something else. */
export function succeeded(outcomes: Outcomes | undefined): string {
  if (outcomes === "all_unknown") return " were made; of none does the log say whether it succeeded";
  return outcomes === "some_unknown" ? " were made; not of all does the log say that they succeeded" : " succeeded";
}
