import { expect, test } from "vitest";
import { conflictOver, conflictsAmong } from "./conflicts";
import type { Assertion, ClaimedAmount } from "./model";

const exactly = (n: number): ClaimedAmount => ({ bound: "exact", low: n, high: null });
const count = (n: ClaimedAmount, asset: string | null = null): Assertion => {
  return { kind: "count", of: "people_without_clearance", asset, n };
};
const nobody = (asset: string | null = null): Assertion => ({ kind: "nobody_without_clearance", asset });

test.each<[string, Assertion, Assertion, boolean]>([
  ["two levels", { kind: "severity", level: "SEV1", scale: "" }, { kind: "severity", level: "SEV2", scale: "x" }, true],
  [
    "the same level",
    { kind: "severity", level: "SEV1", scale: "" },
    { kind: "severity", level: "SEV1", scale: "x" },
    false,
  ],
  ["numbers apart", count(exactly(14)), count({ bound: "at_most", low: null, high: 9 }), true],
  ["numbers that overlap", count(exactly(14)), count({ bound: "at_least", low: 3, high: null }), false],
  ["numbers of different assets", count(exactly(14), "a"), count(exactly(3), "b"), false],
  ["nobody against some", nobody(), count(exactly(1), "a"), true],
  ["nobody in one asset against some elsewhere", nobody("b"), count(exactly(1), "a"), false],
  ["nobody against at most some", nobody(), count({ bound: "at_most", low: null, high: 9 }), false],
  [
    "an act and its denial",
    { kind: "agent_did", act: "share_data", what: "" },
    { kind: "agent_did_not", act: "share_data", what: "" },
    true,
  ],
  [
    "an act against nothing beyond answering",
    { kind: "agent_did", act: "open_access", what: "" },
    { kind: "agent_did_not", act: "act_beyond_answering", what: "" },
    true,
  ],
  [
    "an act and the denial of another",
    { kind: "agent_did", act: "share_data", what: "" },
    { kind: "agent_did_not", act: "ignore_stop", what: "" },
    false,
  ],
  [
    "other acts in other words",
    { kind: "agent_did", act: "other", what: "wiped it" },
    { kind: "agent_did_not", act: "other", what: "mailed it" },
    false,
  ],
  [
    "times a minute apart",
    { kind: "closed_at", asset: null, at: "2026-03-11T16:02:00.000000Z", precision: "minute" },
    { kind: "closed_at", asset: null, at: "2026-03-11T16:03:00.000000Z", precision: "minute" },
    true,
  ],
  [
    "a minute within an hour",
    { kind: "closed_at", asset: null, at: "2026-03-11T16:02:00.000000Z", precision: "minute" },
    { kind: "closed_at", asset: null, at: "2026-03-11T16:00:00.000000Z", precision: "hour" },
    false,
  ],
])("%s: told the same from both sides", (_, a, b, differs) => {
  expect(conflictOver(a, b) !== null).toBe(differs);
  expect(conflictOver(b, a)).toBe(conflictOver(a, b));
});

test("claims without a reading contradict nobody, and each pair is told once", () => {
  const claims = [
    { id: "a", assertion: nobody() },
    { id: "b", assertion: null },
    { id: "c", assertion: count(exactly(14)) },
  ];
  expect(conflictsAmong(claims)).toEqual([{ a: "a", b: "c", over: "whether somebody without clearance got at it" }]);
});
