import { expect, test } from "vitest";
import type { Factor } from "./model";
import { type PrefillFacts, suggestFactors, suggestFacts } from "./prefill";

const nothing: PrefillFacts = {
  phase: "active",
  windows: [],
  exposure: null,
  data: [],
  containment: { total: 0, verified: 0 },
  failedStop: null,
};
const exposure = {
  exposedMs: { certain: 6_720_000, possible: 7_020_000 },
  accessed: "unknown" as const,
  exfiltrated: "unknown" as const,
  unauthorised: { certain: 0, possible: 0 },
  gapMs: 0,
};
const window = { open: true, audience: "group" as const, classification: "restricted" as const };
const item = {
  category: "contact" as const,
  subjectKind: "customers" as const,
  people: { low: 40_000, high: 90_000 },
  records: { low: null, high: null },
  misused: "unknown" as const,
};

function suggested(factor: Factor, facts: Partial<PrefillFacts>) {
  return suggestFactors({ ...nothing, ...facts }).find((suggestion) => suggestion.factor === factor);
}

test("a stop after which the agent acted on suggests the fact of floor F6 and the worst containment", () => {
  const failedStop = "Stop forum-assistant failed: 3 events of it after the stop.";
  expect(suggestFacts({ ...nothing, failedStop })).toEqual([
    { fact: "stopFailed", reason: failedStop, to: "containment" },
  ]);
  expect(suggested("C", { failedStop })).toMatchObject({ points: 4, to: "containment" });
  expect(suggestFacts(nothing)).toEqual([]);
});

test("nothing is suggested where nothing is recorded", () => {
  expect(suggestFactors(nothing)).toEqual([]);
});

test("sensitivity is the worst category of the affected data, and the asset's class only before there is any", () => {
  expect(suggested("D", { windows: [window] })).toMatchObject({ points: 3, to: "exposure" });
  expect(suggested("D", { windows: [window], data: [item] })).toMatchObject({ points: 3, to: "data" });
  expect(suggested("D", { data: [{ ...item, people: { low: 5, high: 9 } }] })?.points).toBe(2);
  expect(suggested("D", { data: [item, { ...item, category: "health" }] })?.points).toBe(4);
  expect(suggested("D", { data: [{ ...item, subjectKind: "minors" }] })?.points).toBe(4);
  expect(suggested("D", { data: [{ ...item, category: "other" }] })).toBeUndefined();
});

test("data that counts less than the asset it lies in does not lower the sensitivity without a word", () => {
  const secret = { ...window, classification: "secret" as const };
  const small = { ...item, people: { low: 5, high: 9 } };
  expect(suggested("D", { windows: [secret], data: [small] })).toMatchObject({
    points: 2,
    reason: expect.stringContaining("An exposed asset is classified secret, which counts 4"),
  });
  expect(suggested("D", { windows: [window], data: [item] })?.reason).not.toContain("classified");
});

test("volume counts people at the high end, records by ten where no people are concerned, and never a sum of unknowns", () => {
  expect(suggested("V", { data: [item] })).toMatchObject({
    points: 3,
    reason: "40,000–90,000 people in the affected data.",
  });
  const unknown = { ...item, people: { low: null, high: null } };
  expect(suggested("V", { data: [item, unknown] })).toMatchObject({
    points: null,
    reason: "At least 40,000 people, and 1 of 2 items of affected data without a count.",
  });
  const records = { ...item, subjectKind: "none" as const, records: { low: 900, high: 1000 } };
  expect(suggested("V", { data: [records] })?.points).toBe(2);
  expect(suggested("V", { data: [{ ...records, records: { low: 900, high: 990 } }] })?.points).toBe(1);
});

test.each([
  [99, 1],
  [100, 2],
  [9_999, 2],
  [10_000, 3],
  [999_999, 3],
  [1_000_000, 4],
])("%i people are %i points", (people, points) => {
  expect(suggested("V", { data: [{ ...item, people: { low: people, high: people } }] })?.points).toBe(points);
});

test.each([
  [14, 1],
  [15, 2],
  [24 * 60, 2],
  [24 * 60 + 1, 3],
  [30 * 24 * 60, 3],
  [30 * 24 * 60 + 1, 4],
])("a window of %i minutes is %i points", (minutes, points) => {
  const exposedMs = { certain: 0, possible: minutes * 60_000 };
  expect(suggested("T", { exposure: { ...exposure, exposedMs } })?.points).toBe(points);
});

test("the window's reason gives both bounds and says that it is still open", () => {
  expect(suggested("T", { exposure, windows: [window] })?.reason).toBe(
    "Exposed for 1 h 52 m to 1 h 57 m, and still open.",
  );
});

test("the audience is the public's where a window was open to it, else that of insiders without clearance", () => {
  expect(suggested("A", { windows: [window, { ...window, audience: "public" }] })?.points).toBe(4);
  const unauthorised = { certain: 212, possible: 221 };
  expect(suggested("A", { windows: [window], exposure: { ...exposure, unauthorised } })).toMatchObject({
    points: 2,
    reason: "212 accesses without clearance.",
  });
});

test("containment follows the windows, and is verified only when every containment task is", () => {
  const closed = { ...window, open: false };
  expect(suggested("C", { windows: [window] })?.points).toBe(3);
  expect(suggested("C", { windows: [window, closed] })?.points).toBe(2);
  expect(suggested("C", { windows: [closed] })?.points).toBe(1);
  expect(suggested("C", { windows: [closed], containment: { total: 2, verified: 1 } })?.points).toBe(1);
  expect(suggested("C", { windows: [closed], containment: { total: 2, verified: 2 } })?.points).toBe(0);
});

test("harm is ruled out only by logs that cover everything", () => {
  const of = (changes: Partial<typeof exposure> | object) => suggested("E", { exposure: { ...exposure, ...changes } });
  expect(of({ accessed: "no" })?.points).toBe(0);
  expect(of({ accessed: "yes" })?.points).toBe(1);
  expect(of({ accessed: "unknown" })?.points).toBe(2);
  expect(of({ accessed: "yes", gapMs: 360_000 })).toMatchObject({ points: 2, reason: "The logs are silent for 6 m." });
  expect(of({ accessed: "yes", unauthorised: { certain: 3, possible: 3 } })?.points).toBe(3);
  expect(of({ exfiltrated: "yes" })?.points).toBe(4);
  expect(suggested("E", { exposure, data: [{ ...item, misused: "yes" }] })?.points).toBe(4);
});
