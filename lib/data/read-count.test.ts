import { expect, test } from "vitest";
import { countText, readCount } from "./read-count";

test.each([
  ["61000", "known", 61_000, 61_000],
  ["61,000", "known", 61_000, 61_000],
  ["61 000", "known", 61_000, 61_000],
  ["61.000", "known", 61_000, 61_000],
  ["1,234,567", "known", 1_234_567, 1_234_567],
  ["61k", "known", 61_000, 61_000],
  ["1.5k", "known", 1500, 1500],
  ["1.125m", "known", 1_125_000, 1_125_000],
  ["0", "known", 0, 0],
  ["~61k", "estimate", 61_000, 61_000],
  ["about 300", "estimate", 300, 300],
  ["40k–90k", "estimate", 40_000, 90_000],
  ["40-90k", "estimate", 40_000, 90_000],
  ["900-1.2k", "estimate", 900, 1200],
  ["40 to 90", "estimate", 40, 90],
  ["40,000–90,000", "estimate", 40_000, 90_000],
  ["unknown", "unknown", null, null],
  ["?", "unknown", null, null],
  ["", "unknown", null, null],
])("%s is %s", (text, certainty, low, high) => {
  expect(readCount(text)).toEqual({ certainty, low, high });
});

test.each(["many", "90-40", "1.5", "-5", "1,5", "12,34", "1-2-3", "k", "1e9x"])(
  "%s is refused, not guessed",
  (text) => {
    expect(readCount(text)).toBeNull();
  },
);

test.each(["61,000", "~300", "40,000–90,000", ""])("%s is read back as it is written", (text) => {
  const count = readCount(text);
  expect(count && countText(count)).toBe(text);
});
