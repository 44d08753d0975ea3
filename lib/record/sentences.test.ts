import { expect, test } from "vitest";
import { EVENT_KINDS } from "./model";
import { sentenceOf } from "./sentences";

test("every kind of event has a sentence that stands without any of its data and names nothing undefined", () => {
  for (const kind of EVENT_KINDS) {
    const text = sentenceOf({ kind, data: {} });
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
  }
});

test("a sentence says what is unknown as unknown, and ends once", () => {
  expect(sentenceOf({ kind: "declared", data: { severity: null } })).toBe("Declared; severity not sure yet.");
  expect(
    sentenceOf({
      kind: "phase_changed",
      data: { from: "active", to: "contained", passed: ["windows_closed"], reason: "Proxy blocks it." },
    }),
  ).toBe("Phase active → contained, with 1 unmet condition passed: Proxy blocks it.");
  expect(
    sentenceOf({
      kind: "severity_assessed",
      data: { from: "SEV2", level: "SEV1", result: { likely: { score: 60 }, high: { score: 70 }, floors: ["F1"] } },
    }),
  ).toBe("Severity assessed: SEV1, 60–70 points, floor F1, was SEV2.");
});
