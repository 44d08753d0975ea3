import { expect, test } from "vitest";
import { found, inOrder, nextSort, parseSort } from "./who-order";
import type { WhoRow } from "./who-rows";

const row = (name: string | null, certain: number, more: Partial<WhoRow> = {}) =>
  ({
    key: `p:${name}`,
    name,
    certain,
    possible: 0,
    why: ["no clearance for restricted"],
    records: { sum: null, atLeast: false },
    first: "2026-03-11T14:00:00.000000Z",
    last: "2026-03-11T15:00:00.000000Z",
    sourceIps: [],
    ...more,
  }) as WhoRow;
const rows = [
  row("Ben", 2, { records: { sum: 9, atLeast: false } }),
  row("Ann", 7, { sourceIps: ["10.4.7.21"] }),
  row(null, 1),
];
const names = (list: WhoRow[]) => list.map(({ name }) => name);

test("a column is sorted, turned, and then in the usual order again", () => {
  expect([nextSort("accesses", null), nextSort("accesses", parseSort("-accesses"))]).toEqual(["-accesses", "accesses"]);
  expect(nextSort("accesses", parseSort("accesses"))).toBeNull();
  expect([nextSort("who", null), nextSort("who", parseSort("who"))]).toEqual(["who", "-who"]);
  expect(parseSort("__proto__")).toBeNull();
});

test("rows about which a log does not say stand last, whichever way the column is turned", () => {
  expect(names(inOrder(rows, parseSort("who")))).toEqual(["Ann", "Ben", null]);
  expect(names(inOrder(rows, parseSort("-who")))).toEqual(["Ben", "Ann", null]);
  expect(names(inOrder(rows, parseSort("-rows")))).toEqual(["Ben", "Ann", null]);
  expect(names(inOrder(rows, null))).toEqual(["Ben", "Ann", null]);
});

test("a row is found by every word of its name, reason, address, or whom it acted for", () => {
  const also = (one: WhoRow) => (one.name === "Ben" ? ["forum-assistant"] : []);
  expect(names(found(rows, "ann 10.4", also))).toEqual(["Ann"]);
  expect(names(found(rows, "FORUM", also))).toEqual(["Ben"]);
  expect(names(found(rows, " ", also))).toEqual(["Ben", "Ann", null]);
  expect(found(rows, "ann ben", also)).toEqual([]);
});
