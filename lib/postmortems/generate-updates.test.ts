import { expect, test } from "vitest";
import type { PostmortemFacts, UpdateFacts } from "./facts";
import { updateParts } from "./generate-updates";

const update = (no: number, part: Partial<UpdateFacts>): UpdateFacts => ({
  ref: `U-${no}`,
  audience: "executives",
  state: "Being contained",
  sentAt: `2026-03-11T1${no}:00:00.000000Z`,
  sentBy: "Commander",
  nextAt: null,
  reach: { people: 12, mail: 0, webhook: 1 },
  ...part,
});

const textOf = (updates: UpdateFacts[]) => updateParts({ updates } as PostmortemFacts).join("\n");

test("says when each update was sent, to whom, how many it reached, and cites it", () => {
  const text = textOf([update(1, { state: "Contained | not <b>" })]);
  expect(text).toContain("2026-03-11 11:00:00Z [[cite:update:U-1]] | executives |");
  expect(text).toContain("12 people, 1 webhook");
  expect(text).toContain("Contained \\| not &lt;b&gt;");
});

test("a promise is kept by the next update that reaches the same audience, and late when that came after it", () => {
  const nextAt = "2026-03-11T12:30:00.000000Z";
  const promise = update(1, { nextAt });
  expect(textOf([promise, update(2, { audience: "everyone" })])).toContain("12:30:00Z, kept");
  expect(textOf([promise, update(2, { audience: "responders" }), update(3, {})])).toContain("12:30:00Z, **late**");
  expect(textOf([promise])).toContain("12:30:00Z |");
});

test("says nothing where nothing was sent, or facts are older than updates", () => {
  expect([textOf([]), updateParts({} as PostmortemFacts)]).toEqual(["", []]);
});
