import { expect, test } from "vitest";
import { initialForm, toRequest } from "./form";
import type { SuggestionView } from "./views";

const suggestions: SuggestionView[] = [
  { factor: "D", points: 3, reason: "Affected data: financial.", to: "data" },
  { factor: "V", points: null, reason: "1 item without a count.", to: "data" },
];

test("a first assessment begins with what the evidence suggests, and with unknown for the rest", () => {
  const { factors } = initialForm(undefined, suggestions);
  expect(factors).toEqual({ D: 3, V: null, A: null, T: null, R: null, G: null, C: null, E: null });
});

test("a factor keeps the evidence's reason only while it stands as suggested", () => {
  const form = initialForm(undefined, suggestions);
  expect(toRequest(form, suggestions).basis).toEqual({ D: "Affected data: financial." });
  const changed = { ...form, factors: { ...form.factors, D: 2 as const } };
  expect(toRequest(changed, suggestions)).not.toHaveProperty("basis");
});

test("what is left empty is not sent", () => {
  const request = toRequest({ ...initialForm(undefined, []), evidence: " 3-12 \n\n", reason: " " }, []);
  expect(request).toMatchObject({ evidence: ["3-12"], facts: {} });
  expect(request).not.toHaveProperty("reason");
  expect(request).not.toHaveProperty("override");
});
