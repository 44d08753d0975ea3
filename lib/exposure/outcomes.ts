interface Counted {
  certain: number;
  possible: number;
  unknownOutcome: number;
}

/** Of the accesses without clearance: of how many the log says that they succeeded. */
export type Outcomes = "none_counted" | "all_succeeded" | "some_unknown" | "all_unknown";

/**
 * "Certain" is about time and clearance. Whether an access succeeded the log says apart, and where it does not, the
 * access counts and has to be told so. An access that is counted with two principals changes none of the answers.
 */
export function outcomesOf(
  principals: readonly { classes: { uncleared?: Counted | undefined; unresolved?: Counted | undefined } }[],
): Outcomes {
  const counted = principals.flatMap(({ classes }) => [classes.uncleared ?? [], classes.unresolved ?? []].flat());
  const all = counted.reduce((sum, one) => sum + one.certain + one.possible, 0);
  const unknown = counted.reduce((sum, one) => sum + one.unknownOutcome, 0);
  if (all === 0) return "none_counted";
  if (unknown === 0) return "all_succeeded";
  return unknown === all ? "all_unknown" : "some_unknown";
}
