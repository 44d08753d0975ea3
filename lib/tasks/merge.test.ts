import { expect, test } from "vitest";
import { changesOf, conflictsOf, mergeTask, type TaskText } from "./merge";

const read: TaskText = {
  title: "Revert",
  detail: "",
  kind: "containment",
  safeguard: null,
  ownerId: null,
  blockedBy: [],
};

test("what I left alone takes theirs, what I changed and they did not stays mine", () => {
  const mine = { ...read, detail: "Of eng-all." };
  const theirs = { ...read, ownerId: "dana", blockedBy: ["a"] };
  expect(conflictsOf(read, mine, theirs)).toEqual([]);
  expect(mergeTask(read, mine, theirs, {})).toEqual({
    ...read,
    detail: "Of eng-all.",
    ownerId: "dana",
    blockedBy: ["a"],
  });
});

test("what both changed differently is a conflict, which is settled as chosen and loses nothing by default", () => {
  const mine = { ...read, title: "Revert it", kind: "recovery" as const };
  const theirs = { ...read, title: "Revert all", kind: "recovery" as const };
  expect(conflictsOf(read, mine, theirs)).toEqual(["title"]);
  expect(mergeTask(read, mine, theirs, {}).title).toBe("Revert it");
  expect(mergeTask(read, mine, theirs, { title: "theirs" }).title).toBe("Revert all");
});

test("only what was changed is sent", () => {
  expect(changesOf(read, { ...read, kind: "recovery" })).toEqual({ kind: "recovery" });
  expect(changesOf(read, read)).toEqual({});
});
