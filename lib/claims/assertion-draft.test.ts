import { expect, test } from "vitest";
import { draftOf, NO_ASSERTION, readAssertion } from "./assertion-draft";
import type { Assertion } from "./model";
import { durationText, readDuration } from "./read-duration";

test.each<[string, number | null]>([
  ["1 h 57 min", 7_020_000],
  ["1h57m", 7_020_000],
  ["90 minutes", 5_400_000],
  ["1.5 hours", 5_400_000],
  ["2 days, 3 h and 4 s", 183_604_000],
  ["", null],
  ["long", null],
  ["3", null],
  ["3 monkeys", null],
])("“%s” is read as %s ms", (text, ms) => {
  expect(readDuration(text)).toBe(ms);
});

test("what is written of a length is read back the same", () => {
  for (const ms of [0, 1000, 61_000, 7_020_000, 7_005_250, 183_604_000])
    expect(readDuration(durationText(ms))).toBe(ms);
});

test.each<Assertion>([
  { kind: "nobody_accessed", asset: "a" },
  { kind: "nothing_misused" },
  { kind: "closed_at", asset: null, at: "2026-03-11T16:02:00.000000Z", precision: "minute" },
  { kind: "exposed_for", asset: null, ms: { bound: "range", low: 6_720_000, high: 7_020_000 } },
  { kind: "count", of: "people_affected", asset: null, n: { bound: "at_most", low: null, high: 61_000 } },
  { kind: "agent_did_not", act: "other", what: "mail it" },
  { kind: "severity", level: "SEV2", scale: "begins at SEV0" },
])("a form that is opened on an assertion sends the same: %j", (assertion) => {
  expect(readAssertion(draftOf(assertion))).toEqual({ sent: assertion });
});

test("what is missing is told at its field, and an estimate is no number that was said", () => {
  expect(readAssertion({ ...NO_ASSERTION, kind: "count", low: "~23" })).toHaveProperty("errors.low");
  expect(readAssertion({ ...NO_ASSERTION, kind: "exposed_for", bound: "at_most" })).toHaveProperty("errors.high");
  expect(readAssertion({ ...NO_ASSERTION, kind: "closed_at" })).toHaveProperty("errors.time");
  expect(readAssertion({ ...NO_ASSERTION, kind: "agent_did", act: "other" })).toHaveProperty("errors.what");
  expect(readAssertion(NO_ASSERTION)).toEqual({ sent: null });
});
