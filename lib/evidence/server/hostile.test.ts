import { expect, test } from "vitest";
import { hostileFile } from "../containers/hostile-files";
import { CONTAINER_LIMITS, ContainerError } from "../containers/limits";
import { ImportRefusal } from "./import-state";
import { readPurely } from "./read-purely";

/** `FIREBREAK_HOSTILE_FILES=10000` for a long run, `FIREBREAK_HOSTILE_SEED=…` to begin at the seed that failed. */
const FILES = Number(process.env.FIREBREAK_HOSTILE_FILES ?? 300);
const FIRST = Number(process.env.FIREBREAK_HOSTILE_SEED ?? 1);
/** Bombs go off early, so that thousands of them take little time. */
const LIMITS = { ...CONTAINER_LIMITS, ratioFromBytes: 1024 * 1024 };
const MOST_GROWTH = 400 * 1024 * 1024;
const SLOWEST_MS = 30_000;

test(`${FILES} hostile files end as counted records or as a sentence, in bounded time and memory`, async () => {
  const failures: string[] = [];
  const before = process.memoryUsage.rss();
  let most = before;
  for (let seed = FIRST; seed < FIRST + FILES; seed++) {
    const { kind, source } = hostileFile(seed);
    const began = performance.now();
    const problem = await problemOf(source);
    const took = performance.now() - began;
    most = Math.max(most, process.memoryUsage.rss());
    if (problem !== null) failures.push(`seed ${seed} (${kind}): ${problem}`);
    if (took > SLOWEST_MS) failures.push(`seed ${seed} (${kind}) took ${Math.round(took)} ms`);
  }
  expect(failures).toEqual([]);
  expect(most - before).toBeLessThan(MOST_GROWTH);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
}, 3_600_000);

/** What is wrong with how a file was read; null if nothing is. */
async function problemOf(source: ReturnType<typeof hostileFile>["source"]): Promise<string | null> {
  try {
    const { builder, bytes, cuts } = await readPurely(source, LIMITS, "hostile.json");
    const outcomes = builder.staged + builder.skipped + builder.rejected;
    if (outcomes < cuts) return `${cuts} records became ${outcomes} outcomes`;
    const skipped = Object.values(builder.skippedKinds).reduce((sum, n) => sum + n, 0);
    if (skipped > builder.skipped) return "more kinds of skipped records than skipped records";
    for (const { record, offset, length, reason } of builder.rejects) {
      if (record < 1 || offset < 0 || length < 0 || offset > bytes)
        return `a reject at record ${record}, byte ${offset}`;
      if (reason.length < 5 || /undefined|\[object|\bat \w+ \(/.test(reason)) return `a reject because "${reason}"`;
    }
    return null;
  } catch (error) {
    if (!(error instanceof ContainerError || error instanceof ImportRefusal))
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (!/^[A-Z].{20,}[.?]$/s.test(error.message)) return `refused with "${error.message}"`;
    if (error.code === "unreadable" && error instanceof ImportRefusal && !/record \d+ at byte/.test(error.message))
      return `refused without a place: "${error.message}"`;
    return null;
  }
}
