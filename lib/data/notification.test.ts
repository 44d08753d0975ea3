import { describe, expect, test } from "vitest";
import { breakdownOf } from "./breakdown";
import type { Answer } from "./model";
import { type NotificationParts, notificationFacts } from "./notification";
import { notificationLines, notificationMarkdown } from "./notification-markdown";
import type { AffectedDataView, CountView, DataAnswerView } from "./views";

const UNKNOWN: CountView = { certainty: "unknown", low: null, high: null };
const known = (n: number): CountView => ({ certainty: "known", low: n, high: n });
const says = (answer: Answer): DataAnswerView => {
  return { answer, basis: "person", reasons: ["Because."], evidence: [], by: "A", at: null, computed: null };
};

const item = (over: Partial<AffectedDataView> = {}, accessed: Answer = "yes"): AffectedDataView => ({
  id: "x",
  assetId: null,
  assetName: "user-profiles",
  description: "Profiles",
  category: "contact",
  subjectKind: "customers",
  people: known(300),
  records: UNKNOWN,
  jurisdictions: ["DE", "FR"],
  protection: "none",
  answers: { exposed: says("yes"), accessed: says(accessed), exfiltrated: says("unknown"), misused: says("no") },
  recordedBy: "A",
  createdAt: "",
  updatedAt: "",
  version: 1,
  ...over,
});

const parts = (over: Partial<NotificationParts> = {}): NotificationParts => ({
  incident: { ref: "INC-1", title: "Agent *opened* <b>tables", summary: "", kind: "data_exposure" },
  asOf: "2026-03-12T10:00:00.000000Z",
  computedAt: null,
  windows: [],
  started: null,
  detected: null,
  aware: null,
  verdict: null,
  items: [item()],
  recipients: {
    total: 0,
    identified: 0,
    unresolved: 0,
    complete: false,
    why: ["The logs are silent for part of the exposed time (cloud)."],
    boundToSecrecy: { yes: 0, no: 0, unknown: 0 },
    deletionAttested: { yes: 0, no: 0, unknown: 0 },
  },
  severity: {
    terms: [],
    score: null,
    band: null,
    flags: { over100: "unknown", unintelligible: "unknown" },
    computedAt: null,
  },
  ...over,
});

const verdict = (accessed: Answer) => ({ accessed, reasons: [`It says ${accessed}.`] });

describe("whether the data was disclosed", () => {
  test.each<[string, Partial<NotificationParts>, string]>([
    ["yes by the answer", { verdict: verdict("yes") }, "disclosed"],
    ["yes by a person, where no window is recorded", {}, "disclosed"],
    ["no for every item", { verdict: verdict("no"), items: [item({}, "no")] }, "not_disclosed"],
    ["non-access not proven", { verdict: verdict("unknown"), items: [item({}, "unknown")] }, "likely"],
    ["nothing recorded", { items: [] }, "not_possible_to_assess"],
  ])("%s", (_, over, answer) => {
    expect(notificationFacts(parts(over)).confidentiality.answer).toBe(answer);
  });

  test("an item that was not exposed after all is left out of everything", () => {
    const ruledOut = item({ people: known(9000), answers: { ...item().answers, exposed: says("no") } });
    const facts = notificationFacts(parts({ items: [item(), ruledOut] }));
    expect(facts.items).toHaveLength(1);
    expect(facts.people).toMatchObject({ low: 300, high: 300, certainty: "exact" });
  });
});

test("a count that nobody knows is never a number, and is named as missing", () => {
  const facts = notificationFacts(parts({ items: [item(), item({ description: "Mails", people: UNKNOWN })] }));
  expect(facts.people).toMatchObject({ low: 300, high: null, certainty: "approximate" });
  expect(facts.records).toMatchObject({ low: null, high: null, certainty: "cannot_determine" });
  expect(facts.unknown).toContain("Mails: how many people, how many records, whether exfiltrated.");
  expect(facts.unknown).toContain("When it happened: no exposure window is recorded.");
});

test("people by jurisdiction are known where somebody counted them, or where an item lies in one place only", () => {
  const counted = item({ peopleByPlace: { DE: known(120) } });
  const single = item({ jurisdictions: ["FR"], people: known(50) });
  const people = (items: AffectedDataView[]) =>
    breakdownOf(items).places.map(({ key, people: of }) => [key, of.low, of.high]);
  expect(people([counted])).toEqual([
    ["DE", 120, 120],
    ["FR", null, null],
  ]);
  expect(people([single])).toEqual([["FR", 50, 50]]);
});

test("an open window is ongoing, and bounds are told as such", () => {
  const window = {
    openedEarliest: "2026-03-11T15:06:20.000000Z",
    openedExact: false,
    closedLatest: null,
    closedExact: true,
  };
  const facts = notificationFacts(parts({ windows: [window] }));
  expect(facts.occurrence).toMatchObject({ ongoing: true, until: null, exact: false });
  expect(notificationMarkdown(facts)).toContain("from 2026-03-11 15:06:20 UTC to still open");
});

test("as Markdown, text of people is text, and the unknown stands in a section of its own", () => {
  const text = notificationMarkdown(notificationFacts(parts()));
  expect(text).toContain("Agent \\*opened\\* &lt;b>tables");
  expect(text).toContain("## Not known\n\n- When it happened");
  expect(text).not.toMatch(/undefined|null|NaN/);
});

test("where no exposure is recorded, a notice says that it is unknown and never that data was exposed", () => {
  const started = { at: "2026-03-11T16:22:00.000000Z", precision: "minute" };
  const [exposed, begun] = notificationLines(notificationFacts(parts({ started }))).when;
  expect(exposed).toBe("Whether and when data was exposed: unknown, no exposure is recorded.");
  expect(begun).toBe("Started: 2026-03-11 16:22:00 UTC.");
});
