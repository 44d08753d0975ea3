import { expect, test } from "vitest";
import { blockersOf, gatesOf, type PhaseFacts } from "./gates";
import { transitionsOf } from "./phase";

const calm: PhaseFacts = {
  phase: "active",
  peakSeverity: "SEV1",
  windows: 2,
  openWindows: 0,
  notExposedItems: 0,
  assessed: true,
  firing: [],
  agent: { state: "verified", name: "bot", reason: null },
  tasks: [],
  containment: [],
  postmortem: "approved",
  undecidedObligations: 0,
};
const unmet = (facts: PhaseFacts, to: "contained" | "resolved" | "closed") =>
  blockersOf(gatesOf(to, facts)).map((gate) => gate.gate);
const gate = (name: string, facts: Partial<PhaseFacts>, to: "contained" | "resolved" | "closed" = "resolved") =>
  gatesOf(to, { ...calm, ...facts }).find((one) => one.gate === name);

test("without a window exposure is unknown and never met: pointed out before contained, in the way of resolved", () => {
  const nothing = { windows: 0 };
  expect(gate("windows_closed", nothing, "contained")).toMatchObject({
    standing: "unknown",
    met: false,
    needed: false,
  });
  expect(unmet({ ...calm, ...nothing }, "contained")).toEqual([]);
  expect(unmet({ ...calm, ...nothing }, "resolved")).toEqual(["windows_closed"]);
  const said = gate("windows_closed", { windows: 0, notExposedItems: 3 });
  expect(said).toMatchObject({
    standing: "met",
    message: "Nothing was exposed, people say of all 3 items of affected data.",
  });
});

test("a stop that is not verified, does not hold or is not there stands in the way of contained", () => {
  const agent = (state: PhaseFacts["agent"]["state"]) => ({ agent: { state, name: "bot", reason: null } });
  for (const state of ["failed", "stopping", "not_stopped"] as const) {
    expect(gate("agent_stopped", agent(state), "contained")).toMatchObject({ standing: "unmet", needed: true });
  }
  expect(gate("agent_stopped", agent("stopped"), "contained")).toMatchObject({ standing: "unknown", needed: true });
  expect(gate("agent_stopped", agent("verified"), "contained")).toMatchObject({ standing: "met" });
  expect(gate("agent_stopped", agent("unknown"), "contained")).toMatchObject({ standing: "unknown", needed: false });
  const dropped = { ...stopOf("dropped", null), no: 4 };
  expect(gate("agent_stopped", { ...agent("not_stopped"), containment: [dropped] })).toMatchObject({
    standing: "unknown",
    needed: false,
    message: "bot is not stopped: A-4 was dropped with a reason.",
  });
});

test("a stop that names no AI system and that nothing verifies is named, unless a later one made it good", () => {
  const lost = stopOf("done", "not_verified");
  const found = gate("agent_stopped", { agent: { state: "unknown", name: null, reason: null }, containment: [lost] });
  expect(found).toMatchObject({ standing: "unknown", needed: true, message: expect.stringContaining("A-1") });
  expect(gate("agent_stopped", { containment: [{ ...lost, madeGood: true }] })).toMatchObject({ standing: "met" });
});

test("an unassessed severity is unknown and a firing alert is not ended: both stand in the way of resolved only", () => {
  const facts = { ...calm, assessed: false, firing: ["egress"] };
  expect(unmet(facts, "contained")).toEqual([]);
  expect(unmet(facts, "resolved")).toEqual(["severity_assessed", "alerts_ended"]);
  expect(gate("severity_assessed", { assessed: false })?.standing).toBe("unknown");
  expect(gate("alerts_ended", { firing: ["egress"] })?.message).toContain("“egress”");
});

test("what was dropped is named beside what was done, and is not counted as done", () => {
  const task = (no: number, state: "verified" | "not_doing") => ({ no, kind: "recovery" as const, state });
  const tasks = [task(1, "verified"), task(2, "verified"), task(3, "not_doing"), task(4, "not_doing")];
  expect(gate("tasks_finished", { tasks })?.message).toBe(
    "Containment and remediation tasks: 2 done and verified, 2 not doing, with a reason: T-3, T-4.",
  );
  expect(gate("tasks_finished", { tasks: [] })).toMatchObject({ standing: "unknown", needed: false });
  const done = { ...stopOf("done", "verified"), stops: false };
  expect(gate("containment_done", { containment: [done, { ...stopOf("dropped", null), no: 2 }] })?.message).toBe(
    "Containment: 1 carried out, 1 dropped with a reason: A-2.",
  );
  expect(gate("containment_done", { containment: [{ ...done, verdict: "not_verified" }] })).toMatchObject({
    standing: "unknown",
    needed: false,
  });
});

function stopOf(state: "done" | "dropped", verdict: "verified" | "not_verified" | null) {
  return { no: 1, stage: "contained" as const, state, verdict, stops: true, madeGood: false };
}

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
  const stop = {
    no: 1,
    stage: "contained" as const,
    state: "approved" as const,
    verdict: null,
    stops: false,
    madeGood: false,
  };
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
