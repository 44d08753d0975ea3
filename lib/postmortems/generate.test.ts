import { expect, test } from "vitest";
import type { PostmortemFacts } from "./facts";
import { generateSections } from "./generate";
import { SECTIONS } from "./model";

const at = (time: string) => `2026-03-11T${time}.000000Z`;

const nothing: PostmortemFacts = {
  v: 1,
  asOf: at("18:00:00"),
  recordSeq: 4,
  incident: {
    ref: "INC-42",
    title: "Agent opened two tables",
    summary: "",
    kind: "data_exposure",
    aiInvolvement: "unknown",
    mode: "real",
    visibility: "open",
    phase: "active",
    severity: null,
    peakSeverity: null,
    synthetic: null,
  },
  roles: [],
  times: [],
  durations: [],
  windows: [],
  exposure: null,
  data: {
    data: [],
    nextCursor: null,
    totals: {
      people: { low: null, high: null, exact: false, counted: 0, unknown: 0, method: "" },
      records: { low: null, high: null, exact: false, counted: 0, unknown: 0, method: "" },
      ruledOut: 0,
    },
  },
  timeline: [],
  timelinePinned: false,
  agentEntries: [],
  phases: [],
  unmet: [],
  severity: [],
  tasks: [],
  sources: [],
};

const bounds = { certain: 6_720_000, possible: 7_020_000 };
const exposed: PostmortemFacts = {
  ...nothing,
  windows: [
    {
      id: "w1",
      asset: "user_profiles",
      audience: "group eng-all",
      openedAt: at("14:06:00"),
      openedExact: false,
      closedAt: null,
      closedExact: true,
      path: "permission_change",
    },
  ],
  exposure: {
    computedAt: at("17:00:00"),
    exposedMs: bounds,
    accessed: "yes",
    exfiltrated: "unknown",
    unauthorised: { certain: 212, possible: 9, principals: 14 },
    couldReach: 240,
    gapMs: 360_000,
    unexplained: 3,
    assets: [
      {
        id: "a1",
        name: "user_profiles",
        classification: "restricted",
        exposedMs: bounds,
        accessed: { verdict: "yes", reasons: ["212 accesses without clearance"] },
        exfiltrated: { verdict: "unknown", reasons: ["The logs are silent for 6 m."] },
        accesses: { certain: 300, possible: 10 },
        unauthorised: { certain: 212, possible: 9 },
        uncleared: [
          {
            name: "analyst 7 | <b>",
            kind: "human",
            certain: 61,
            possible: 0,
            first: at("14:11:20"),
            last: null,
            why: "no clearance for restricted",
          },
        ],
        gaps: [{ from: at("14:38:00"), until: at("14:44:00"), systems: ["gws"] }],
        coveredShare: 0.947,
      },
    ],
  },
};

test("of an incident of which nothing is known, every section says so, and no figure appears", () => {
  const sections = generateSections(nothing);
  for (const section of SECTIONS) expect(sections[section], section).not.toBe("");
  expect(sections.summary).toContain("Started *unknown*, detected *unknown*");
  expect(sections.summary).toContain("Severity of record: *unknown*");
  expect(sections.tasks).toBe("No task is recorded: nothing changes yet.");
  expect(sections.safeguards.match(/\*unknown\*/g)).toHaveLength(6);
  expect(sections.factors).toContain("*unknown*");
});

test("the summary is five sentences with both bounds, and each figure cites the answer", () => {
  const { summary } = generateSections(exposed);
  expect(summary).toContain("Exposed: 1 asset for 1 h 52 m certain, up to 1 h 57 m possible [[cite:exposure]]");
  expect(summary).toContain("1 window is **still open**");
  expect(summary).toContain(
    "Accessed without clearance: **yes**, 212 certain and 9 possible accesses by 14 principals; exfiltrated: *unknown*; the logs are silent for 6 m [[cite:exposure]].",
  );
});

test("the exposure statement names who, why counted, the gap, and what no window explains", () => {
  const { exposure } = generateSections(exposed);
  expect(exposure).toContain(
    "| analyst 7 \\| &lt;b&gt; | human | no clearance for restricted | 61 | 2026-03-11 14:11:20Z | *unknown* |",
  );
  expect(exposure).toContain("2026-03-11 14:38:00Z to 2026-03-11 14:44:00Z (gws)");
  expect(exposure).toContain("3 accesses without clearance lie outside every window");
  expect(exposure).toContain("~2026-03-11 14:06:00Z");
  expect(exposure).toContain("| **still open** |");
});

test("what is not known stands together in one place", () => {
  const { gaps } = generateSections({
    ...exposed,
    unmet: [
      {
        gate: "windows_closed",
        standing: "unmet",
        met: false,
        needed: true,
        message: "One exposure window is still open.",
      },
    ],
  });
  expect(gaps).toContain("The logs are silent for 6 m while data was exposed [[cite:exposure]].");
  expect(gaps).toContain("When user\\_profiles was open is known within bounds only [[cite:window:w1]].");
  expect(gaps).toContain("user\\_profiles, exfiltrated: *unknown*. The logs are silent for 6 m.");
  expect(gaps).toContain("Not met: One exposure window is still open.");
});

test("accesses that are all certain are one plain number", () => {
  const { exposure } = exposed;
  const unauthorised = { certain: 87, possible: 0, principals: 15 };
  const { summary } = generateSections({ ...exposed, exposure: exposure && { ...exposure, unauthorised } });
  expect(summary).toContain("**yes**, 87 accesses by 15 principals");
});

test("the same facts give the same text", () => {
  expect(generateSections(exposed)).toEqual(generateSections(structuredClone(exposed)));
});

test("that an access succeeded is only said where the log says it", () => {
  const { exposure } = exposed;
  if (!exposure) throw new Error("there is an answer");
  const sections = generateSections({ ...exposed, exposure: { ...exposure, outcomes: "all_unknown" } });
  expect(sections.summary).toContain("of none of which the log says whether it succeeded; exfiltrated");
  expect(Object.values(sections).join("\n")).not.toContain("accesses without clearance succeeded");
  expect(generateSections(exposed).safeguards).toContain("212 accesses without clearance succeeded");
});
