import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { belowFloor } from "./floors";
import floors from "./floors.json" with { type: "json" };

test("no locked package is below the version that fixes its known holes", () => {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
  expect(belowFloor(lock, floors)).toEqual([]);
});

test.each([
  ["node_modules/next", "16.4.2", true],
  ["node_modules/next", "16.4.3-canary.1", true],
  ["node_modules/next", "16.4.3", false],
  ["node_modules/next", "16.10.0", false],
  ["node_modules/a/node_modules/react-dom", "19.2.8", true],
  ["node_modules/not-next", "1.0.0", false],
])("%s at %s is below its floor: %s", (path, version, isBelow) => {
  expect(belowFloor({ packages: { [path]: { version } } }, floors)).toHaveLength(isBelow ? 1 : 0);
});
