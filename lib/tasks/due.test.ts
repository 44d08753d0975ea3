import { expect, test } from "vitest";
import { dueBySeverity, isOverdue } from "./due";

const added = "2026-03-11T14:05:00.000000Z";

test.each([
  ["containment", "SEV1", "2026-03-11T15:05:00.000000Z"],
  ["containment", "SEV2", "2026-03-11T18:05:00.000000Z"],
  ["containment", "SEV3", "2026-03-12T14:05:00.000000Z"],
  ["containment", "SEV4", null],
  ["containment", "SEV5", null],
  ["prevention", "SEV1", "2026-03-18T14:05:00.000000Z"],
  ["recovery", "SEV2", "2026-03-25T14:05:00.000000Z"],
  ["eradication", "SEV3", "2026-04-10T14:05:00.000000Z"],
  ["prevention", "SEV5", "2026-06-09T14:05:00.000000Z"],
] as const)("a task of %s at %s is due %s", (kind, severity, due) => {
  expect(dueBySeverity(kind, severity, added)).toBe(due);
});

test("while nobody is sure of the severity, a task is due as at SEV1", () => {
  expect(dueBySeverity("containment", null, added)).toBe("2026-03-11T15:05:00.000000Z");
});

test("a task is overdue from its due time on, until it is done or dropped", () => {
  const dueAt = "2026-03-11T15:05:00.000000Z";
  expect(isOverdue({ state: "open", dueAt }, dueAt)).toBe(false);
  expect(isOverdue({ state: "in_progress", dueAt }, "2026-03-11T15:05:00.000001Z")).toBe(true);
  for (const state of ["done", "verified", "not_doing"] as const) {
    expect(isOverdue({ state, dueAt }, "2027-01-01T00:00:00.000000Z")).toBe(false);
  }
  expect(isOverdue({ state: "open", dueAt: null }, "2027-01-01T00:00:00.000000Z")).toBe(false);
});
