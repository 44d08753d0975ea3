import { describe, expect, test } from "vitest";
import { assess, type FactorPoints, type Facts, levelOf, lowestPlausible, scoreOf } from "./assess";
import { FACTORS, type Factor } from "./model";
import { type Points, RUBRIC } from "./rubric";

/** D V A T R G C E, in the order of the rubric's table. */
function points(...values: number[]): Record<Factor, Points> {
  return Object.fromEntries(FACTORS.map((factor, i) => [factor, values[i]])) as Record<Factor, Points>;
}

const NONE = points(0, 0, 0, 0, 0, 0, 0, 0);

describe("every case of the checks table", () => {
  const cases: [string, number[], number, number[], number, Facts, string, string, string[]][] = [
    [
      "Meta",
      [3, 3, 2, 2, 2, 3, 0, 1],
      60,
      [4, 4, 2, 2, 2, 3, 0, 2],
      70,
      { approvalMissing: true },
      "SEV1",
      "SEV1",
      ["F1"],
    ],
    [
      "OpenClaw inbox",
      [2, 1, 0, 1, 2, 4, 0, 4],
      42,
      [2, 1, 0, 2, 3, 4, 0, 4],
      47,
      { stopFailed: true },
      "SEV3",
      "SEV2",
      ["F6"],
    ],
    [
      "Replit",
      [2, 2, 0, 2, 2, 4, 0, 4],
      48,
      [2, 2, 0, 3, 2, 4, 0, 4],
      50,
      { productionDestroyed: true, stopFailed: true },
      "SEV2",
      "SEV2",
      ["F3", "F6"],
    ],
    [
      "Kiro",
      [1, 2, 0, 2, 2, 4, 0, 4],
      43,
      [1, 3, 0, 2, 3, 4, 0, 4],
      50,
      { productionDestroyed: true },
      "SEV2",
      "SEV2",
      ["F3"],
    ],
    [
      "PocketOS",
      [2, 3, 0, 3, 3, 4, 0, 4],
      57,
      [3, 3, 0, 3, 4, 4, 0, 4],
      65,
      { productionDestroyed: true, backupsDestroyed: true },
      "SEV1",
      "SEV1",
      ["F3"],
    ],
    ["Samsung", [3, 1, 3, 3, 3, 0, 1, 4], 54, [3, 1, 3, 3, 4, 0, 1, 4], 57, {}, "SEV2", "SEV2", []],
    ["Microsoft 38 TB", [4, 2, 4, 4, 3, 0, 0, 2], 67, [4, 2, 4, 4, 4, 0, 0, 2], 70, {}, "SEV1", "SEV1", []],
    [
      "Salesloft Drift",
      [4, 4, 4, 3, 4, 1, 1, 4],
      83,
      [4, 4, 4, 3, 4, 1, 1, 4],
      83,
      { tenants: 700, exfiltrationConfirmed: true },
      "SEV1",
      "SEV1",
      ["F2", "F4"],
    ],
    [
      "Asana MCP",
      [2, 3, 3, 4, 3, 2, 0, 2],
      64,
      [3, 3, 3, 4, 3, 2, 0, 2],
      69,
      { tenants: 1000 },
      "SEV1",
      "SEV1",
      ["F2"],
    ],
    ["wrong lunch menu", [0, 1, 0, 1, 0, 1, 0, 4], 14, [0, 1, 0, 1, 1, 1, 0, 4], 17, {}, "SEV5", "SEV4", []],
  ];
  test.each(cases)("%s", (_, likely, likelyScore, high, highScore, facts, likelyLevel, highLevel, floors) => {
    const atLikely = assess(points(...likely), facts);
    expect(atLikely.likely).toEqual({ score: likelyScore, level: likelyLevel });
    expect(atLikely.high).toEqual(atLikely.likely);
    expect(atLikely.level).toBe(likelyLevel);
    expect(atLikely.floors).toEqual(floors);
    expect(atLikely.assumed).toEqual([]);
    const atHigh = assess(points(...high), facts);
    expect(atHigh.high).toEqual({ score: highScore, level: highLevel });
  });

  test("EchoLeak, a hazard: potentially SEV1, actually one lower", () => {
    const likely = assess(points(4, 3, 4, 4, 4, 3, 0, 1), { event: "hazard" });
    const high = assess(points(4, 4, 4, 4, 4, 3, 0, 2), { event: "hazard" });
    expect([likely.likely.score, high.high.score]).toEqual([85, 90]);
    expect(likely).toMatchObject({ potential: "SEV1", actual: "SEV2", level: "SEV2" });
    expect(high).toMatchObject({ potential: "SEV1", actual: "SEV2", level: "SEV2" });
  });

  test("blocked egress, a near miss: potentially SEV1, actually SEV4", () => {
    const result = assess(points(3, 1, 4, 0, 3, 3, 0, 0), { event: "near_miss" });
    expect(result.likely.score).toBe(60);
    expect(result).toMatchObject({ potential: "SEV1", actual: "SEV4", level: "SEV4" });
  });
});

describe("levels", () => {
  test.each([
    [0, "SEV5"],
    [14, "SEV5"],
    [15, "SEV4"],
    [29, "SEV4"],
    [30, "SEV3"],
    [44, "SEV3"],
    [45, "SEV2"],
    [59, "SEV2"],
    [60, "SEV1"],
    [100, "SEV1"],
  ])("a score of %i is %s", (score, level) => expect(levelOf(score)).toBe(level));

  test.each([
    [14, [0, 1, 0, 1, 0, 1, 0, 4], "SEV5"],
    [15, [0, 1, 0, 1, 0, 1, 1, 4], "SEV4"],
    [29, [3, 1, 1, 1, 0, 0, 2, 1], "SEV4"],
    [30, [3, 1, 1, 1, 0, 0, 2, 2], "SEV3"],
    [44, [3, 2, 2, 2, 1, 0, 3, 1], "SEV3"],
    [45, [3, 2, 2, 2, 1, 0, 3, 2], "SEV2"],
    [59, [3, 3, 2, 2, 2, 3, 0, 0], "SEV2"],
    [60, [3, 3, 2, 2, 2, 3, 0, 1], "SEV1"],
  ])("factors that add up to %i are %s", (score, values, level) => {
    expect(assess(points(...values))).toMatchObject({ likely: { score, level }, high: { score, level }, level });
  });

  test("the weights are those of the rubric and add up to 100 at the worst", () => {
    expect(FACTORS.map((factor) => RUBRIC[factor].weight)).toEqual([5, 4, 5, 2, 3, 4, 1, 1]);
    expect(scoreOf(points(4, 4, 4, 4, 4, 4, 4, 4))).toBe(100);
  });
});

describe("floors, with and without", () => {
  const at = (changes: FactorPoints, facts: Facts = {}) => assess({ ...NONE, ...changes }, facts);

  test("F1 needs sensitive data, an audience without clearance, and the missing approval", () => {
    const facts = { approvalMissing: true };
    expect(at({ D: 3, A: 2 }, facts)).toMatchObject({ level: "SEV1", floors: ["F1"] });
    expect(at({ D: 2, A: 2 }, facts)).toMatchObject({ level: "SEV4", floors: [] });
    expect(at({ D: 3, A: 1 }, facts)).toMatchObject({ level: "SEV4", floors: [] });
    expect(at({ D: 3, A: 2 }, { approvalMissing: false })).toMatchObject({ level: "SEV4", floors: [] });
  });

  test("F1 holds Meta at SEV1 when any other factor turns out one lower, and lets go when it should", () => {
    const meta = points(3, 3, 2, 2, 2, 3, 0, 1);
    const facts = { approvalMissing: true };
    for (const factor of ["V", "T", "R", "G", "E"] as const) {
      const lower = { ...meta, [factor]: meta[factor] - 1 };
      expect(assess(lower, facts).level).toBe("SEV1");
      expect(assess(lower).level).toBe("SEV2");
    }
    expect(assess({ ...meta, D: 2 }, facts).level).toBe("SEV2");
    expect(assess({ ...meta, A: 1 }, facts).level).toBe("SEV2");
  });

  test("F2 is SEV2 across tenants, SEV1 from 500, and nothing for one tenant or insiders", () => {
    expect(at({ A: 3 }, { tenants: 2 })).toMatchObject({ level: "SEV2", floors: ["F2"] });
    expect(at({ A: 3 }, { tenants: 499 }).level).toBe("SEV2");
    expect(at({ A: 3 }, { tenants: 500 }).level).toBe("SEV1");
    expect(at({ A: 3 }, { tenants: 1 })).toMatchObject({ level: "SEV4", floors: [] });
    expect(at({ A: 2 }, { tenants: 700 })).toMatchObject({ level: "SEV5", floors: [] });
  });

  test("F3 is SEV2 for a destroyed production store and SEV1 with its backups", () => {
    expect(at({}, { productionDestroyed: true })).toMatchObject({ level: "SEV2", floors: ["F3"] });
    expect(at({}, { productionDestroyed: true, backupsDestroyed: true }).level).toBe("SEV1");
    expect(at({}, { backupsDestroyed: true })).toMatchObject({ level: "SEV5", floors: [] });
  });

  test("F4 needs confirmed exfiltration of data at 3 or more", () => {
    expect(at({ D: 3 }, { exfiltrationConfirmed: true })).toMatchObject({ level: "SEV1", floors: ["F4"] });
    expect(at({ D: 2 }, { exfiltrationConfirmed: true })).toMatchObject({ level: "SEV5", floors: [] });
    expect(at({ D: 3 }).floors).toEqual([]);
  });

  test("F5 starts at a million customers or orders", () => {
    expect(at({}, { customersDown: 1_000_000 })).toMatchObject({ level: "SEV1", floors: ["F5"] });
    expect(at({}, { customersDown: 999_999 })).toMatchObject({ level: "SEV5", floors: [] });
  });

  test("F6 is at least SEV3, and does not lower what is worse", () => {
    expect(at({}, { stopFailed: true })).toMatchObject({ level: "SEV3", floors: ["F6"] });
    expect(at({}).level).toBe("SEV5");
    expect(assess(points(4, 4, 4, 4, 4, 4, 4, 4), { stopFailed: true }).level).toBe("SEV1");
  });

  test("F7 is SEV1", () => {
    expect(at({}, { deathOrInjury: true })).toMatchObject({ level: "SEV1", floors: ["F7"] });
    expect(at({}, { deathOrInjury: false })).toMatchObject({ level: "SEV5", floors: [] });
  });

  test("of several floors the most severe wins and is named first", () => {
    const result = at({}, { stopFailed: true, productionDestroyed: true, deathOrInjury: true });
    expect(result).toMatchObject({ level: "SEV1", floors: ["F7", "F3", "F6"] });
  });
});

describe("what nobody knows", () => {
  test("is taken at the worst for the high score and at the lowest for the likely one, and is named", () => {
    const result = assess({ D: 3, A: null });
    expect(result.assumed).toEqual(["V", "A", "T", "R", "G", "C", "E"]);
    expect(result.likely).toEqual({ score: 15, level: "SEV4" });
    expect(result.high).toEqual({ score: 95, level: "SEV1" });
    expect(result.level).toBe("SEV1");
  });

  test("with nothing known at all the likely score is 0 and the level SEV1", () => {
    expect(assess({})).toMatchObject({ likely: { score: 0, level: "SEV5" }, high: { score: 100 }, level: "SEV1" });
  });

  test("can't be lower than the facts allow: confirmed exfiltration is in adversary hands", () => {
    expect(assess({ D: 3 }, { exfiltrationConfirmed: true }).likely).toEqual({
      score: 15 + 20 + 12 + 4,
      level: "SEV1",
    });
    expect(lowestPlausible("G", { stopFailed: true })).toBe(4);
    expect(lowestPlausible("R", { productionDestroyed: true, backupsDestroyed: true })).toBe(2);
    expect(lowestPlausible("V", { exfiltrationConfirmed: true, stopFailed: true })).toBe(0);
  });

  test("what is known stays as it was said, whatever the facts suggest", () => {
    expect(assess({ ...NONE, G: 1 }, { stopFailed: true }).likely.score).toBe(4);
  });

  test("a floor that only an assumed value triggers counts for the high reading alone", () => {
    const result = assess({ ...NONE, D: null, A: null }, { approvalMissing: true });
    expect(result).toMatchObject({ likely: { level: "SEV5" }, high: { level: "SEV1" }, floors: ["F1"] });
  });
});

describe("hazards and near misses", () => {
  test("a hazard is one lower than it could have been, and never below SEV5", () => {
    expect(assess(NONE, { event: "hazard" })).toMatchObject({ potential: "SEV5", actual: "SEV5" });
    expect(assess(NONE, { event: "hazard", stopFailed: true })).toMatchObject({ potential: "SEV3", actual: "SEV4" });
  });

  test("a near miss is SEV4 when it could have been SEV1 or SEV2, else SEV5", () => {
    expect(assess(NONE, { event: "near_miss", productionDestroyed: true }).level).toBe("SEV4");
    expect(assess(NONE, { event: "near_miss", stopFailed: true }).level).toBe("SEV5");
  });

  test("an incident has neither potential nor actual", () => {
    expect(assess(NONE, { event: "incident" })).not.toHaveProperty("potential");
    expect(assess(NONE)).not.toHaveProperty("actual");
  });
});

test("containment at 3 or more raises the urgency of the response by one level and not the severity", () => {
  expect(assess({ ...NONE, D: 3, C: 3 })).toMatchObject({ level: "SEV4", urgency: "SEV3" });
  expect(assess({ ...NONE, D: 3, C: 2 })).toMatchObject({ level: "SEV4", urgency: "SEV4" });
  expect(assess(points(4, 4, 4, 4, 4, 4, 4, 4))).toMatchObject({ level: "SEV1", urgency: "SEV1" });
});
