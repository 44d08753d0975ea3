import { describe, expect, it } from "vitest";
import { readNaturalTime } from "./natural";

const NOW = "2026-11-20T16:02:41.500000Z"; // a Friday
const reading = (text: string, zone = "UTC", now = NOW) => readNaturalTime(text, { now, zone });
const instant = (text: string, zone?: string, now?: string) => {
  const result = reading(text, zone, now);
  return result.kind === "read" ? result.time.instant : result;
};
const time = (text: string, zone?: string, now?: string) => {
  const result = reading(text, zone, now);
  if (result.kind !== "read") throw new Error(JSON.stringify(result));
  return result.time;
};

describe("reading a time as people write it", () => {
  it("reads a clock time as the latest one that has passed", () => {
    expect(instant("14:05")).toBe("2026-11-20T14:05:00.000000Z");
    expect(instant("at 14:05:33")).toBe("2026-11-20T14:05:33.000000Z");
    expect(instant("18:30")).toBe("2026-11-19T18:30:00.000000Z");
  });

  it("reads 14h05 and 14u05 as people on the continent write them", () => {
    expect(instant("14h05")).toBe("2026-11-20T14:05:00.000000Z");
    expect(instant("yesterday 14u05")).toBe("2026-11-19T14:05:00.000000Z");
  });

  it("reads distances from now in words and in T-notation", () => {
    expect(instant("20 min ago")).toBe("2026-11-20T15:42:00.000000Z");
    expect(instant("2h ago")).toBe("2026-11-20T14:02:00.000000Z");
    expect(instant("T-45m")).toBe("2026-11-20T15:17:41.500000Z");
    expect(instant("-1h30m")).toBe("2026-11-20T14:32:41.500000Z");
    expect(instant("now")).toBe(NOW);
  });

  it("keeps the hours of a distance across a change of the clocks", () => {
    expect(instant("2 hours ago", "Europe/Berlin", "2026-10-25T01:30:00.000000Z")).toBe("2026-10-24T23:30:00.000000Z");
  });

  it("resolves a local time with the offset of that day and not of today", () => {
    expect(instant("yesterday 14:05", "America/New_York", "2026-11-02T02:00:00.000000Z")).toBe(
      "2026-10-31T18:05:00.000000Z",
    );
    expect(instant("yesterday 14:05", "America/New_York", "2026-11-01T18:00:00.000000Z")).toBe(
      "2026-10-31T18:05:00.000000Z",
    );
    expect(instant("1 October 14:05", "Europe/Berlin")).toBe("2026-10-01T12:05:00.000000Z");
  });

  it("takes a zone that stands in the text over the one of the page", () => {
    expect(instant("14:05 Europe/Berlin")).toBe("2026-11-20T13:05:00.000000Z");
    expect(instant("14:05 UTC", "America/New_York")).toBe("2026-11-20T14:05:00.000000Z");
    expect(time("14:05 Europe/Berlin").zoneStated).toBe(true);
    expect(time("14:05", "Europe/Berlin").zoneStated).toBe(false);
    expect(reading("14:05 Europe/Atlantis").kind).toBe("unread");
  });

  it("takes a clock time with a zone from the past as well", () => {
    expect(instant("14:05 EST")).toBe("2026-11-19T19:05:00.000000Z");
    expect(instant("14:05:33Z")).toBe("2026-11-20T14:05:33.000000Z");
    expect(instant("14:05 CEST")).toBe("2026-11-20T12:05:00.000000Z");
    expect(instant("14:05 +01:00")).toBe("2026-11-20T13:05:00.000000Z");
  });

  it("reads pasted ISO times to the microsecond, with and without a zone", () => {
    expect(instant("2026-03-11T14:05:00.123456Z")).toBe("2026-03-11T14:05:00.123456Z");
    expect(instant("2026-03-11 14:05:00+01:00")).toBe("2026-03-11T13:05:00.000000Z");
    expect(instant("2026-03-11 14:05:00.25", "Europe/Berlin")).toBe("2026-03-11T13:05:00.250000Z");
    expect(instant("2026-03-11 14:05 Asia/Kolkata")).toBe("2026-03-11T08:35:00.000000Z");
  });

  it("reads seconds, milliseconds and microseconds since 1970", () => {
    expect(instant("1773237900")).toBe("2026-03-11T14:05:00.000000Z");
    expect(instant("1773237900123")).toBe("2026-03-11T14:05:00.123000Z");
    expect(instant("1773237900123456")).toBe("2026-03-11T14:05:00.123456Z");
    expect(instant("1773237900.25")).toBe("2026-03-11T14:05:00.250000Z");
  });

  it("says how exact the text was", () => {
    expect(time("14:05:33").precision).toBe("exact");
    expect(time("14:05").precision).toBe("minute");
    expect(time("2pm").precision).toBe("hour");
    expect(time("20 min ago").precision).toBe("minute");
    expect(time("2h ago").precision).toBe("hour");
    expect(time("11 March 2026")).toMatchObject({ precision: "day", instant: "2026-03-11T00:00:00.000000Z" });
  });

  it("takes weekdays and dates without a year from the past", () => {
    expect(instant("Monday 22:00")).toBe("2026-11-16T22:00:00.000000Z");
    expect(instant("12 December 09:00")).toBe("2025-12-12T09:00:00.000000Z");
    const between = time("between Mon 22:00 and Tue 03:00");
    expect([between.instant, between.until]).toEqual(["2026-11-16T22:00:00.000000Z", "2026-11-17T03:00:00.000000Z"]);
  });

  it("refuses an interval whose end lies before its start", () => {
    expect(reading("between 2026-03-11 14:05 and 2026-03-11 13:00").kind).toBe("unread");
  });

  it("marks a time in the future instead of moving it when its year is stated", () => {
    expect(time("2027-01-05 09:00")).toMatchObject({ future: true, instant: "2027-01-05T09:00:00.000000Z" });
  });

  it("asks when the clocks showed the time twice", () => {
    const twice = reading("2026-10-25 02:30", "Europe/Berlin");
    expect(twice.kind === "ambiguous" && twice.choices.map((choice) => choice.time.instant)).toEqual([
      "2026-10-25T00:30:00.000000Z",
      "2026-10-25T01:30:00.000000Z",
    ]);
  });

  it("refuses a time that the clocks never showed", () => {
    expect(reading("2026-03-29 02:30", "Europe/Berlin")).toMatchObject({
      kind: "unread",
      reason: expect.stringContaining("did not exist"),
    });
  });

  it("asks whether the day or the month comes first, and only where both are possible", () => {
    const asked = reading("3/4/2026 14:05");
    expect(asked.kind === "ambiguous" && asked.choices.map((choice) => choice.time.instant)).toEqual([
      "2026-04-03T14:05:00.000000Z",
      "2026-03-04T14:05:00.000000Z",
    ]);
    expect(instant("25/3/2026 14:05")).toBe("2026-03-25T14:05:00.000000Z");
    expect(instant("3/25/2026 14:05")).toBe("2026-03-25T14:05:00.000000Z");
  });

  it("takes a date with dots and a year day first, since nobody writes the month first with dots", () => {
    expect(instant("03.04.2026 14:05")).toBe("2026-04-03T14:05:00.000000Z");
    expect(instant("3.4.2026 14:05 UTC")).toBe("2026-04-03T14:05:00.000000Z");
    expect(instant("25.03.2026")).toBe("2026-03-25T00:00:00.000000Z");
    expect(instant("03.11.2025 14:05:06")).toBe("2025-11-03T14:05:06.000000Z");
  });

  it("refuses text of which only a part is a time, and days that do not exist", () => {
    expect(reading("14:05 agent stopped").kind).toBe("unread");
    expect(reading("2026-02-30 14:05").kind).toBe("unread");
    expect(reading("soonish").kind).toBe("unread");
    expect(reading("  ").kind).toBe("unread");
  });
});
