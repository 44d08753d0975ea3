import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ALWAYS,
  containsInstant,
  containsInterval,
  type Interval,
  intersect,
  interval,
  lengthMicros,
  overlaps,
  subtract,
  union,
} from "@/lib/exposure/intervals";

const iv = (from: number, until: number): Interval => ({ from, until });

describe("a set of half-open intervals", () => {
  test("holds its first instant and not its last", () => {
    expect(containsInstant([iv(10, 20)], 10)).toBe(true);
    expect(containsInstant([iv(10, 20)], 19)).toBe(true);
    expect(containsInstant([iv(10, 20)], 20)).toBe(false);
  });

  test("joins overlapping and adjacent intervals and counts overlaps once", () => {
    expect(union([iv(10, 20)], [iv(20, 30), iv(15, 18)])).toEqual([iv(10, 30)]);
    expect(lengthMicros([iv(0, 10), iv(5, 12), iv(20, 21)])).toBe(13);
  });

  test("drops intervals without length and reversed ones", () => {
    expect(union([iv(5, 5), iv(9, 3)])).toEqual([]);
    expect(interval(4, 4)).toEqual([]);
  });

  test("leaves the pieces on both sides of what is subtracted", () => {
    expect(subtract([iv(0, 100)], [iv(10, 20), iv(20, 30), iv(90, 200)])).toEqual([iv(0, 10), iv(30, 90)]);
  });

  test("contains an interval only as a whole, also across adjacent parts", () => {
    expect(containsInterval([iv(0, 10), iv(10, 20)], 5, 15)).toBe(true);
    expect(containsInterval([iv(0, 10), iv(11, 20)], 5, 15)).toBe(false);
  });

  test("does not overlap an interval that only touches it", () => {
    expect(overlaps([iv(10, 20)], 0, 10)).toBe(false);
    expect(overlaps([iv(10, 20)], 20, 30)).toBe(false);
    expect(overlaps([iv(10, 20)], 19, 30)).toBe(true);
  });

  test("may have infinite ends", () => {
    expect(subtract(ALWAYS, [iv(0, 10)])).toEqual([iv(Number.NEGATIVE_INFINITY, 0), iv(10, Number.POSITIVE_INFINITY)]);
    expect(intersect(ALWAYS, [iv(0, 10)])).toEqual([iv(0, 10)]);
  });

  test("agrees with a set of single instants for every operation", () => {
    const lists = fc.array(
      fc.tuple(fc.nat(30), fc.nat(30)).map(([from, until]) => iv(from, until)),
      { maxLength: 6 },
    );
    const has = (list: readonly Interval[], t: number) => list.some((part) => part.from <= t && t < part.until);
    fc.assert(
      fc.property(lists, lists, (a, b) => {
        for (let t = 0; t <= 31; t++) {
          expect(has(union(a, b), t)).toBe(has(a, t) || has(b, t));
          expect(has(intersect(a, b), t)).toBe(has(a, t) && has(b, t));
          expect(has(subtract(a, b), t)).toBe(has(a, t) && !has(b, t));
        }
        expect(lengthMicros(a)).toBe(Array.from({ length: 32 }, (_, t) => t).filter((t) => has(a, t)).length);
      }),
    );
  });
});
