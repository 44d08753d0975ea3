import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { openBench } from "./bench";
import type { Bench, Benchmark } from "./benchmark";
import { benchmark as exposure } from "./exposure";
import { benchmark as importing } from "./p1-import";
import { benchmark as memory } from "./p2-memory";
import { benchmark as size } from "./p3-size";
import { benchmark as added } from "./p5-added-source";
import { benchmark as explorer } from "./p6-explorer";
import { benchmark as serving } from "./p7-serving";
import { benchmark as live } from "./p8-live";
import { benchmark as pages } from "./p9-pages";
import { benchmark as growth } from "./p12-growth";
import { type Outcome, report } from "./report";

const BENCHMARKS: readonly Benchmark[] = [
  importing,
  memory,
  size,
  exposure,
  added,
  explorer,
  serving,
  live,
  pages,
  growth,
];

/** npm run bench [-- P1 P7 …] [--runs 5] [--scale 1] [--keep] */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "5" },
    scale: { type: "string", default: "1" },
    keep: { type: "boolean", default: false },
  },
});
const chosen = BENCHMARKS.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
const bench = openBench(Number(values.runs), Number(values.scale));
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => bench.close().then(() => process.exit(1)));
try {
  const outcomes: Outcome[] = [];
  for (const benchmark of chosen) outcomes.push(await measure(benchmark, bench));
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const machine = {
    postgres: await bench.postgresVersion(),
    commit,
    date: new Date().toISOString().slice(0, 10),
    scale: bench.scale,
  };
  // Only what was measured at full size, five times or more, is the record; what is kept besides says that it is less.
  const file = values.keep || (bench.scale === 1 && bench.runs >= 5) ? "bench.md" : ".firebreak/bench-trial.md";
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, report(outcomes, machine, existsSync(file) ? readFileSync(file, "utf8") : ""));
  console.log(`Written to ${file}.`);
} finally {
  await bench.close();
}

/** A benchmark that breaks down is a line in the report; the others are still measured. */
async function measure({ id, title, run, note }: Benchmark, bench: Bench): Promise<Outcome> {
  console.log(`\n== ${id} ${title}`);
  try {
    return { id, title, figures: await run(bench), ...(note ? { note } : {}) };
  } catch (error) {
    console.error(error);
    return { id, title, failure: error instanceof Error ? error.message : String(error) };
  }
}
