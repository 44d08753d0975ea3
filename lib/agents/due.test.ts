import { expect, test } from "vitest";
import { countsAt, standingThen } from "./assessments";
import { dueOf, inOrder } from "./due";

const at = (day: string) => `${day}T00:00:00.000000Z`;
const NOW = at("2026-06-01");
const tested = {
  id: "t",
  testedAt: at("2026-05-20"),
  outcome: "worked" as const,
  secondsToStop: 4,
  note: null,
  recordedBy: "a",
};
const calm = {
  id: "s",
  name: "agent",
  status: "active" as const,
  assessed: true,
  assessment: { id: "a", state: "approved" as const, expiresAt: at("2026-12-01") },
  lastStopTest: tested,
};
const kinds = (system: Partial<typeof calm> | Record<string, unknown>) =>
  dueOf({ ...calm, ...system } as typeof calm, NOW).map((due) => due.kind);

test("an AI system with an approval and a recent stop test needs nobody", () => {
  expect(kinds({})).toEqual([]);
});

test("an approval is due before it ends, and more so after", () => {
  expect(kinds({ assessment: { ...calm.assessment, expiresAt: at("2026-06-30") } })).toEqual(["assessment_ends"]);
  expect(kinds({ assessed: false, assessment: { ...calm.assessment, expiresAt: at("2026-05-01") } })).toEqual([
    "assessment_over",
  ]);
  expect(kinds({ assessed: false, assessment: null })).toEqual(["assessment_none"]);
  expect(kinds({ assessed: false, assessment: { id: "a", state: "asked", expiresAt: null } })).toEqual([
    "assessment_waits",
  ]);
});

test("a stop that failed, or that nobody has tried for a quarter, is due", () => {
  expect(kinds({ lastStopTest: { ...tested, outcome: "failed" } })).toEqual(["stop_failed"]);
  expect(kinds({ lastStopTest: null })).toEqual(["stop_untested"]);
  expect(kinds({ lastStopTest: { ...tested, testedAt: at("2026-03-02") } })).toEqual(["stop_untested"]);
  expect(kinds({ lastStopTest: { ...tested, testedAt: at("2026-03-04") } })).toEqual([]);
});

test("what is retired needs nobody, and what does not run needs no stop test", () => {
  expect(kinds({ status: "retired", assessed: false, assessment: null, lastStopTest: null })).toEqual([]);
  expect(kinds({ status: "planned", assessed: false, assessment: null, lastStopTest: null })).toEqual([]);
  expect(
    inOrder(
      dueOf({ ...calm, assessed: false, assessment: null, lastStopTest: { ...tested, outcome: "failed" } }, NOW),
    ).map((due) => due.kind),
  ).toEqual(["stop_failed", "assessment_none"]);
});

const approval = {
  state: "approved" as const,
  askedAt: at("2026-01-01"),
  decidedAt: at("2026-01-10"),
  expiresAt: at("2026-02-01"),
  withdrawnAt: null,
};

test("what stood then does not change by what was decided later", () => {
  expect(standingThen(approval, at("2026-01-05"))).toBe("asked");
  expect(standingThen(approval, at("2026-01-10"))).toBe("approved");
  expect(standingThen(approval, at("2026-02-01"))).toBe("over");
  expect(
    standingThen({ ...approval, state: "withdrawn" as never, withdrawnAt: at("2026-01-20") }, at("2026-01-19")),
  ).toBe("approved");
  expect(standingThen({ ...approval, withdrawnAt: at("2026-01-20") }, at("2026-01-20"))).toBe("over");
  expect(standingThen({ ...approval, state: "refused", expiresAt: null }, at("2026-03-01"))).toBe("refused");
  expect(standingThen(null, at("2026-03-01"))).toBe("none");
});

test("of several assessments an approval that held counts, and none that was asked for later", () => {
  const refused = {
    ...approval,
    state: "refused" as const,
    askedAt: at("2026-01-15"),
    decidedAt: at("2026-01-16"),
    expiresAt: null,
  };
  expect(countsAt([approval, refused], at("2026-01-20"))).toEqual({ current: approval, stands: true });
  expect(countsAt([approval, refused], at("2026-03-01"))).toEqual({ current: refused, stands: false });
  expect(countsAt([refused], at("2026-01-01"))).toEqual({ current: null, stands: false });
});
