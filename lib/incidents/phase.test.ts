import { expect, test } from "vitest";
import { gatesOf, type PhaseFacts, transitionsOf } from "./phase";

const calm: PhaseFacts = {
  phase: "active",
  peakSeverity: "SEV1",
  windows: 2,
  openWindows: 0,
  tasks: [],
  containment: [],
  postmortem: "approved",
  undecidedObligations: 0,
};
const unmet = (facts: PhaseFacts, to: "contained" | "resolved" | "closed") =>
  gatesOf(to, facts)
    .filter((gate) => !gate.met)
    .map((gate) => gate.gate);

test("an open window stands in the way of contained and of everything after it", () => {
  const facts = { ...calm, openWindows: 1 };
  expect(unmet(facts, "contained")).toEqual(["windows_closed"]);
  expect(unmet(facts, "resolved")).toEqual(["windows_closed"]);
  expect(unmet(facts, "closed")).toEqual(["windows_closed"]);
  expect(unmet(calm, "closed")).toEqual([]);
});

test("containment, eradication and recovery have to be verified or dropped to resolve; done is not yet verified", () => {
  for (const kind of ["containment", "eradication", "recovery"] as const) {
    for (const state of ["open", "in_progress", "done"] as const) {
      expect(unmet({ ...calm, tasks: [{ no: 1, kind, state }] }, "resolved")).toEqual(["tasks_finished"]);
      expect(unmet({ ...calm, tasks: [{ no: 1, kind, state }] }, "contained")).toEqual([]);
    }
    for (const state of ["verified", "not_doing"] as const) {
      expect(unmet({ ...calm, tasks: [{ no: 1, kind, state }] }, "resolved")).toEqual([]);
    }
  }
});

test("an unfinished containment task does not stand in the way of contained, but is pointed out before the step", () => {
  const notes = (facts: PhaseFacts, to: string) => transitionsOf(facts).find((one) => one.to === to)?.notes;
  const open = { ...calm, tasks: [{ no: 3, kind: "containment" as const, state: "open" as const }] };
  expect(notes(open, "contained")?.[0]).toContain("T-3");
  expect(notes(open, "resolved")).toEqual([]);
  expect(notes(calm, "contained")).toEqual([]);
});

test("containment actions have to be done, not failed, or dropped: those that stop the harm to be contained, all to be resolved", () => {
  const stop = { no: 1, stage: "contained" as const, state: "approved" as const, verdict: null };
  const repair = { ...stop, no: 2, stage: "resolved" as const };
  expect(unmet({ ...calm, containment: [stop] }, "contained")).toEqual(["containment_done"]);
  expect(unmet({ ...calm, containment: [repair] }, "contained")).toEqual([]);
  expect(unmet({ ...calm, containment: [repair] }, "resolved")).toEqual(["containment_done"]);
  const done = { ...stop, state: "done" as const };
  for (const verdict of ["verified", "not_verified", null] as const) {
    expect(unmet({ ...calm, containment: [{ ...done, verdict }] }, "closed")).toEqual([]);
  }
  expect(unmet({ ...calm, containment: [{ ...done, verdict: "failed" }] }, "contained")).toEqual(["containment_done"]);
  expect(unmet({ ...calm, containment: [{ ...stop, state: "dropped" }] }, "closed")).toEqual([]);
});

test("prevention may go on after an incident is resolved", () => {
  expect(unmet({ ...calm, tasks: [{ no: 1, kind: "prevention", state: "open" }] }, "closed")).toEqual([]);
});

test("closing a SEV1, a SEV2 or one that nobody is sure of needs an approved postmortem, the others do not", () => {
  for (const peakSeverity of ["SEV1", "SEV2", null] as const) {
    for (const postmortem of [null, "draft", "in_review"] as const) {
      expect(unmet({ ...calm, peakSeverity, postmortem }, "closed")).toEqual(["postmortem_approved"]);
    }
    expect(unmet({ ...calm, peakSeverity, postmortem: "published" }, "closed")).toEqual([]);
  }
  for (const peakSeverity of ["SEV3", "SEV4", "SEV5"] as const) {
    expect(unmet({ ...calm, peakSeverity, postmortem: null }, "closed")).toEqual([]);
  }
});

test("an incident goes onwards, back to active with a reason, and out of triage or a merge by no phase", () => {
  const to = (phase: PhaseFacts["phase"]) =>
    transitionsOf({ ...calm, phase }).map((t) => `${t.to}${t.needsReason ? "!" : ""}`);
  expect(to("triage")).toEqual([]);
  expect(to("active")).toEqual(["contained", "resolved", "closed"]);
  expect(to("contained")).toEqual(["resolved", "closed", "active!"]);
  expect(to("closed")).toEqual(["active!"]);
  expect(to("declined")).toEqual(["active!"]);
  expect(to("merged")).toEqual([]);
});

test("an obligation that nobody has decided stands in the way of closed only", () => {
  const facts = { ...calm, undecidedObligations: 3 };
  expect(unmet(facts, "resolved")).toEqual([]);
  expect(unmet(facts, "closed")).toEqual(["obligations_decided"]);
});
