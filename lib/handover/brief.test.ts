import { expect, test } from "vitest";
import type { RoomView } from "@/lib/incidents/views";
import type { ObligationView } from "@/lib/obligations/views";
import type { TaskView } from "@/lib/tasks/views";
import { briefOf } from "./brief";
import type { BriefFacts } from "./brief-facts";
import type { BriefSectionKey, HandoverBrief } from "./model";

const room = {
  incident: {
    id: "7",
    ref: "INC-7",
    title: "An agent answered without approval",
    summary: "",
    kind: "data_exposure",
    aiInvolvement: "agent_executed_action",
    mode: "real",
    visibility: "open",
    phase: "active",
    severity: null,
    peakSeverity: null,
    synthetic: null,
    declaredAt: "2026-03-11T15:00:00.000000Z",
    declaredBy: null,
    updatedAt: "2026-03-11T15:00:00.000000Z",
    version: 1,
  },
  can: { respond: true, command: true, audit: false },
  members: [],
  roles: [],
  times: [],
  severity: null,
  exposure: null,
  agent: { state: "unknown", systems: 0, name: null, at: null, timeToStopMs: null, reason: null, acted: 0 },
  clocks: { next: null, overdue: 0, overdueUndecided: 0, running: 0, applies: 0, undecided: 0, decided: false },
  counts: { sources: 0, record: 12 },
  data: { peopleLow: null, peopleHigh: null, peopleExact: false, unknownItems: 0, items: 0, exposed: "unknown" },
  postmortem: null,
  nextUpdate: null,
} as unknown as RoomView;

const nothing: BriefFacts = {
  now: "2026-03-11T16:00:00.000000Z",
  room,
  exposure: null,
  tasks: [],
  actions: [],
  obligations: [],
  approvals: [],
  claims: [],
  told: [],
  promised: [],
  passing: [],
};

const open = {
  windows: 2,
  open: 1,
  assets: 1,
  earliestOpenedAt: "2026-03-11T14:05:00.000000Z",
  exposedMs: null,
  accessed: "unknown",
  exfiltrated: "unknown",
  unauthorised: null,
  couldReach: null,
  gapMs: 60_000,
  computedAt: "2026-03-11T15:59:00.000000Z",
  stale: true,
} as const;

const task = {
  ref: "T-1",
  title: "Revert the grant",
  state: "open",
  overdue: false,
  owner: null,
  dueAt: null,
} as TaskView;

function words(brief: HandoverBrief, key: BriefSectionKey): string {
  return (brief.sections.find((section) => section.key === key)?.lines ?? []).map(({ text }) => text).join(" | ");
}

test("of an incident of which nothing is known, a brief says so of everything and claims nothing", () => {
  const brief = briefOf(nothing);
  expect(words(brief, "state")).toContain("The severity is unknown");
  expect(words(brief, "state")).toContain("Nobody holds a role.");
  expect(words(brief, "exposure")).toBe("Unknown: no exposure window is recorded.");
  expect(words(brief, "agent")).toBe("Whether an agent is stopped is unknown: no AI system is named.");
  expect(words(brief, "tasks")).toBe("No task is open.");
  for (const what of [
    "What was exposed",
    "no log is imported",
    "Which AI system",
    "How severe",
    "when it was detected",
  ]) {
    expect(words(brief, "unknown")).toContain(what);
  }
  expect(brief.recordSeq).toBe(12);
});

test("an open window, a stale answer and what the logs do not show are said first as open, stale and unknown", () => {
  const exposure = {
    sentences: ["1 asset was exposed.", "Nothing left."],
    unknowns: ["The logs are silent for 1 min."],
  };
  const brief = briefOf({ ...nothing, room: { ...room, exposure: { ...open } }, exposure });
  const lines = brief.sections[1]?.lines ?? [];
  expect(lines[0]).toMatchObject({ tone: "exposed", at: open.earliestOpenedAt });
  expect(lines[0]?.text).toMatch(/^OPEN: 1 of 2 windows/);
  expect(words(brief, "exposure")).toContain("Something changed since this was computed.");
  expect(words(brief, "unknown")).toContain("The logs are silent for 1 min.");
});

test("late tasks come first, and one that nobody owns says so", () => {
  const late = {
    ...task,
    ref: "T-2",
    overdue: true,
    owner: { id: "1", name: "Dana" },
    dueAt: "2026-03-11T15:30:00.000000Z",
  };
  const brief = briefOf({ ...nothing, tasks: [task, late] });
  expect(words(brief, "tasks")).toBe(
    "T-2 “Revert the grant”: Dana; OVERDUE since | T-1 “Revert the grant”: nobody owns it; no due time",
  );
});

test("a duty that was signed and not handed in is a promise, and one that does not apply is nowhere", () => {
  const duty = {
    regime: "GDPR",
    phase: "notification",
    recipient: "The supervisory authority",
    clock: "running",
    decision: "applies",
    dueAt: "2026-03-14T14:05:00.000000Z",
    submissions: [],
  } as unknown as ObligationView;
  const other = { ...duty, regime: "HIPAA", decision: "does_not_apply" } as ObligationView;
  const brief = briefOf({ ...nothing, obligations: [duty, other] });
  expect(words(brief, "clocks")).toBe("GDPR, notification: applies; due");
  expect(words(brief, "promised")).toContain("is owed “notification” (GDPR): signed, not handed in.");
  expect(JSON.stringify(brief)).not.toContain("HIPAA");
});

test("of duties that nobody has decided on the next three are named and the others counted, and none that applies is left out", () => {
  const duty = { regime: "NIS2", phase: "early warning", clock: "running", decision: "undecided", submissions: [] };
  const undecided = Array.from({ length: 5 }, () => ({ ...duty, dueAt: "2026-03-12T14:05:00.000000Z" }));
  const applies = { ...duty, regime: "GDPR", decision: "applies", dueAt: "2026-03-14T14:05:00.000000Z" };
  const obligations = [...undecided, applies] as unknown as ObligationView[];
  const lines = words(briefOf({ ...nothing, obligations }), "clocks").split(" | ");
  expect(lines).toHaveLength(5);
  expect(lines.at(-2)).toBe("GDPR, early warning: applies; due");
  expect(lines.at(-1)).toBe("2 more clocks run that nobody has decided on.");
});

test("a promised update says by when, and one that nobody sent in time says that it is overdue", () => {
  const promised = [
    { audience: "executives", at: "2026-03-11T15:30:00.000000Z" },
    { audience: "everyone", at: "2026-03-11T17:00:00.000000Z" },
  ];
  expect(words(briefOf({ ...nothing, promised }), "promised")).toBe(
    "The next update for executives is OVERDUE since | The next update for everyone is promised for",
  );
});

test("a section of many lines says how many are left out", () => {
  const tasks = Array.from({ length: 45 }, (_, n) => ({ ...task, ref: `T-${n + 1}` }));
  const section = briefOf({ ...nothing, tasks }).sections.find(({ key }) => key === "tasks");
  expect([section?.lines.length, section?.more]).toEqual([30, 15]);
});
