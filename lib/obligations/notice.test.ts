import { expect, test } from "vitest";
import type { NoticeSources } from "./notice";
import { noticeLines, noticeMarkdown } from "./notice";
import { PARTS_OF } from "./notice-parts";
import { RULES } from "./rules";

const range = { low: 20, high: 30, certainty: "approximate" as const, text: "20 to 30" };
const facts = {
  incident: { ref: "INC-7", title: "Tables open to all <b>engineers</b>", summary: "", kind: "data_exposure" },
  asOf: "2026-03-12T10:00:00.000000Z",
  computedAt: null,
  occurrence: { from: "2026-03-11T14:05:00.000000Z", until: null, ongoing: true, exact: true },
  detected: null,
  aware: { at: "2026-03-11T20:05:00.000000Z", precision: "exact" },
  confidentiality: { answer: "likely", reasons: [] },
  unintelligible: "no",
  people: { ...range, method: "Counted." },
  records: { ...range, method: "Counted." },
  subjects: [],
  categories: [],
  specialKinds: [],
  jurisdictions: [{ place: "DE", people: range }],
  items: [],
  recipients: {
    total: 3,
    identified: 2,
    unresolved: 1,
    complete: false,
    boundToSecrecy: { yes: 0, no: 0, unknown: 3 },
    deletionAttested: { yes: 0, no: 0, unknown: 3 },
  },
  severity: { score: null, band: null, terms: [] },
  unknown: ["Whether records were copied."],
} as unknown as NoticeSources["facts"];
const sources: NoticeSources = {
  facts,
  containment: [],
  tasks: [],
  aiSystems: [],
  roles: [
    { role: "commander", name: "Robin" },
    { role: "privacy", name: "Kim" },
  ],
};

test("every line that a rule asks for is known to have an answer in the record, or to be for a person to write", () => {
  const asked = new Set(RULES.flatMap(({ content }) => content));
  expect([...asked].filter((line) => !(line in PARTS_OF))).toEqual([]);
  expect(Object.keys(PARTS_OF).filter((line) => !asked.has(line))).toEqual([]);
});

test("a line is answered by the record, by its silence, or left to a person, and never guessed", () => {
  const [numbers, contact, measures, delay] = noticeLines(
    [
      "Kinds of data and number of people",
      "Contact for more",
      "Measures taken or proposed",
      "Reasons for the delay, where it is later than 72 h",
    ],
    sources,
  );
  expect(numbers?.says).toContain("People: 20 to 30. Counted.");
  expect(numbers?.says).toContain("Categories: unknown.");
  expect(contact?.says).toEqual(["Privacy: Kim.", "Commander: Robin."]);
  expect(measures).toMatchObject({ says: [], byPerson: false });
  expect(delay).toMatchObject({ says: [], byPerson: true });
});

test("as Markdown what people wrote is text, and what nobody recorded is said", () => {
  const lines = noticeLines(["What happened", "Measures"], sources);
  const markdown = noticeMarkdown({
    ...{ rule: "r", title: "GDPR, Art. 33", incident: "INC-7", recipient: "Authority", dueAt: null },
    ...{ asOf: "2026-03-12T10:00:00.000000Z", lines },
  });
  expect(markdown).toContain("Tables open to all &lt;b>engineers&lt;/b>.");
  expect(markdown).toContain("still open");
  expect(markdown).toContain("_The record says nothing about it yet._");
});
