import { describe, expect, test } from "vitest";
import { checkImport, withoutWrong } from "./check-import";

describe("a checked file", () => {
  test("says every wrong line by its number in the file, whether the browser or the server found it", async () => {
    const csv = [
      "principal,group,classification,standing",
      "Known,,internal,valid",
      "",
      ",ops,internal,perhaps",
      "Nobody,,internal,valid",
      ",ops,internal,valid",
    ].join("\n");
    const checked = await checkImport(csv, "clearances", {});
    expect(checked.lines).toEqual([2, 5, 6]);
    // The server saw three rows, and counts them from 1.
    const good = withoutWrong(checked, [{ line: 2, message: "There is no principal named Nobody." }]);
    expect(good.lines).toEqual([2, 6]);
    expect(good.rows).toEqual([
      { principal: "Known", classification: "internal", standing: "valid" },
      { group: "ops", classification: "internal", standing: "valid" },
    ]);
    expect(good.errors.map(({ line }) => line)).toEqual([4, 5]);
  });
});
