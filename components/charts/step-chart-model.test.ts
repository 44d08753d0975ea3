import { expect, test } from "vitest";
import { at, type ChartData, countsIn, levelsIn, outlineOf, placeLabels, stopsOf, yScale } from "./step-chart-model";

const when = (seconds: number) => `2026-03-11T14:00:${String(seconds).padStart(2, "0")}.000000Z`;
const base = Date.parse(when(0));
const bin = (seconds: number, count: number) => ({
  from: when(seconds),
  until: when(seconds + 5),
  first: when(seconds + 1),
  last: when(seconds + 2),
  count,
});
const data: ChartData = {
  steps: [
    { at: when(10), low: 0, high: 3 },
    { at: when(20), low: 2, high: 3 },
    { at: when(40), low: 0, high: 0 },
  ],
  bands: [{ id: "g", from: when(25), until: when(30), kind: "hatched", label: "no log", text: "no log" }],
  lines: [{ id: "d", at: when(20), label: "detected", tone: "neutral" }],
  rows: [{ id: "u", label: "uncleared", tone: "exposed", shape: "square", bins: [bin(15, 2), bin(30, 5)] }],
};

test("the keyboard stops once at every instant at which something is drawn, in order, and nowhere else", () => {
  expect(stopsOf(data, [base, base + 60_000])).toEqual([10, 16, 20, 25, 30, 31, 40].map(when));
  expect(stopsOf(data, [base + 20_000, base + 30_000])).toEqual([20, 25].map(when));
  expect(at(data, when(20)).lines.map((line) => line.id)).toEqual(["d"]);
  expect(at(data, when(26)).bands.map((band) => band.id)).toEqual(["g"]);
});

test("a stretch says the least and the most in it, with the level at which it begins", () => {
  expect(levelsIn(data.steps, base + 12_000, base + 30_000)).toEqual({ least: 0, most: 3 });
  expect(levelsIn(data.steps, base + 20_000, base + 40_000)).toEqual({ least: 2, most: 3 });
  expect(countsIn(data.rows, { from: when(15), until: when(31) }).map(({ count }) => count)).toEqual([2]);
});

test("the outline goes on at its level to both ends of what is shown", () => {
  const { line, area } = outlineOf(
    data.steps,
    "low",
    (x) => (x - base) / 1000,
    (y) => 10 - y,
    [base + 15_000, base + 50_000],
  );
  expect(line).toBe("M15 10H20V8H40V10H50");
  expect(area).toBe("M15 10H20V8H40V10H50V10H15Z");
});

test("people are counted in whole numbers on the axis", () => {
  expect(yScale([{ at: when(0), low: 1, high: 1 }], 100).ticks).toEqual([0, 1]);
  expect(yScale([{ at: when(0), low: 51, high: 51 }], 100).ticks).toEqual([0, 20, 40, 60]);
});

test("labels that would lie on each other take another row, and none leaves the chart", () => {
  const label = (x: number) => ({ x, length: 50 });
  expect(placeLabels([label(10), label(20), label(95)], 100, 2)).toEqual([
    { x: 14, row: 0, anchor: "start" },
    { x: 24, row: 1, anchor: "start" },
    null,
  ]);
});
