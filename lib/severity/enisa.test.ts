import { expect, test } from "vitest";
import { privacySeverity } from "./enisa";

const base = { dpc: 1, ei: 1, confidentiality: 0, integrity: 0, availability: 0, malicious: false } as const;

test.each([
  [{ ...base }, 1, "low"],
  [{ ...base, confidentiality: 0.5, integrity: 0.25 }, 1.75, "low"],
  [{ ...base, dpc: 2 }, 2, "medium"],
  [{ ...base, dpc: 2, confidentiality: 0.25 }, 2.25, "medium"],
  [{ ...base, dpc: 2, malicious: true, confidentiality: 0.25 }, 2.75, "medium"],
  [{ ...base, dpc: 3 }, 3, "high"],
  [{ ...base, dpc: 3, ei: 0.75, confidentiality: 0.5, availability: 0.5, malicious: true }, 3.75, "high"],
  [{ ...base, dpc: 4 }, 4, "very_high"],
  [{ ...base, dpc: 4, confidentiality: 0.25 }, 4.25, "very_high"],
  [{ ...base, dpc: 4, ei: 0.25 }, 1, "low"],
] as const)("DPC × EI + CB of %o is %d, %s", (input, score, band) => {
  expect(privacySeverity(input)).toEqual({ score, band });
});
