import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Bench, Benchmark, Figure } from "./benchmark";
import { writeCloudTrailFile } from "./cloudtrail-file";
import { importFile } from "./import-file";

const SIZES_MB = [100, 1000, 5000];
const EVENT_BYTES = 1480;
const MOST_MB = 350;

export const benchmark: Benchmark = {
  id: "P2",
  title: "Import: memory of the worker process",
  run,
};

/** Once a size, whatever --runs says: the peak is the kernel's, and 5 GB take their time. */
async function run(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of SIZES_MB) {
    const file = join(bench.folder, `p2-${size}.ndjson`);
    const bytes = await writeCloudTrailFile(file, Math.round((size * 1e6 * bench.scale) / EVENT_BYTES));
    const { workerPeakMb, seconds } = await importFile(await bench.database(), file);
    rmSync(file);
    bench.say(
      `${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(0)} s, peak ${workerPeakMb?.toFixed(0) ?? "unknown"} MB`,
    );
    if (workerPeakMb === null) continue;
    figures.push({
      what: `peak resident memory, file of ${(bytes / 1e6).toFixed(0)} MB`,
      unit: "MB",
      runs: [workerPeakMb],
      target: `at most ${MOST_MB} MB at any size`,
      isMet: (median) => median <= MOST_MB,
    });
  }
  return figures;
}
