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
