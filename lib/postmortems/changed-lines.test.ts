import { expect, test } from "vitest";
import { changedLines } from "./changed-lines";

test("the same text, or one that cites other sources, has no changes", () => {
  expect(changedLines("a\n\nb [[cite:window:1]].", "a\nb [[cite:window:2]].")).toEqual([]);
});

test("a changed line stands beside what it was, a new one beside nothing", () => {
  const before = "Started 14:00.\nContained 15:00.\nEnd.";
  const now = "Started 14:00.\nContained 16:30.\nResolved 17:00.\nEnd.";
  expect(changedLines(before, now)).toEqual([
    { before: "Contained 15:00.", now: "Contained 16:30." },
    { before: "", now: "Resolved 17:00." },
  ]);
  expect(changedLines(now, before)).toEqual([
    { before: "Contained 16:30.", now: "Contained 15:00." },
    { before: "Resolved 17:00.", now: "" },
  ]);
});

test("a text that is empty on one side is all change", () => {
  expect(changedLines("", "a")).toEqual([{ before: "", now: "a" }]);
});
