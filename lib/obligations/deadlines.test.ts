import fc from "fast-check";
import { expect, test } from "vitest";
import { microsToInstant } from "@/lib/time/instant";
import { deadline } from "./deadlines";
import { UNITS } from "./model";
import { holidaysOf } from "./server/holidays";

const none = () => false;
const at = (text: string) => `${text}:00.000000Z`;
const AWARE = at("2026-03-11T20:05");
const instants = fc
  .integer({ min: Date.UTC(2018, 0, 1) / 1000, max: Date.UTC(2034, 0, 1) / 1000 })
  .map((seconds) => microsToInstant(seconds * 1_000_000));
const zones = fc.constantFrom("UTC", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "Europe/Brussels");

test.each([
  [6, at("2026-03-12T02:05")],
  [24, at("2026-03-12T20:05")],
  [72, at("2026-03-14T20:05")],
])("%i hours after becoming aware are counted to the minute, over weekends too", (count, due) => {
  expect(deadline(AWARE, { count, unit: "hours" }, { zone: "Asia/Kolkata", isHoliday: none }).at).toBe(due);
});

test.each([
  [30, "America/Los_Angeles", "2026-04-10", "2026-04-11T06:59:59.999999Z"],
  [60, "America/New_York", "2026-05-10", "2026-05-11T03:59:59.999999Z"],
])("%i calendar days last until the end of the day in %s", (count, zone, on, end) => {
  expect(deadline(AWARE, { count, unit: "calendar_days" }, { zone, isHoliday: none })).toEqual({ on, at: end });
});

test("four business days from the day before Thanksgiving skip it and the weekend", () => {
  const determined = at("2026-11-25T15:00");
  const calendar = { zone: "America/New_York", isHoliday: holidaysOf("US") };
  expect(deadline(determined, { count: 4, unit: "business_days" }, calendar).on).toBe("2026-12-02");
});

test("a holiday that falls on a weekend is skipped on the day it is observed", () => {
  // 4 July 2026 is a Saturday, observed on Friday the 3rd.
  const calendar = { zone: "America/New_York", isHoliday: holidaysOf("US") };
  expect(deadline(at("2026-07-02T15:00"), { count: 1, unit: "business_days" }, calendar).on).toBe("2026-07-06");
  // New Year's Day of 2028 is a Saturday, observed on the last day of 2027.
  expect(deadline(at("2027-12-30T15:00"), { count: 1, unit: "business_days" }, calendar).on).toBe("2028-01-03");
});

test("one month from 31 January ends with February", () => {
  const calendar = { zone: "Europe/Brussels", isHoliday: none };
  expect(deadline(at("2026-01-31T12:00"), { count: 1, unit: "months" }, calendar).on).toBe("2026-02-28");
  expect(deadline(at("2028-01-31T12:00"), { count: 1, unit: "months" }, calendar).on).toBe("2028-02-29");
});

test("the day it was in the regime's zone is what days are counted from", () => {
  const late = at("2026-03-11T23:30");
  const three = { count: 3, unit: "calendar_days" } as const;
  expect(deadline(late, three, { zone: "Asia/Singapore", isHoliday: none }).on).toBe("2026-03-15");
  expect(deadline(late, three, { zone: "America/New_York", isHoliday: none }).on).toBe("2026-03-14");
});

test("a day that is shorter or longer by an hour still ends at midnight", () => {
  const one = { count: 1, unit: "calendar_days" } as const;
  const calendar = { zone: "Europe/Brussels", isHoliday: none };
  expect(deadline(at("2026-03-28T12:00"), one, calendar).at).toBe("2026-03-29T21:59:59.999999Z");
  expect(deadline(at("2026-10-24T12:00"), one, calendar).at).toBe("2026-10-25T22:59:59.999999Z");
});

test("a due business day is never a weekend or a public holiday", () => {
  const isHoliday = holidaysOf("US");
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 30 }), (from, count) => {
      const { on } = deadline(from, { count, unit: "business_days" }, { zone: "America/New_York", isHoliday });
      expect(isHoliday(on ?? "")).toBe(false);
      expect([0, 6]).not.toContain(new Date(`${on}T12:00:00Z`).getUTCDay());
    }),
    { numRuns: 300 },
  );
});

test("clocks of hours ignore zones and calendars", () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 200 }), zones, zones, (from, count, one, other) => {
      const offset = { count, unit: "hours" } as const;
      const due = deadline(from, offset, { zone: one, isHoliday: none });
      expect(due).toEqual(deadline(from, offset, { zone: other, isHoliday: () => true }));
      expect(Date.parse(due.at) - Date.parse(from)).toBe(count * 3_600_000);
    }),
    { numRuns: 200 },
  );
});

test("a deadline lies after its start, and a longer offset never ends earlier", () => {
  const isHoliday = holidaysOf("US");
  fc.assert(
    fc.property(
      instants,
      fc.integer({ min: 1, max: 60 }),
      zones,
      fc.constantFrom(...UNITS),
      (from, count, zone, unit) => {
        const due = deadline(from, { count, unit }, { zone, isHoliday });
        expect(due.at > from).toBe(true);
        expect(deadline(from, { count: count + 1, unit }, { zone, isHoliday }).at > due.at).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
