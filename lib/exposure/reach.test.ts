import { expect, test } from "vitest";
import type { ExposureFacts } from "./model";
import { countAt, stepsOf, thinned } from "./reach";
import { referenceReach } from "./reference-reach";

test("steps are running sums in the order of time, and what cancels out at one instant is no step", () => {
  const edges = [
    { at: 30, certain: -1, possible: -1 },
    { at: 10, certain: 0, possible: 2 },
    { at: 20, certain: 1, possible: 0 },
    { at: 25, certain: 1, possible: 1 },
    { at: 25, certain: -1, possible: -1 },
    { at: 40, certain: 0, possible: -1 },
  ];
  const steps = stepsOf(edges);
  expect(steps).toEqual([
    { at: 10, certain: 0, possible: 2 },
    { at: 20, certain: 1, possible: 2 },
    { at: 30, certain: 0, possible: 1 },
    { at: 40, certain: 0, possible: 0 },
  ]);
  expect([countAt(steps, 9), countAt(steps, 20), countAt(steps, 39)]).toEqual([
    { certain: 0, possible: 0 },
    { certain: 1, possible: 2 },
    { certain: 0, possible: 1 },
  ]);
});

test("many steps are thinned to slices as high as anything in them, and the last one ends as it did", () => {
  const steps = Array.from({ length: 1000 }, (_, i) => ({ at: i * 10, certain: i % 7, possible: 7 + (i % 5) }));
  const { steps: few, exact } = thinned([...steps, { at: 10_000, certain: 0, possible: 0 }], 50);
  expect([few.length, exact]).toEqual([50, false]);
  for (const { at, certain, possible } of steps) {
    const shown = countAt(few, at);
    expect(shown.certain).toBeGreaterThanOrEqual(certain);
    expect(shown.possible).toBeGreaterThanOrEqual(possible);
  }
  expect(few.at(-1)).toEqual({ at: 10_000, certain: 0, possible: 0 });
  expect(thinned(few, 50)).toEqual({ steps: few, exact: true });
});

const recorded = { recordedAt: 0, supersededAt: null };
const facts = {
  assets: [{ id: "a", name: "a", classification: "restricted", systems: [], patterns: [], ...recorded }],
  windows: [
    {
      id: "w",
      assetId: "a",
      audience: { kind: "group", principals: [], group: "g" },
      openedEarliest: 100,
      openedLatest: 110,
      closedEarliest: 200,
      closedLatest: 200,
      withdrawn: false,
      ...recorded,
    },
  ],
  principals: ["p", "q", "r"].map((id) => ({
    id,
    recordedAt: 0,
    versions: [{ name: id, kind: "human", ...recorded }],
  })),
  aliases: [],
  merges: [],
  memberships: [
    { group: "g", principalId: "p", from: null, until: null, ...recorded },
    { group: "g", principalId: "q", from: 150, until: null, ...recorded },
  ],
  clearances: [
    { principalId: "p", group: null, assetId: "a", classification: null, from: 160, until: 180, standing: "valid" },
    { principalId: "q", group: null, assetId: "a", classification: null, from: 0, until: null, standing: "void" },
  ].map((one) => ({ ...one, ...recorded })),
  explanations: [],
  sources: [],
} as unknown as ExposureFacts;

test("who joins the audience, is cleared for a while or holds a void grant is counted at each instant as it then was", () => {
  expect(referenceReach(facts, { now: 500, knownAt: null }).together).toEqual([
    { at: 100, certain: 0, possible: 1 },
    { at: 110, certain: 1, possible: 1 },
    { at: 150, certain: 2, possible: 2 },
    { at: 160, certain: 1, possible: 1 },
    { at: 180, certain: 2, possible: 2 },
    { at: 200, certain: 0, possible: 0 },
  ]);
});
