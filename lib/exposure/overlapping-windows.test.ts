import { expect, test } from "vitest";
import { overlappingWindows, type WindowSpan } from "./overlapping-windows";

const at = (hour: number) => `2026-03-11T${String(hour).padStart(2, "0")}:00:00.000000Z`;
const group = (name: string) => ({ kind: "group", group: name, principals: [] });
const span = (from: number, until: number | null, more: Partial<WindowSpan> = {}): WindowSpan => ({
  asset: "vault",
  audience: group("eng"),
  openedAt: at(from),
  closedAt: until === null ? null : at(until),
  ...more,
});

test("a window of the same asset to the same audience is found where it shares a moment, and an end is no moment", () => {
  const there = [span(10, 12)];
  expect(overlappingWindows(there, span(11, 13))).toEqual(there);
  expect(overlappingWindows(there, span(9, null))).toEqual(there);
  expect(overlappingWindows([span(8, null)], span(11, 13))).toHaveLength(1);
  expect(overlappingWindows(there, span(12, 13))).toEqual([]);
  expect(overlappingWindows(there, span(9, 10))).toEqual([]);
});

test("another asset and another audience are another exposure; the order of names is not", () => {
  const people = (...ids: string[]) => ({ kind: "listed", group: null, principals: ids.map((id) => ({ id })) });
  expect(overlappingWindows([span(10, 12)], span(11, 13, { asset: "wiki" }))).toEqual([]);
  expect(overlappingWindows([span(10, 12)], span(11, 13, { audience: group("all") }))).toEqual([]);
  expect(overlappingWindows([span(10, 12)], span(11, 13, { audience: people("a") }))).toEqual([]);
  const listed = [span(10, 12, { audience: people("a", "b") })];
  expect(overlappingWindows(listed, span(11, 13, { audience: people("b", "a") }))).toEqual(listed);
});
