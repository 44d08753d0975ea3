/** How many could reach without clearance from `at` (microseconds since 1970) on, until the next step. */
export interface ReachStep {
  at: number;
  /** In the certain core of a window. */
  certain: number;
  /** In its possible hull, which holds the core. */
  possible: number;
}

/** By how much the two counts change at an instant. */
export type ReachEdge = ReachStep;

/** Running counts from changes in any order; instants at which nothing changes in sum are no step. */
export function stepsOf(edges: readonly ReachEdge[]): ReachStep[] {
  const sums = new Map<number, { certain: number; possible: number }>();
  for (const { at, certain, possible } of edges) {
    const sum = sums.get(at) ?? { certain: 0, possible: 0 };
    sums.set(at, { certain: sum.certain + certain, possible: sum.possible + possible });
  }
  const steps: ReachStep[] = [];
  let [certain, possible] = [0, 0];
  for (const [at, change] of [...sums].sort(([a], [b]) => a - b)) {
    if (change.certain === 0 && change.possible === 0) continue;
    certain += change.certain;
    possible += change.possible;
    steps.push({ at, certain, possible });
  }
  return steps;
}

/**
 * At most `most` steps, none of them lower than what it stands for: slices of equal length, each as high as it ever was
 * in it. Steps that are few enough stay as they are.
 */
export function thinned(steps: readonly ReachStep[], most: number): { steps: ReachStep[]; exact: boolean } {
  const [first, last] = [steps[0], steps.at(-1)];
  if (steps.length <= most || !first || !last) return { steps: [...steps], exact: true };
  const length = (last.at - first.at) / (most - 1);
  const slices: ReachStep[] = [];
  let before = { certain: 0, possible: 0 };
  let i = 0;
  for (let slice = 0; slice < most - 1; slice++) {
    const at = Math.round(first.at + slice * length);
    const until = Math.round(first.at + (slice + 1) * length);
    let { certain, possible } = before;
    for (let step = steps[i]; step && step.at < until; step = steps[++i]) {
      // A step at the slice's own beginning leaves nothing of the level before it.
      [certain, possible] =
        step.at === at ? [step.certain, step.possible] : [max(certain, step.certain), max(possible, step.possible)];
      before = step;
    }
    slices.push({ at, certain, possible });
  }
  return { steps: [...slices, { at: last.at, certain: last.certain, possible: last.possible }], exact: false };
}

const max = (a: number, b: number) => Math.max(a, b);

/** The count at an instant. */
export function countAt(steps: readonly ReachStep[], at: number): { certain: number; possible: number } {
  const step = steps.findLast((one) => one.at <= at);
  return { certain: step?.certain ?? 0, possible: step?.possible ?? 0 };
}
