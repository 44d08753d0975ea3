import { expect, test } from "vitest";
import { currentOf, newestFirst, standingAt } from "./as-of";

const at = (day: number) => `2026-03-${String(day).padStart(2, "0")}T00:00:00.000000Z`;
const first = { from: null, model: "a" };
const second = { from: at(5), model: "b" };
const third = { from: at(20), model: "c" };

test("a version holds from its own instant on, and until the next one's", () => {
  const all = [third, first, second];
  expect(standingAt(all, at(4))).toEqual({ version: first, sure: false });
  expect(standingAt(all, at(5))).toEqual({ version: second, sure: true });
  expect(standingAt(all, "2026-03-19T23:59:59.999999Z")?.version).toBe(second);
  expect(standingAt(all, at(20))?.version).toBe(third);
});

test("before the first known beginning nothing stood, and what nobody dated is never said to be sure", () => {
  expect(standingAt([second, third], at(4))).toBeNull();
  expect(standingAt([first], at(4))?.sure).toBe(false);
  expect(standingAt([], at(4))).toBeNull();
});

test("what holds now is what began last; of plans alone, the first", () => {
  expect(currentOf([first, second, third], at(6))).toBe(second);
  expect(currentOf([third, second], at(1))).toBe(second);
  expect(newestFirst([second, first, third])).toEqual([third, second, first]);
});
