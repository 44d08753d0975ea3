import { expect, test } from "vitest";
import { namedSources } from "./named-sources";

test("an export's entry in the record says how many sources there are where it does not name them all", () => {
  const ids = Array.from({ length: 1003 }, (_, i) => `source-${i}`);
  expect(namedSources(ids)).toEqual({ sources: ids.slice(0, 1000), allSources: 1003 });
  expect(namedSources(ids.slice(0, 1000))).toEqual({ sources: ids.slice(0, 1000) });
});
