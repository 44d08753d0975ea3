import { beforeAll, expect, test } from "vitest";
import { anIncident } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { microsToInstant } from "@/lib/time/instant";
import { referenceAnswer } from "../reference";
import { loadWorld } from "../testing/load-world";
import { randomWorld } from "../testing/random-world";
import { computeExposure } from "./compute-exposure";

testDatabase();

/** EXPOSURE_SEED begins elsewhere, EXPOSURE_WORLDS does more: `EXPOSURE_SEED=17 EXPOSURE_WORLDS=1` replays world 17. */
const FIRST = Number(process.env.EXPOSURE_SEED ?? 1);
const WORLDS = Number(process.env.EXPOSURE_WORLDS ?? 200);

let incidentId = 0;
beforeAll(async () => {
  incidentId = Number((await anIncident()).incident.id);
});

test(
  "the database gives the same answer as the slow and plain reference in every random world",
  async () => {
    for (let seed = FIRST; seed < FIRST + WORLDS; seed++) {
      const { facts, events, question } = randomWorld(seed);
      await loadWorld(incidentId, facts, events);
      const { answer } = await computeExposure({
        incidentId,
        now: microsToInstant(question.now),
        knownAt: question.knownAt === null ? null : microsToInstant(question.knownAt),
      });
      expect(answer, `EXPOSURE_SEED=${seed} EXPOSURE_WORLDS=1 replays this`).toEqual(
        referenceAnswer(facts, events, question),
      );
    }
  },
  WORLDS * 2000,
);

test("random worlds meet what they are made to meet", () => {
  const seen = {
    accesses: 0,
    possible: 0,
    unexplained: 0,
    through: 0,
    explained: 0,
    cleared: 0,
    no: 0,
    yes: 0,
    known: 0,
  };
  for (let seed = 1; seed <= 300; seed++) {
    const { facts, events, question } = randomWorld(seed);
    const answer = referenceAnswer(facts, events, question);
    if (question.knownAt !== null) seen.known += 1;
    seen.unexplained += answer.unexplained;
    for (const asset of answer.assets) {
      seen.accesses += asset.accesses.certain;
      seen.possible += asset.accesses.possible;
      if (asset.accessed !== "unknown") seen[asset.accessed] += 1;
      for (const row of asset.principals) {
        seen.through += row.through;
        seen.explained += row.classes.explained?.certain ?? 0;
        seen.cleared += row.classes.cleared?.certain ?? 0;
      }
    }
  }
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(5);
});
