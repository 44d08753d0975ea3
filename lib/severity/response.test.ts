import { expect, test } from "vitest";
import type { Severity } from "@/lib/incidents/model";
import { changedFacts, type ResponseFacts, responseTargets, urgencyNow } from "./response";
import { DEFAULT_TARGETS, targetsOf } from "./targets";

const T = (minute: number) =>
  `2026-03-01T${String(10 + Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}:00.000000Z`;

const FACTS: ResponseFacts = {
  ...{ mode: "real", phase: "active", declaredAt: T(0), commanderSince: T(0), firstUpdateAt: null, containedAt: null },
  ...{ postmortem: { dueAt: null, approvedAt: null }, now: T(10) },
};

const asked = (facts: Partial<ResponseFacts>, urgency: Severity | null = "SEV1") =>
  responseTargets({ ...FACTS, ...facts }, targetsOf(urgency, DEFAULT_TARGETS));
const states = (facts: Partial<ResponseFacts>, urgency?: Severity | null) =>
  Object.fromEntries(asked(facts, urgency).map(({ target, state }) => [target, state]));

test("a SEV1 asks for a commander at once, an update within half an hour and containment within an hour", () => {
  expect(asked({})).toEqual([
    { target: "commander", asks: "at once", dueAt: T(1), metAt: T(0), state: "met" },
    { target: "first_update", asks: "within 30 m", dueAt: T(30), metAt: null, state: "running" },
    { target: "contained", asks: "within 1 h", dueAt: T(60), metAt: null, state: "running" },
  ]);
});

test("a target is met to the end of its time, late after it, and overdue while nothing has come about", () => {
  expect(states({ firstUpdateAt: T(30), containedAt: T(61), commanderSince: T(2) })).toEqual({
    ...{ commander: "late", first_update: "met", contained: "late" },
  });
  expect(states({ now: T(30) }).first_update).toBe("running");
  expect(states({ now: T(31) }).first_update).toBe("overdue");
});

test("an incident that is contained without anybody having said when is neither met nor late", () => {
  expect(states({ phase: "contained", now: T(600) }).contained).toBe("unnamed");
});

test("the response follows the urgency, and a SEV4 asks for nothing but its tasks", () => {
  expect(Object.keys(states({}, "SEV2"))).toEqual(["first_update", "contained"]);
  expect(asked({}, "SEV2")[0]?.asks).toBe("within 1 h");
  expect(states({}, "SEV4")).toEqual({});
  expect(Object.keys(states({}, null))).toHaveLength(3);
});

test("the postmortem is asked for once the incident is resolved, and is met when it is approved in time", () => {
  const resolved = { phase: "resolved" as const, containedAt: T(30), firstUpdateAt: T(20), now: T(100) };
  const postmortem = { dueAt: T(7000), approvedAt: null };
  expect(states({ ...resolved, postmortem }).postmortem).toBe("running");
  expect(states({ ...resolved, postmortem, now: T(7001) }).postmortem).toBe("overdue");
  expect(states({ ...resolved, postmortem: { ...postmortem, approvedAt: T(6000) } }).postmortem).toBe("met");
});

test("what was written down afterwards, waits for triage, was declined or merged has no targets that could nag", () => {
  expect(states({ mode: "retrospective", now: T(6000) })).toEqual({});
  for (const phase of ["triage", "declined", "merged"] as const) expect(states({ phase })).toEqual({});
});

test("nothing contained is one level more urgent than it is severe, and SEV1 stays SEV1", () => {
  expect(urgencyNow("SEV3", 3)).toBe("SEV2");
  expect(urgencyNow("SEV3", 2)).toBe("SEV3");
  expect(urgencyNow("SEV1", 4)).toBe("SEV1");
  expect(urgencyNow(null, 4)).toBeNull();
});

const closed = { factor: "C" as const, points: 1, reason: "Every window is closed.", to: "exposure" as const };

test("a re-assessment is asked where the record says otherwise and something that the factor rests on changed since", () => {
  const since = new Set(["exposure_window_closed"]);
  expect(changedFacts({ C: 3 }, [closed], since)).toEqual([
    { factor: "C", assessed: 3, now: 1, reason: "Every window is closed.", to: "exposure" },
  ]);
  expect(changedFacts({}, [closed], since)[0]?.assessed).toBeNull();
});

test("whoever chose another value knowing the facts is not asked again, nor where the evidence can't tell", () => {
  expect(changedFacts({ C: 3 }, [closed], new Set())).toEqual([]);
  expect(changedFacts({ C: 3 }, [closed], new Set(["data_added"]))).toEqual([]);
  expect(changedFacts({ C: 1 }, [closed], new Set(["exposure_window_closed"]))).toEqual([]);
  expect(changedFacts({ C: 3 }, [{ ...closed, points: null }], new Set(["exposure_window_closed"]))).toEqual([]);
});
