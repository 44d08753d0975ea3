import { expect, test } from "vitest";
import { heartOf, moved, outside, placeTexts, spanOf, ticksOf, zoomed } from "./lanes-model";

const now = Date.parse("2026-03-11T16:00:00Z");

test("the span holds everything drawn, and an open bar reaches to now", () => {
  const hull = { from: "2026-03-11T14:00:00.000000Z", until: null };
  const lanes = [{ id: "a", label: "a", bars: [{ id: "b", label: "b", core: null, hull, tone: "exposed" as const }] }];
  const [from, until] = spanOf(lanes, now);
  expect(from).toBeLessThan(Date.parse(hull.from));
  expect(until).toBeGreaterThan(now);
  expect(spanOf([], now)).toEqual([now - 1_944_000, now + 1_944_000]);
});

test("the first look is at the bars and what is near them; what is far away is counted, not lost", () => {
  const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString().replace("Z", "000Z");
  const hull = { from: at(-60), until: at(0) };
  const mark = (id: string, minutes: number) =>
    ({ id, at: at(minutes), label: id, tone: "neutral", shape: "line" }) as const;
  const lanes = [
    { id: "a", label: "a", bars: [{ id: "b", label: "b", core: null, hull, tone: "exposed" as const }] },
    { id: "m", label: "m", marks: [mark("near", 30), mark("far", 10_000)] },
  ];
  const [from, until] = heartOf(lanes, now);
  expect([from < now - 3_600_000, until > now + 1_800_000, until < now + 3_600_000]).toEqual([true, true, true]);
  expect(outside(lanes, [from, until])).toBe(1);
  expect(outside(lanes, spanOf(lanes, now))).toBe(0);
});

test("ticks stand at round times of the zone's clock, also where it is half an hour off", () => {
  const span = [now - 7_200_000, now] as const;
  expect(ticksOf(span, 500, "UTC").map((tick) => tick.label)).toEqual(["14:00", "14:30", "15:00", "15:30", "16:00"]);
  expect(ticksOf(span, 500, "Asia/Kolkata").map((tick) => tick.label)).toContain("20:00");
});

test("over a year and more each tick says its year", () => {
  const labels = ticksOf([now - 1230 * 86_400_000, now], 700, "UTC").map((tick) => tick.label);
  expect(labels).toContain("1 Jan 2024");
  expect(new Set(labels).size).toBe(labels.length);
});

test("zooming keeps the place under the pointer where it is", () => {
  const around = now - 1000;
  const [from, until] = zoomed([now - 4000, now], 0.5, around);
  expect(until - from).toBe(2000);
  expect((around - from) / (until - from)).toBeCloseTo(0.75);
  expect(moved([0, 10], 0.5)).toEqual([5, 15]);
});

test("texts never lie on each other or leave the chart", () => {
  const placed = placeTexts(
    [
      { x: 10, text: "started" },
      { x: 400, text: "detected" },
      { x: 410, text: "declared" },
    ],
    440,
  );
  expect(placed).toEqual([{ x: 14, anchor: "start" }, { x: 396, anchor: "end" }, null]);
});
