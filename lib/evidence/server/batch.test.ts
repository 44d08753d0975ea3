import { expect, test } from "vitest";
import type { Cut } from "../containers/cut";
import { BatchBuilder } from "./batch";
import type { Dictionary } from "./dictionary";
import { FRESH } from "./import-state";

/** Takes each record for something to skip, of the kind that it names itself. */
const skipping = { normalise: (kind: unknown) => [{ kind: "skip", reason: String(kind) }] };

function skippedKinds(kinds: readonly string[]): Record<string, number> {
  const builder = new BatchBuilder(FRESH, null as unknown as Dictionary);
  const readAs = { format: skipping, options: {}, statedSystem: null } as unknown as Parameters<BatchBuilder["add"]>[1];
  for (const value of kinds)
    builder.add({ value, reason: null } as unknown as Cut, readAs, { member: 0 } as never, null);
  return builder.skippedKinds;
}

test("kinds of skipped records are counted under whatever name, also that of something every object has", () => {
  expect(skippedKinds(["constructor", "toString", "constructor"])).toEqual({ constructor: 2, toString: 1 });
});

test("beyond a hundred kinds every further one is counted together, and none is lost", () => {
  const counts = skippedKinds(Array.from({ length: 250 }, (_, i) => `kind ${i % 125}`));
  expect(Object.keys(counts)).toHaveLength(101);
  expect(counts).toMatchObject({ "kind 99": 2, "other kinds": 50 });
});
