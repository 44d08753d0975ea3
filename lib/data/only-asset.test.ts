import { expect, test } from "vitest";
import { onlyAsset } from "./only-asset";

test("an asset is suggested only where all windows are of it", () => {
  expect(onlyAsset([])).toBeNull();
  expect(onlyAsset([{ asset: "a" }, { asset: "a" }])).toBe("a");
  expect(onlyAsset([{ asset: "a" }, { asset: "b" }])).toBeNull();
});
