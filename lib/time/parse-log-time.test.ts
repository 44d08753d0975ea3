import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proveDateOrder } from "@/lib/time/log-wall-time";
import { type LogTimeRules, parseLogTime } from "@/lib/time/parse-log-time";

const unsaid: LogTimeRules = { zone: null, dateOrder: null };
const utc: LogTimeRules = { zone: null, contractZone: "UTC", dateOrder: null };

function read(value: unknown, rules: LogTimeRules = unsaid): string {
  const time = parseLogTime(value, rules);
  return time.ok ? `${time.instant} ${time.zone}` : time.why;
}

describe("a time with a zone is read as it says", () => {
  it.each([
    ["2023-07-10T11:42:18Z", "2023-07-10T11:42:18.000000Z stated"],
    ["2026-01-24T06:54:24.0000000Z ", "2026-01-24T06:54:24.000000Z stated"],
    ["2022-02-18T17:39:28.127636+00:00", "2022-02-18T17:39:28.127636Z stated"],
    ["2022-02-08 09:23:37+11:00", "2022-02-07T22:23:37.000000Z stated"],
    ["2024-05-10T12:00:00.123456789-0500", "2024-05-10T17:00:00.123456Z stated"],
    ["[06/Feb/2019:00:00:38 +0000]", "2019-02-06T00:00:38.000000Z stated"],
    ["06/Feb/2019:01:00:38 +0100", "2019-02-06T00:00:38.000000Z stated"],
    ["2024-01-15 10:00:00.5 CET", "2024-01-15T09:00:00.500000Z stated"],
    ["2024-07-15 10:00:00 Europe/Berlin", "2024-07-15T08:00:00.000000Z stated"],
    ["2024-07-15T10:00:00+02:00[Europe/Berlin]", "2024-07-15T08:00:00.000000Z stated"],
    ["Wed, 11 Mar 2026 14:05:00 GMT", "2026-03-11T14:05:00.000000Z stated"],
    ["20240510T120000Z", "2024-05-10T12:00:00.000000Z stated"],
    ["9/20/2023 4:05:03 AM UTC", "dateOrder"],
  ])("%s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe("an epoch number is read by its magnitude", () => {
  it.each([
    [1658689261, "2022-07-24T19:01:01.000000Z epoch"],
    ["1658689261123", "2022-07-24T19:01:01.123000Z epoch"],
    ["1658689261123456", "2022-07-24T19:01:01.123456Z epoch"],
    ["1746452553936399000", "2025-05-05T13:42:33.936399Z epoch"],
    ["1776916385929.0", "2026-04-23T03:53:05.929000Z epoch"],
    ["1655403600.123456", "2022-06-16T18:20:00.123456Z epoch"],
    ["123456", "unreadable"],
    ["9999999999999999999", "unreadable"],
  ])("%s", (value, expected) => {
    expect(read(value)).toBe(expected);
  });
});

describe("a time without a zone is refused until the contract or a person says which", () => {
  it("is never read in the zone of this machine", () => {
    expect(read("2022-12-12T15:57:57")).toBe("zone");
    expect(read("2022-12-12 15:57:57", utc)).toBe("2022-12-12T15:57:57.000000Z contract");
    expect(read("2022-12-12 15:57:57", { zone: "Europe/Berlin", dateOrder: null })).toBe(
      "2022-12-12T14:57:57.000000Z given",
    );
    expect(read("2022-12-12 15:57:57", { zone: "+05:30", dateOrder: null })).toBe("2022-12-12T10:27:57.000000Z given");
    expect(read("2022-12-12 15:57:57", { zone: "Mars/Olympus", dateOrder: null })).toBe("zone");
  });

  it("takes the earlier of two instants where daylight saving ends", () => {
    expect(read("2024-10-27 02:30:00", { zone: "Europe/Berlin", dateOrder: null })).toBe(
      "2024-10-27T00:30:00.000000Z given",
    );
  });

  it("reads what vendors write without one", () => {
    expect(read("Sep 12, 2019 9:12:29 PM", utc)).toBe("2019-09-12T21:12:29.000000Z contract");
    expect(read("20231218054831.655", utc)).toBe("2023-12-18T05:48:31.655000Z contract");
    expect(read("2025-07-07 09:11:11.000000000", utc)).toBe("2025-07-07T09:11:11.000000Z contract");
  });
});

describe("day and month are read in one order, and only one", () => {
  it("asks when nobody has said, even where a number above 12 would tell", () => {
    expect(read("03/04/2024 10:00", utc)).toBe("dateOrder");
    expect(read("20/09/2023 10:00", utc)).toBe("dateOrder");
  });

  it("refuses a line that contradicts the order of its file", () => {
    expect(read("9/20/2023 4:05:03 AM", { ...utc, dateOrder: "mdy" })).toBe("2023-09-20T04:05:03.000000Z contract");
    expect(read("9/20/2023 4:05:03 AM", { ...utc, dateOrder: "dmy" })).toBe("dateOrder");
    expect(read("03/04/2024 10:00", { ...utc, dateOrder: "dmy" })).toBe("2024-04-03T10:00:00.000000Z contract");
    expect(read("12/1/2024 12:00:00 AM", { ...utc, dateOrder: "mdy" })).toBe("2024-12-01T00:00:00.000000Z contract");
  });

  it("proves the order from the texts of a file", () => {
    expect(proveDateOrder(["03/04/2024 10:00", "13/04/2024 10:00"])).toBe("dmy");
    expect(proveDateOrder(["03/04/2024 10:00", "04/13/2024 10:00"])).toBe("mdy");
    expect(proveDateOrder(["13/04/2024", "04/13/2024"])).toBe("mixed");
    expect(proveDateOrder(["03/04/2024"])).toBe("ambiguous");
    expect(proveDateOrder(["2024-03-04"])).toBeNull();
  });
});

it("refuses dates that do not exist and texts that are no time", () => {
  for (const text of [
    "2023-02-29 10:00:00Z",
    "31/31/2024 10:00",
    "2024-13-01T00:00:00Z",
    "yesterday",
    "25:00",
    "2024-03-01",
  ]) {
    expect(read(text, { zone: "UTC", dateOrder: "dmy" })).toBe("unreadable");
  }
  expect(read("")).toBe("empty");
  expect(read(null)).toBe("empty");
  expect(read({})).toBe("unreadable");
});

it("never throws, whatever it is given", () => {
  const rules = fc.record({
    zone: fc.option(fc.constantFrom("UTC", "Europe/Berlin", "+99:00", "nowhere")),
    dateOrder: fc.option(fc.constantFrom("dmy" as const, "mdy" as const)),
  });
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789/:-. TZAPM+[]".split("")), maxLength: 40 });
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.string(), digits, fc.double(), fc.bigInt()), rules, (value, r) => {
      const time = parseLogTime(value, r);
      if (time.ok) expect(time.instant).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    }),
    { numRuns: 2000 },
  );
});
