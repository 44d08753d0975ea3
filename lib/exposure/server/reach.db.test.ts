import { beforeAll, expect, test } from "vitest";
import { anIncident, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import { AccessesQuery } from "../inputs";
import { ReachQuery } from "../reach-inputs";
import { referenceReach } from "../reference-reach";
import { loadWorld } from "../testing/load-world";
import { randomWorld } from "../testing/random-world";
import { analyse } from "./analyse";
import { prepareFacts } from "./analysis-tables";
import { getExposure } from "./get-exposure";
import { getPeople } from "./get-people";
import { getReach } from "./get-reach";
import { listAccesses } from "./list-accesses";
import { reachSteps } from "./reach-steps";

testDatabase();

const FIRST = Number(process.env.EXPOSURE_SEED ?? 1);
const WORLDS = Number(process.env.EXPOSURE_WORLDS ?? 60);

let incidentId = 0;
let user: TestUser;
let ref = "";
beforeAll(async () => {
  const made = await anIncident();
  incidentId = Number(made.incident.id);
  user = made.commander;
  ref = made.incident.ref;
});

test("the steps of every asset and of all together are those of the slow and plain reference in every random world", async () => {
  let steps = 0;
  for (let seed = FIRST; seed < FIRST + WORLDS; seed++) {
    const { facts, events, question } = randomWorld(seed);
    await loadWorld(incidentId, facts, events);
    const now = microsToInstant(question.now);
    const knownAt = question.knownAt === null ? null : microsToInstant(question.knownAt);
    const expected = referenceReach(facts, question);
    await analyse(async (sql) => {
      await prepareFacts(sql, { incidentId, now, knownAt });
      const because = `EXPOSURE_SEED=${seed} EXPOSURE_WORLDS=1 replays this`;
      expect(await reachSteps(sql, knownAt ?? "infinity", null), because).toEqual(expected.together);
      for (const [asset, own] of expected.assets) {
        expect(await reachSteps(sql, knownAt ?? "infinity", asset), because).toEqual(own);
        steps += own.length;
      }
    });
  }
  expect(steps).toBeGreaterThan(WORLDS);
}, 120_000);

async function worldWithAccesses(seed: number) {
  const { facts, events, question } = randomWorld(seed);
  await loadWorld(incidentId, facts, events);
  const now = microsToInstant(question.now);
  const at = question.knownAt === null ? undefined : microsToInstant(question.knownAt);
  const answer = await getExposure(user.ctx, ref, { now, at });
  return { now, at, answer, events };
}

const EARLY: Instant = "1990-01-01T00:00:00.000000Z";
const LATE: Instant = "2080-01-01T00:00:00.000000Z";

test("slices hold every access of the answer once, and a slice opens exactly what it counts", async () => {
  let opened = 0;
  for (let seed = 7000; seed < 7024; seed++) {
    const { now, at, answer } = await worldWithAccesses(seed);
    if (answer.assets.length === 0) continue;
    const query = ReachQuery.parse({ from: EARLY, until: LATE, bins: 600, at, now });
    const wide = await getReach(user.ctx, ref, query);
    const inside = wide.bins.filter((bin) => !bin.outside);
    const counted = inside.reduce((sum, bin) => sum + bin.certain + bin.possible, 0);
    const accesses = answer.assets.reduce((n, { counts }) => n + counts.accesses.certain + counts.accesses.possible, 0);
    expect(counted, `seed ${seed}`).toBe(accesses);
    const outside = wide.bins.filter((bin) => bin.outside);
    expect(outside.reduce((sum, bin) => sum + bin.certain + bin.possible, 0)).toBe(answer.unexplained);
    const near = await getReach(user.ctx, ref, ReachQuery.parse({ bins: 7, at, now }));
    for (const bin of near.bins) {
      const where = bin.outside ? "outside" : "window";
      const { from, until } = bin;
      const filter = AccessesQuery.parse({ from, until, class: bin.class, where, limit: 1000, at, now });
      const page = await listAccesses(user.ctx, ref, filter);
      expect(page.data.length, `seed ${seed}`).toBe(bin.certain + bin.possible);
      expect([page.data[0]?.occurredAt, page.data.at(-1)?.occurredAt]).toEqual([bin.first, bin.last]);
      opened += 1;
    }
  }
  expect(opened).toBeGreaterThan(20);
}, 120_000);

test("the people of two stretches that meet are together those of the answer", async () => {
  let rows = 0;
  for (let seed = 7100; seed < 7124; seed++) {
    const { now, at, answer, events } = await worldWithAccesses(seed);
    const times = events.map((event) => event.occurredAt).sort((a, b) => a - b);
    const middle = microsToInstant(times[Math.floor(times.length / 2)] ?? instantToMicros(now));
    const people = (from: Instant, until: Instant) => getPeople(user.ctx, ref, { from, until, now, at });
    const halves = [await people(EARLY, middle), await people(middle, LATE)];
    for (const { asset, principals } of answer.assets) {
      for (const { principal, name, accesses, denied, records } of principals) {
        const found = halves.flatMap((half) =>
          half.assets
            .filter((one) => one.asset === asset)
            .flatMap((one) => one.principals.filter((row) => row.principal === principal && row.name === name)),
        );
        const sum = (of: (row: (typeof found)[number]) => number) => found.reduce((n, row) => n + of(row), 0);
        expect(
          sum((row) => row.accesses.uncleared),
          `seed ${seed}`,
        ).toBe(accesses.uncleared);
        expect(sum((row) => row.accesses.cleared + row.accesses.unresolved)).toBe(
          accesses.cleared + accesses.unresolved,
        );
        expect([sum((row) => row.denied), sum((row) => row.records.sum ?? 0)]).toEqual([denied, records.sum ?? 0]);
        rows += 1;
      }
    }
  }
  expect(rows).toBeGreaterThan(20);
}, 120_000);

test("a stretch that ends before it begins, or that nobody could draw, is refused at its field", () => {
  const issues = (query: object) => ReachQuery.safeParse(query).error?.issues.map((issue) => issue.path.join());
  expect(issues({ from: LATE, until: EARLY })).toEqual(["until"]);
  expect(issues({ bins: 601 })).toEqual(["bins"]);
});
