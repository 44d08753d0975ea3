import { expect, test } from "vitest";
import { type PrivacyFacts, type PrivacyTerm, suggestPrivacy } from "./enisa-suggest";

type Item = PrivacyFacts["items"][number];
type Answer = NonNullable<PrivacyFacts["answer"]>;

const item = (over: Partial<Item> = {}): Item => ({
  categories: ["contact"],
  special: false,
  subjectKind: "customers",
  protection: "none",
  people: { low: 410, high: 480 },
  misused: "unknown",
  ...over,
});
const answer = (over: Partial<Answer> = {}): Answer => ({
  accessed: "yes",
  identified: 14,
  unresolved: 0,
  possible: 0,
  hasGaps: false,
  isPublic: false,
  changed: false,
  deleted: false,
  ...over,
});
const term = (name: PrivacyTerm, facts: PrivacyFacts) => {
  const found = suggestPrivacy(facts).terms.find((one) => one.term === name);
  return found && [found.low, found.high];
};
const lost = (over: Partial<Answer>) => term("confidentiality", { items: [item()], answer: answer(over) });

test("behavioural data, read by known recipients under complete logs: 2.25, medium; with a gap up to 2.5", () => {
  const items = [item({ categories: ["behavioural", "contact"] })];
  expect(suggestPrivacy({ items, answer: answer() })).toMatchObject({
    score: { low: 2.25, high: 2.25 },
    band: { low: "medium", high: "medium" },
  });
  const silent = suggestPrivacy({ items, answer: answer({ hasGaps: true }) });
  expect(silent.terms.find((one) => one.term === "confidentiality")).toMatchObject({ low: 0.25, high: 0.5 });
});

test.each<[string, Partial<Answer>, number[]]>([
  ["proven that nobody got at it", { accessed: "no", identified: 0 }, [0, 0]],
  ["known recipients, complete logs", {}, [0.25, 0.25]],
  ["known recipients, silent logs", { hasGaps: true }, [0.25, 0.5]],
  ["somebody whom nobody has resolved", { unresolved: 1 }, [0.5, 0.5]],
  ["public, and silent logs", { isPublic: true, hasGaps: true }, [0.5, 0.5]],
  ["nobody seen, silent logs", { accessed: "unknown", identified: 0, hasGaps: true }, [0, 0.5]],
  ["only possible accesses of known ones", { accessed: "unknown", identified: 0, possible: 2 }, [0, 0.25]],
])("confidentiality: %s", (_, over, ends) => {
  expect(lost(over)).toEqual(ends);
});

test("without an answer confidentiality is anything, never nothing", () => {
  expect(term("confidentiality", { items: [item()], answer: null })).toEqual([0, 0.5]);
});

test("of several categories the highest counts; a special kind, or people who need protection, reach the top", () => {
  const dpc = (...items: Item[]) => term("dpc", { items, answer: null });
  expect(dpc(item(), item({ categories: ["financial"] }))).toEqual([3, 3]);
  expect(dpc(item({ special: true }))).toEqual([4, 4]);
  expect(dpc(item({ subjectKind: "minors" }))).toEqual([1, 4]);
  expect(dpc(item({ categories: ["credentials"] }))).toEqual([1, 4]);
});

test("encryption with a safe key makes identification negligible, an exposed key does not", () => {
  const ei = (protection: Item["protection"]) => term("ei", { items: [item({ protection })], answer: null });
  expect(ei("encrypted_key_safe")).toEqual([0.25, 0.25]);
  expect(ei("encrypted_key_exposed")).toEqual([1, 1]);
});

test("without personal data nothing is suggested", () => {
  const code = item({ categories: ["source_code"] });
  expect(suggestPrivacy({ items: [code], answer: answer() })).toMatchObject({ terms: [], score: null, band: null });
  expect(suggestPrivacy({ items: [item({ subjectKind: "none" })], answer: null }).score).toBe(null);
});

test("a hundred people is told as unknown while a count is missing, and unintelligible only if all of it is", () => {
  const flags = (...items: Item[]) => suggestPrivacy({ items, answer: null }).flags;
  expect(flags(item()).over100).toBe("yes");
  expect(flags(item({ people: { low: 3, high: 9 } })).over100).toBe("no");
  expect(flags(item({ people: { low: 3, high: 9 } }), item({ people: { low: null, high: null } })).over100).toBe(
    "unknown",
  );
  expect(flags(item({ protection: "encrypted_key_safe" })).unintelligible).toBe("yes");
  expect(flags(item({ protection: "encrypted_key_safe" }), item()).unintelligible).toBe("no");
});
