import { isDeepStrictEqual } from "node:util";
import { closeDatabase, configureDatabase, ownerSql } from "@/db/client";
import { computeExposure } from "@/lib/exposure/server/compute-exposure";
import type { Bench, Benchmark, Figure } from "./benchmark";
import { forgetSums, seconds } from "./exposure";
import { makeExposureWorld, writeSource } from "./exposure-world";

const EVENTS = 5_000_000;
const ADDED = 10_000;
const NOW = "2026-03-12T00:00:00.000000Z";

export const benchmark: Benchmark = {
  id: "P5",
  title: "The exposure answer after one more source of 10,000 events",
  run,
};

async function run(bench: Bench): Promise<Figure[]> {
  configureDatabase(await bench.database());
  try {
    const incidentId = await makeExposureWorld(EVENTS * bench.scale, bench.say);
    const question = { incidentId, now: NOW, knownAt: null };
    const runs: number[] = [];
    const reference: number[] = [];
    for (let turn = 0; turn <= bench.runs; turn += 1) {
      await forgetSums();
      const whole = await seconds(() => computeExposure(question));
      await writeSource(incidentId, 2 + turn, ADDED);
      // As autovacuum would have done by the time that anybody asks.
      await ownerSql().unsafe("analyze evidence_events, evidence_touches");
      const added = await seconds(() => computeExposure(question));
      // The first turn shows that both ways count the same, and warms up.
      if (turn === 0) {
        await forgetSums();
        bench.say(agreement(added.result.answer, (await computeExposure(question)).answer));
      } else {
        runs.push(added.took);
        reference.push(whole.took);
      }
      bench.say(`whole ${whole.took.toFixed(2)} s, with one more source ${added.took.toFixed(3)} s`);
    }
    return [
      {
        what: `answer after one more source of ${ADDED.toLocaleString("en")} events`,
        unit: "s",
        runs,
        reference: { what: "the whole answer (P4), the same facts and events", runs: reference },
        target: "≤ 1/10 of P4",
        isMet: (median, against) => against !== undefined && median <= against / 10,
      },
    ];
  } finally {
    await closeDatabase();
  }
}

function agreement(added: object, whole: object): string {
  if (!isDeepStrictEqual(added, whole)) throw new Error("the added source changed more than it brought");
  return "The added source and the whole give the same answer.";
}
