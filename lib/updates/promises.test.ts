import { expect, test } from "vitest";
import { openPromises, type Promised } from "./promises";

const promise = (no: number, phase: Promised["phase"], nextAt: string | null = `2026-03-11T1${no}:00:00.000000Z`) => ({
  ...{ no, phase, nextAt },
  audience: "everyone" as const,
});
const open = (updates: Promised[], phase: Promised["phase"]) => openPromises(updates, phase).map(({ no }) => no);

test("a promise is open until the next update to the same audience keeps it", () => {
  expect(open([promise(1, "active")], "active")).toEqual([1]);
  expect(open([promise(1, "active"), promise(2, "contained")], "contained")).toEqual([2]);
  expect(open([promise(1, "active"), promise(2, "active", null)], "active")).toEqual([]);
});

test("what was promised while it went on ends when it is resolved; what was promised after that stands", () => {
  expect(open([promise(1, "active")], "resolved")).toEqual([]);
  expect(open([promise(1, "contained"), promise(2, "resolved")], "resolved")).toEqual([2]);
  for (const phase of ["closed", "declined", "merged"] as const) expect(open([promise(1, phase)], phase)).toEqual([]);
});
