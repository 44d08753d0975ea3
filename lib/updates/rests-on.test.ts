import { expect, test } from "vitest";
import { claimsIn } from "./rests-on";

const claim = { id: "a", ref: "C-1", words: "Nobody without clearance read it.", standing: "contradicted" };

test("finds a claim's exact words whatever their case, line ends and quotation marks, and without its full stop", () => {
  for (const text of ["As said: “nobody without\n  clearance READ it” and", "Nobody without clearance read it!"]) {
    expect(claimsIn(text, [], [claim])).toMatchObject([{ ref: "C-1", how: "words" }]);
  }
  expect(claimsIn("Nobody with clearance read it.", [], [claim])).toEqual([]);
});

test("words so short that they are in many a text are found only where the claim is linked", () => {
  const short = { ...claim, words: "All is well" };
  expect(claimsIn("All is well", [], [short])).toEqual([]);
  expect(claimsIn("All is well", ["a"], [short])).toMatchObject([{ how: "linked" }]);
});
