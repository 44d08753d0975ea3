import { expect, test } from "vitest";
import type { RoomView } from "@/lib/incidents/views";
import { needsOf } from "./needs-you";

const NOW = Date.parse("2026-03-01T12:00:00Z");

/** A room of which nothing is known but that somebody leads it. */
const EMPTY = {
  incident: { phase: "active", mode: "real", severity: null, aiInvolvement: "unknown" },
  handovers: [],
  roles: [{ role: "commander" }],
  times: [],
  severity: null,
  exposure: null,
  agent: { state: "unknown" },
  clocks: { overdue: 0, undecided: 0 },
  counts: { sources: 0, data: 0, tasksOverdue: 0 },
  data: { items: 0, exposed: "unknown" },
  nextUpdate: null,
  postmortem: null,
} as unknown as RoomView;

const DONE = {
  ...EMPTY,
  incident: { ...EMPTY.incident, severity: "SEV4" },
  severity: { likely: 20 },
  exposure: { open: 0, gapMs: 0 },
  times: ["started", "contained", "resolved"].map((name) => ({ name, at: "2026-03-01T10:00:00Z", precision: "exact" })),
  agent: { state: "verified" },
  counts: { sources: 1, data: 1, tasksOverdue: 0 },
} as unknown as RoomView;

const texts = (room: RoomView, changedFacts = 0) => needsOf(room, { changedFacts, now: NOW }).map(({ text }) => text);

test("what is not known is asked for in the order of what it is needed for", () => {
  expect(texts(EMPTY)).toEqual([
    ...["What is exposed?", "Bring the logs", "Assess the severity", "Name the AI system", "Say when it started"],
    "Promise a next update",
  ]);
});

test("what is exposed is not asked where people said of everything that it was not", () => {
  const said = { ...EMPTY, data: { items: 2, exposed: "no" } } as unknown as RoomView;
  expect(texts(said)).not.toContain("What is exposed?");
});

test("a list empties itself once everything is known", () => {
  expect(texts(DONE)).toEqual([]);
});

test("nobody in command comes before everything that stops the harm, and that before what runs out", () => {
  const room = {
    ...{ ...DONE, roles: [], agent: { state: "not_stopped" }, exposure: { open: 2, gapMs: 0 } },
    ...{ clocks: { overdue: 1, undecided: 0 }, nextUpdate: { at: "2026-03-01T11:00:00Z" } },
    counts: { sources: 1, data: 1, tasksOverdue: 3 },
  } as unknown as RoomView;
  expect(texts(room)).toEqual([
    ...["Take command", "Stop the agent", "Close 2 exposure windows", "Hand in what the law asks for"],
    ...["Send the update that was promised", "Finish 3 overdue tasks"],
  ]);
});

test("a stop that nothing verifies is to be checked, and a phase that was reached asks when that was", () => {
  expect(texts({ ...DONE, agent: { state: "stopped" } } as unknown as RoomView)).toEqual(["Check that the stop holds"]);
  const resolved = { ...DONE, incident: { ...DONE.incident, phase: "resolved" }, postmortem: "draft" };
  const times = DONE.times.filter(({ name }) => name !== "contained");
  expect(texts({ ...resolved, times } as unknown as RoomView)).toEqual(["Say when it was contained"]);
});

test("an assessment that facts have overtaken is asked for again, one that stands is not", () => {
  expect(texts(DONE, 1)).toEqual(["Assess the severity again"]);
});

test("nothing runs out in a drill or in what is written down afterwards", () => {
  for (const mode of ["drill", "retrospective"] as const) {
    const room = {
      ...{ ...DONE, incident: { ...DONE.incident, mode, severity: "SEV1" }, clocks: { overdue: 2, undecided: 4 } },
      counts: { sources: 1, data: 1, tasksOverdue: 3 },
    } as unknown as RoomView;
    expect(texts(room)).toEqual([]);
  }
});

test("what waits for triage asks for its decision only, and what has ended asks for nothing", () => {
  const at = (phase: string) => ({ ...EMPTY, incident: { ...EMPTY.incident, phase } }) as RoomView;
  expect(texts(at("triage"))).toEqual(["Accept, decline or merge it"]);
  for (const phase of ["closed", "declined", "merged"]) expect(texts(at(phase))).toEqual([]);
});

test("while duties are undecided and nobody said when we became aware, that is asked for: it starts the clocks", () => {
  const clocks = { overdue: 0, undecided: 3 };
  const room = { ...DONE, clocks } as unknown as RoomView;
  expect(texts(room)).toEqual(["Say when you became aware", "Decide 3 obligations"]);
  const aware = { name: "aware", at: "2026-03-01T10:05:00Z", precision: "exact" };
  expect(texts({ ...room, times: [...DONE.times, aware] } as RoomView)).toEqual(["Decide 3 obligations"]);
});

test("an alert that fires although the incident is over asks whether it is, and nothing else of a closed one does", () => {
  const over = (phase: string) =>
    ({
      ...DONE,
      postmortem: "approved",
      incident: { ...DONE.incident, phase },
      counts: { ...DONE.counts, alertsFiring: 1 },
    }) as unknown as RoomView;
  expect(texts(over("resolved"))).toEqual(["Is it over? An alert fires"]);
  expect(texts(over("closed"))).toEqual(["Is it over? An alert fires"]);
  expect(texts(over("active"))).toEqual([]);
});
