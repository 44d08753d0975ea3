import { expect, test } from "vitest";
import { formatInstant } from "./format";

const at = "2023-07-10T14:08:00.000000Z";
const short = (now: string | undefined, zone = "UTC", precision: "exact" | "day" = "exact") =>
  formatInstant(at, { zone, style: "short", precision, now });

test("a day of another year is told with its year, one of this year without", () => {
  expect(short("2026-11-22T10:00:00.000000Z")).toBe("10 Jul 2023 14:08");
  expect(short("2023-11-22T10:00:00.000000Z")).toBe("10 Jul 14:08");
  expect(short("2026-11-22T10:00:00.000000Z", "UTC", "day")).toBe("10 Jul 2023");
  expect(short(undefined)).toBe("10 Jul 14:08");
});

test("the year is the one on the wall of the zone, on both sides", () => {
  const newYear = "2026-12-31T23:30:00.000000Z";
  const text = formatInstant(newYear, { zone: "Europe/Berlin", style: "short", now: "2026-12-31T22:30:00.000000Z" });
  expect(text).toBe("1 Jan 2027 00:30");
});
