import { describe, expect, test } from "vitest";
import type { AssetAnswer, ClassAnswer, PrincipalAnswer } from "./model";
import { outcomesOf } from "./outcomes";
import { reasonsOf } from "./reasons";

const accesses = (certain: number, unknownOutcome: number): ClassAnswer => ({
  certain,
  possible: 0,
  unknownOutcome,
  byVerb: { read: certain },
  first: 0,
  last: 0,
  records: { sum: 0, unstated: certain },
  bytes: { sum: 0, unstated: certain },
  sourceIps: [],
  moreIps: false,
});

const person = (classes: PrincipalAnswer["classes"]): PrincipalAnswer => ({
  principalId: "p",
  actor: null,
  classes,
  unauthorised: { certain: classes.uncleared?.certain ?? 0, possible: 0 },
  unauthorisedItself: classes.uncleared?.certain ?? 0,
  through: 0,
  forOthers: 0,
  denied: 0,
  failed: 0,
});

function asset(...principals: PrincipalAnswer[]): AssetAnswer {
  const certain = principals.reduce((sum, one) => sum + one.unauthorised.certain, 0);
  return {
    assetId: "a",
    exposedMicros: { certain: 1, possible: 1 },
    exposedPrincipalMicros: null,
    couldReach: null,
    couldButDidNot: null,
    coverageGaps: [],
    partlyCovered: [],
    coveredShare: 1,
    accessed: "yes",
    exfiltrated: "unknown",
    accesses: { certain, possible: 0 },
    unauthorised: { certain, possible: 0 },
    left: 0,
    unknownOutcome: 5,
    otherEvents: 0,
    unnamedAccesses: 0,
    matchesNothing: false,
    principals,
    unexplained: 0,
  };
}

describe("the reason for a yes", () => {
  test("says of what it is certain, and never more than the log says of the outcome", () => {
    const [none] = reasonsOf(asset(person({ uncleared: accesses(2, 2) }))).accessed;
    expect(none).toBe(
      "2 accesses without clearance by 1 principal, certainly while it was open; of none does the log say whether it succeeded.",
    );
    const [some] = reasonsOf(asset(person({ uncleared: accesses(3, 1) }))).accessed;
    expect(some).toMatch(/certainly while it was open; of some the log does not say whether they succeeded\.$/);
  });

  test("is silent about accesses of the cleared, whose outcome is no part of it", () => {
    const [reason] = reasonsOf(asset(person({ uncleared: accesses(2, 0), cleared: accesses(3, 3) }))).accessed;
    expect(reason).toBe("2 accesses without clearance by 1 principal, certainly while it was open.");
  });
});

test("outcomes are told apart also where an access is counted with the agent and with the person", () => {
  const both = [person({ uncleared: accesses(2, 2) }), person({ uncleared: accesses(2, 2) })];
  expect(outcomesOf(both)).toBe("all_unknown");
  expect(outcomesOf([...both, person({ unresolved: accesses(1, 0) })])).toBe("some_unknown");
  expect(outcomesOf([person({ cleared: accesses(1, 1) })])).toBe("none_counted");
});
