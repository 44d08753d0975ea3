import { rmSync } from "node:fs";
import { join } from "node:path";
import { closeDatabase, configureDatabase } from "@/db/client";
import { systemContext } from "@/lib/api/server/context";
import { listEvents } from "@/lib/evidence/server/list-events";
import { type Bench, type Benchmark, type Figure, median } from "./benchmark";
import { writeCloudTrailFile } from "./cloudtrail-file";
import { importFile } from "./import-file";

const SIZES = [100_000, 1_000_000, 10_000_000];
const LOOKS = 100;
/** An event each quarter of a second, as cloudtrail-file.ts writes them. */
const EVENT_MS = 250;
const START = Date.UTC(2026, 2, 1);

export const benchmark: Benchmark = { id: "P12", title: "Growth: from 0.1 to 10 million events", run };

/** Once a size, whatever --runs says: ten million take their time. The smaller size is the reference of the larger. */
async function run(bench: Bench): Promise<Figure[]> {
  const seconds: number[] = [];
  const looks: number[] = [];
  for (const size of SIZES) {
    const events = Math.round(size * bench.scale);
    const file = join(bench.folder, "p12.ndjson");
    await writeCloudTrailFile(file, events);
    const database = await bench.database();
    const figures = await importFile(database, file);
    rmSync(file);
    configureDatabase(database);
    looks.push(await slowestLook(events));
    await closeDatabase();
    seconds.push((figures.seconds / events) * 1_000_000);
    bench.say(`${events.toLocaleString("en")} events in ${figures.seconds.toFixed(1)} s, a look ${looks.at(-1)} ms`);
  }
  return SIZES.flatMap((size, i) => {
    const millions = `${size / 1_000_000} million events`;
    const smaller = i === 0 ? {} : { what: `at ${(SIZES[i - 1] ?? 0) / 1_000_000} million` };
    const beside = (values: number[]) =>
      "what" in smaller ? { reference: { what: smaller.what, runs: [values[i - 1] ?? Number.NaN] } } : {};
    const own = (values: number[]) => [values[i] ?? Number.NaN];
    return [
      {
        what: `import, ${millions}, for each million`,
        unit: "s",
        runs: own(seconds),
        ...beside(seconds),
        target: "linear: ≤ 1.25 of the smaller",
        isMet: (mine, other) => other === undefined || mine <= 1.25 * other,
      },
      {
        what: `explorer's first page by actor and day at ${millions}, 95th of ${LOOKS}`,
        unit: "ms",
        runs: own(looks),
        ...beside(looks),
        target: "≤ 300 ms at any size",
        isMet: (mine) => mine <= 300,
      },
    ] satisfies Figure[];
  });
}

/** The 95th of a hundred looks, each at another actor and another tenth of the time; the median of three rounds. */
async function slowestLook(events: number): Promise<number> {
  const ctx = systemContext();
  const tenth = (events * EVENT_MS) / 10;
  const at = (ms: number) => new Date(Math.floor(ms)).toISOString();
  const rounds: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const took: number[] = [];
    for (let n = 0; n < LOOKS; n += 1) {
      const from = START + ((n * 7919) % 9) * tenth;
      const actor = `agent-session-${(n * 104_729) % 500}`;
      const started = performance.now();
      await listEvents(ctx, "INC-1", { actor, from: at(from), until: at(from + tenth), order: "time", limit: 50 });
      took.push(performance.now() - started);
    }
    rounds.push(took.sort((a, b) => a - b)[Math.ceil(LOOKS * 0.95) - 1] ?? Number.NaN);
  }
  return Math.round(median(rounds) * 10) / 10;
}
