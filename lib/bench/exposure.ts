import { closeDatabase, configureDatabase, ownerSql } from "@/db/client";
import { computeExposure } from "@/lib/exposure/server/compute-exposure";
import type { Bench, Benchmark, Figure } from "./benchmark";
import { handWritten, prepareHandWritten } from "./exposure-reference";
import { makeExposureWorld } from "./exposure-world";

const EVENTS = 5_000_000;
const NOW = "2026-03-12T00:00:00.000000Z";

export const benchmark: Benchmark = {
  id: "P4",
  title: "The exposure answer: 5 million events, 3 windows, 1,000 principals, 12,000 clearances",
  run,
};

async function run(bench: Bench): Promise<Figure[]> {
  configureDatabase(await bench.database());
  try {
    const incidentId = await makeExposureWorld(EVENTS * bench.scale, bench.say);
    await prepareHandWritten(incidentId);
    const runs: number[] = [];
    const reference: number[] = [];
    for (let turn = 0; turn <= bench.runs; turn += 1) {
      await forgetSums();
      const mine = await seconds(async () => computeExposure({ incidentId, now: NOW, knownAt: null }));
      const theirs = await seconds(() => handWritten());
      if (turn === 0) bench.say(agreement(mine.result.answer.assets, theirs.result));
      else {
        runs.push(mine.took);
        reference.push(theirs.took);
      }
      bench.say(`answer ${mine.took.toFixed(2)} s, hand-written SQL ${theirs.took.toFixed(2)} s`);
    }
    return [
      {
        what: "whole answer from cold facts",
        unit: "s",
        runs,
        reference: {
          what: "hand-written SQL over prepared multiranges: accesses by class and principal, unexplained",
          runs: reference,
        },
        target: "≤ 1.5 × the reference",
        isMet: (median, against) => against !== undefined && median <= 1.5 * against,
      },
    ];
  } finally {
    await closeDatabase();
  }
}

/** What is kept of earlier answers would be no cold start. */
export async function forgetSums(): Promise<void> {
  await ownerSql()`delete from exposure_sums`;
}

export async function seconds<T>(work: () => Promise<T>): Promise<{ took: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { took: (performance.now() - started) / 1000, result };
}

/** Both have to count the same, or the comparison says nothing. */
function agreement(
  assets: readonly { accesses: { certain: number; possible: number }; unexplained: number }[],
  theirs: { accesses: number; unexplained: number },
): string {
  const accesses = assets.reduce((n, asset) => n + asset.accesses.certain + asset.accesses.possible, 0);
  const unexplained = assets.reduce((n, asset) => n + asset.unexplained, 0);
  if (accesses !== theirs.accesses || unexplained !== theirs.unexplained) {
    throw new Error(`the answer counts ${accesses} and ${unexplained}, the reference ${JSON.stringify(theirs)}`);
  }
  return `Both count ${accesses} accesses in windows and ${unexplained} unexplained.`;
}
