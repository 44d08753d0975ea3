import { join } from "node:path";
import type { Bench, Benchmark, Figure } from "./benchmark";
import { writeCloudTrailFile } from "./cloudtrail-file";
import { importFile } from "./import-file";

const EVENTS = 300_000;
const MOST = 0.5;

export const benchmark: Benchmark = {
  id: "P3",
  title: "Import: size of the database, originals included",
  run,
};

/** Once: the size is the same every time. */
async function run(bench: Bench): Promise<Figure[]> {
  const file = join(bench.folder, "p3.ndjson");
  const bytes = await writeCloudTrailFile(file, Math.round(EVENTS * bench.scale));
  const { storedBytes } = await importFile(await bench.database(), file);
  return [
    {
      what: "growth of the database over the raw file",
      unit: "ratio",
      runs: [storedBytes / bytes],
      target: `at most ${MOST} of the raw file`,
      isMet: (median) => median <= MOST,
    },
  ];
}
