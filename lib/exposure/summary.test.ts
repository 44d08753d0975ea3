import { expect, test } from "vitest";
import { summarise, summaryMarkdown } from "./summary";
import type { ExposureView } from "./views";

const person = (name: string, uncleared: number, cleared = 0) => ({
  principal: name,
  name,
  accesses: { cleared, explained: 0, uncleared, unresolved: 0 },
  certain: uncleared + cleared,
  possible: 0,
  unauthorised: { certain: uncleared, possible: 0 },
  unauthorisedItself: uncleared,
  forOthers: 0,
  first: "2026-03-11T15:06:56.000000Z",
  last: "2026-03-11T16:56:42.000000Z",
  why: uncleared > 0 ? "grant void: made by this incident" : "cleared",
  records: { sum: null, atLeast: false },
});
const answer = {
  knownAt: null,
  computedAt: "2026-03-12T09:00:00.000000Z",
  open: false,
  unexplained: 0,
  ruleVersion: "r",
  fingerprint: "f",
  inputs: { sources: [{ filename: "trail|1.json", system: "aws", sha256: "abc" }] },
  summary: {
    exposedMs: { certain: 7_000_000, possible: 7_200_000 },
    accessed: "yes",
    exfiltrated: "unknown",
    unauthorised: { certain: 43, possible: 2, principals: 2 },
    couldReach: 50,
    gapMs: 360_000,
    denied: 1,
  },
  assets: [
    {
      name: "users",
      open: false,
      exposedMs: { certain: 7_000_000, possible: 7_200_000 },
      accessed: { verdict: "yes", reasons: ["43 accesses without clearance."] },
      exfiltrated: { verdict: "unknown", reasons: [] },
      counts: { unauthorised: { certain: 43, possible: 2 } },
      coveredShare: 0.9479,
      coverageGaps: [{ from: "2026-03-11T15:58:00.000000Z", until: "2026-03-11T16:04:00.000000Z", systems: ["aws"] }],
      principals: [person("Eva <script>", 2), person("Ann", 41, 3), person("Steward", 0, 9)],
    },
  ],
} as unknown as ExposureView;

test("the summary says in sentences what is known, how sure that is, and what is not known", () => {
  const summary = summarise(answer, { ref: "INC-1", title: "Advice" });
  expect(summary.sentences).toEqual([
    "1 asset (users) was exposed for 1 h 56 m for certain, at most 2 h.",
    "50 principals could reach it without clearance at some time.",
    "It was accessed without clearance: 43 accesses by 2 principals, and 2 more may have fallen into that time.",
    "Whether data was taken away is not known: no log shows what happened to what was read.",
    "1 attempt was refused.",
  ]);
  expect(summary.unknowns).toContain(
    "The logs are silent for 6 m of the exposed time: an access there would not be seen.",
  );
  expect(summary.unknowns).toContain("How many records were returned: some logs do not state it.");
  expect(summary.people.map(({ name, accesses, class: one }) => [name, accesses, one])).toEqual([
    ["Ann", "41 of 44", "uncleared"],
    ["Eva <script>", "2 of 2", "uncleared"],
    ["Steward", "9", "cleared"],
  ]);
});

test("as Markdown, what logs and people wrote is text and breaks no table; inputs stand with their hashes", () => {
  const text = summaryMarkdown(summarise(answer, { ref: "INC-1", title: "Advice" }));
  expect(text).toContain("| trail\\|1.json | aws | abc |");
  expect(text).toContain("Eva &lt;script&gt;");
  expect(text).toContain("| users | 2026-03-11 15:58:00Z | 2026-03-11 16:04:00Z | aws |");
});

test("without a window nothing is said to have been exposed, and without evidence nothing to be known of accesses", () => {
  const empty = { ...answer, assets: [], inputs: { sources: [] } } as unknown as ExposureView;
  expect(summarise(empty, { ref: "INC-1", title: "x" }).sentences).toEqual([
    "No exposure window is recorded, so nothing is said to have been exposed.",
  ]);
  const silent: ExposureView = {
    ...answer,
    summary: { ...answer.summary, accessed: "unknown", unauthorised: { certain: 0, possible: 0, principals: 0 } },
  };
  expect(summarise(silent, { ref: "INC-1", title: "x" }).sentences[2]).toBe(
    "No access without clearance is in the logs; whether there was one is not known.",
  );
});
