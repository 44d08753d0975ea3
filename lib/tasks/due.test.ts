import { expect, test } from "vitest";
import type { Severity } from "@/lib/incidents/model";
import { DEFAULT_TARGETS, targetsOf } from "@/lib/severity/targets";
import * as due from "./due";

const { isOverdue } = due;

/** A Wednesday. */
const added = "2026-03-11T14:05:00.000000Z";
const dueBySeverity = (
  kind: Parameters<typeof due.dueBySeverity>[0],
  severity: Severity | null,
  ...rest: [addedAt: string, calendar: Parameters<typeof due.dueBySeverity>[4]]
) => due.dueBySeverity(kind, severity, targetsOf(severity, DEFAULT_TARGETS), ...rest);
const weekdays = { zone: "UTC", isHoliday: () => false, whose: "the installation’s calendar" };

test.each([
  ["containment", "SEV1", "2026-03-11T15:05:00.000000Z"],
  ["containment", "SEV2", "2026-03-11T18:05:00.000000Z"],
  ["containment", "SEV3", "2026-03-12T14:05:00.000000Z"],
  ["containment", "SEV4", null],
  ["containment", "SEV5", null],
  ["prevention", "SEV1", "2026-03-20T23:59:59.999999Z"],
  ["recovery", "SEV2", "2026-03-31T23:59:59.999999Z"],
  ["eradication", "SEV3", "2026-04-22T23:59:59.999999Z"],
  ["prevention", "SEV5", "2026-07-15T23:59:59.999999Z"],
] as const)("a task of %s at %s is due %s", (kind, severity, due) => {
  expect(dueBySeverity(kind, severity, added, weekdays).at).toBe(due);
});

test("while nobody is sure of the severity, a task is due as at SEV1", () => {
  expect(dueBySeverity("containment", null, added, weekdays).at).toBe("2026-03-11T15:05:00.000000Z");
});

test("containment is due by the hour whatever the calendar says, on a holiday too", () => {
  const closed = { ...weekdays, isHoliday: () => true };
  expect(dueBySeverity("containment", "SEV1", added, closed).at).toBe("2026-03-11T15:05:00.000000Z");
});

test("business days end with the owner's day and leave out the owner's holidays", () => {
  const berlin = {
    zone: "Europe/Berlin",
    isHoliday: (day: string) => day === "2026-03-13",
    whose: "the calendar of Dana",
  };
  const due = dueBySeverity("prevention", "SEV1", added, berlin);
  expect(due).toEqual({
    at: "2026-03-23T22:59:59.999999Z",
    reason: "7 business days at SEV1, by the calendar of Dana",
  });
});

test("what is added late in the evening counts from the day it is where the owner is", () => {
  const late = "2026-03-12T23:30:00.000000Z";
  const auckland = { zone: "Pacific/Auckland", isHoliday: () => false, whose: "hers" };
  expect(dueBySeverity("prevention", "SEV1", late, auckland).at).toBe("2026-03-24T10:59:59.999999Z");
  expect(dueBySeverity("prevention", "SEV1", late, weekdays).at).toBe("2026-03-23T23:59:59.999999Z");
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
