import { expect, test } from "vitest";
import { bucketStarts, bucketWidth } from "./histogram";

test("a span is cut at whole times into at most about a hundred buckets, and the last one holds its end", () => {
  const hours = { from: "2026-03-11T14:02:31.000000Z", until: "2026-03-11T16:10:00.000001Z" };
  expect(bucketWidth(hours)).toBe(300);
  const starts = bucketStarts(hours, 300);
  expect(starts[0]).toBe("2026-03-11T14:00:00.000000Z");
  expect(starts.at(-1)).toBe("2026-03-11T16:10:00.000000Z");
  expect(starts).toHaveLength(27);
});

test("one moment is one bucket of a second, and ten years are not more than a hundred", () => {
  const moment = { from: "2026-03-11T14:02:31.500000Z", until: "2026-03-11T14:02:31.500000Z" };
  expect(bucketStarts(moment, bucketWidth(moment))).toEqual(["2026-03-11T14:02:31.000000Z"]);
  const decade = { from: "2016-01-01T00:00:00.000000Z", until: "2026-01-01T00:00:00.000000Z" };
  expect(bucketStarts(decade, bucketWidth(decade)).length).toBeLessThanOrEqual(98);
});
