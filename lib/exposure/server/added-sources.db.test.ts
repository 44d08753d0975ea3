import { beforeAll, expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { anIncident } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { microsToInstant } from "@/lib/time/instant";
import type { EventFact, ExposureFacts } from "../model";
import { referenceAnswer } from "../reference";
import { loadWorld } from "../testing/load-world";
import { Random } from "../testing/random";
import { randomWorld } from "../testing/random-world";
import { computeExposure } from "./compute-exposure";

testDatabase();

/** As in compute-exposure.db.test.ts: EXPOSURE_SEED begins elsewhere, EXPOSURE_WORLDS does more. */
const FIRST = Number(process.env.EXPOSURE_SEED ?? 1);
const WORLDS = Math.ceil(Number(process.env.EXPOSURE_WORLDS ?? 200) / 5);

let incidentId = 0;
beforeAll(async () => {
  incidentId = Number((await anIncident()).incident.id);
});

interface Step {
  facts: ExposureFacts;
  events: EventFact[];
  now: number;
}

/** The same world as it comes about: a source is added, a live one grows, time goes on, now and then a fact goes. */
function stepsOf(seed: number): { steps: Step[]; knownAt: number | null } {
  const { facts, events, question } = randomWorld(seed);
  const random = new Random(seed + 77);
  const shown = new Map<string, number>();
  const steps: Step[] = [];
  let now = question.now - random.int(0, 20);
  let present = facts;
  const sizeOf = (id: string) => events.filter((event) => event.sourceId === id).length;
  const unfinished = () => facts.sources.filter(({ id }) => !shown.has(id) || (shown.get(id) ?? 0) < sizeOf(id));
  for (let next = unfinished(); next.length > 0; next = unfinished()) {
    const { id, live } = random.pick(next);
    shown.set(id, live ? Math.min(sizeOf(id), (shown.get(id) ?? 0) + random.int(0, 6)) : sizeOf(id));
    if (random.chance(0.6)) {
      const what = random.pick(["clearances", "aliases", "memberships", "explanations", "merges", "windows"] as const);
      const gone = random.int(0, present[what].length);
      present = { ...present, [what]: present[what].filter((_, i) => i !== gone) };
    }
    if (random.chance(0.6)) now += random.int(0, 8);
    const seen = new Map<string, number>();
    const soFar = events.filter(({ sourceId }) => {
      seen.set(sourceId, (seen.get(sourceId) ?? 0) + 1);
      return (seen.get(sourceId) ?? 0) <= (shown.get(sourceId) ?? 0);
    });
    const sources = facts.sources.filter((source) => shown.has(source.id));
    steps.push({ facts: { ...present, sources }, events: soFar, now });
  }
  return { steps, knownAt: question.knownAt };
}

test(
  "sources that come one by one, and grow, give at each step the answer that all of them give at once",
  async () => {
    let reused = 0;
    for (let seed = FIRST; seed < FIRST + WORLDS; seed++) {
      const { steps, knownAt } = stepsOf(seed);
      await loadWorld(incidentId, { ...EMPTY }, []);
      for (const [i, { facts, events, now }] of steps.entries()) {
        await loadWorld(incidentId, facts, events, { keepDerived: true });
        const questions = [
          { now, knownAt },
          ...(i % 3 === 1 && knownAt !== null ? [{ now, knownAt: null }] : []),
          ...(i % 2 === 1 ? [{ now: now - 6, knownAt }] : []),
        ];
        for (const question of questions) {
          const before = await kept();
          const { answer } = await computeExposure({
            incidentId,
            now: microsToInstant(question.now),
            knownAt: question.knownAt === null ? null : microsToInstant(question.knownAt),
          });
          expect(answer, `step ${i}: EXPOSURE_SEED=${seed} EXPOSURE_WORLDS=5 replays this`).toEqual(
            referenceAnswer(facts, events, question),
          );
          if (i > 0 && (await kept()).every((key) => before.includes(key))) reused += 1;
        }
      }
    }
    expect(reused, "kept sums are taken up again").toBeGreaterThan(WORLDS);
  },
  WORLDS * 10_000,
);

async function kept(): Promise<string[]> {
  return (await ownerSql()<{ key: string }[]>`select key from exposure_sums order by key`).map((row) => row.key);
}

const EMPTY: ExposureFacts = {
  assets: [],
  windows: [],
  principals: [],
  merges: [],
  aliases: [],
  memberships: [],
  clearances: [],
  explanations: [],
  sources: [],
};
