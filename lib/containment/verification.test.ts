import { expect, test } from "vitest";
import { type SystemTrace, type VerificationFacts, verify } from "./verification";

const at = (time: string) => `2026-03-11T${time}.000000Z`;
const quiet: SystemTrace = {
  system: "otel",
  lastBefore: at("14:59:10"),
  coveredUntil: at("16:00:00"),
  logsEnd: at("16:00:00"),
  acted: 0,
  firstActed: null,
  lastActed: null,
  denied: 0,
  lastDenied: null,
};
const stop: VerificationFacts = {
  proof: "silence",
  startedAt: at("15:00:00"),
  doneAt: at("15:02:00"),
  traces: [quiet],
  lastAfterStart: null,
  checks: [],
};
const byAna = { by: "Ana", evidence: false };
const ask = (facts: Partial<VerificationFacts>) => verify({ ...stop, ...facts });

test("silence verifies a stop where the logs cover the time after it, and says how far", () => {
  expect(ask({})).toMatchObject({ verdict: "verified", timeToStopMs: 0, quietUntil: at("16:00:00") });
  expect(ask({}).reason).toBe("its last event was at 14:59:10 UTC, and the logs cover the time until 16:00:00 UTC");
});

test("silence outside of the logs verifies nothing: where they end is said", () => {
  const ends = (until: string | null, logsEnd = until) => ask({ traces: [{ ...quiet, coveredUntil: until, logsEnd }] });
  expect(ends(at("15:06:59"))).toMatchObject({ verdict: "not_verified", timeToStopMs: null });
  expect(ends(at("15:06:59")).reason).toBe("the logs of otel end at 15:06:59 UTC");
  expect(ends(at("15:07:00")).verdict).toBe("verified");
  expect(ends(null, at("14:30:00")).reason).toBe("the logs of otel end at 14:30:00 UTC");
  expect(ends(null, at("16:00:00")).reason).toBe("the logs of otel are silent about 15:02:00 UTC");
  expect(ends(null).reason).toBe("nothing says what the logs of otel cover");
});

test("one system whose logs end keeps the stop unverified, however far the others reach", () => {
  const short = { ...quiet, system: "cloud", coveredUntil: at("15:03:00"), logsEnd: at("15:03:00") };
  expect(ask({ traces: [quiet, short] })).toMatchObject({ verdict: "not_verified", quietUntil: at("15:03:00") });
});

test("a single event after the stop is a failed stop, whoever looked later", () => {
  const acts = { ...quiet, acted: 3, firstActed: at("15:02:40"), lastActed: at("15:30:00") };
  const checks = [{ at: at("15:40:00"), holds: true, what: "process list is empty", ...byAna }];
  expect(ask({ traces: [acts], checks })).toMatchObject({ verdict: "failed", acted: 3, timeToStopMs: null });
  expect(ask({ traces: [acts] }).reason).toBe(
    "3 events of it after 15:02:00 UTC in otel, the first 40 s later, the last at 15:30:00 UTC",
  );
});

test("refused attempts do not break a stop, and verify a revocation", () => {
  const refused = { ...quiet, denied: 3, lastDenied: at("15:20:00") };
  expect(ask({ traces: [refused] })).toMatchObject({ verdict: "verified", denied: 3 });
  expect(ask({ proof: "denial", traces: [refused] })).toMatchObject({
    verdict: "verified",
    reason: "3 attempts refused since, the last at 15:20:00 UTC",
  });
  expect(ask({ proof: "denial" }).verdict).toBe("not_verified");
});

test("the time to stop runs from the command to the last thing that it still did", () => {
  expect(ask({ lastAfterStart: at("15:01:12") }).timeToStopMs).toBe(72_000);
  expect(ask({ lastAfterStart: at("14:59:00") }).timeToStopMs).toBe(0);
});

test("where no log names it, or no AI system is named, only a look can verify", () => {
  expect(ask({ traces: [] })).toMatchObject({ verdict: "not_verified", reason: "no imported log names it" });
  expect(ask({ traces: null }).verdict).toBe("not_verified");
  const held = { at: at("15:10:00"), holds: true, what: "a test account is refused", ...byAna };
  expect(ask({ traces: [], checks: [held] })).toMatchObject({ verdict: "verified", timeToStopMs: null });
  expect(ask({ proof: "check", traces: null }).reason).toBe("nobody has looked whether it holds");
  expect(ask({ proof: "check", traces: null, checks: [held] }).verdict).toBe("verified");
});

test("the latest look counts, and one from before it was done does not", () => {
  const held = { at: at("15:10:00"), holds: true, what: "refused", ...byAna };
  const broke = { at: at("15:20:00"), holds: false, what: "the test account could read again", ...byAna };
  expect(ask({ proof: "check", checks: [broke, held] })).toMatchObject({ verdict: "failed", reason: broke.what });
  expect(ask({ proof: "check", checks: [{ ...held, at: at("15:01:59") }] }).verdict).toBe("not_verified");
});

test("an instant of another day than the action's is said with its day", () => {
  const far = { ...quiet, coveredUntil: "2026-03-12T08:00:00.000000Z" };
  expect(ask({ traces: [far] }).reason).toContain("cover the time until 2026-03-12 08:00:00 UTC");
});

test("a verdict says whether it rests on the logs or on whose look, and from when on it could be given", () => {
  const held = { at: at("15:10:00"), holds: true, what: "its process list is empty", ...byAna };
  const quietSince = { basis: "evidence", by: null, shownAt: at("15:07:00") };
  expect(ask({})).toMatchObject({ verdict: "verified", ...quietSince });
  expect(ask({ traces: [], checks: [held] })).toMatchObject({ basis: "look", by: "Ana", shownAt: held.at });
  expect(ask({ traces: [], checks: [{ ...held, evidence: true }] })).toMatchObject({ basis: "evidence", by: null });
  expect(ask({ checks: [held] }), "the logs need nobody").toMatchObject({ verdict: "verified", ...quietSince });
  expect(ask({ traces: [] })).toMatchObject({ verdict: "not_verified", basis: null, by: null, shownAt: null });
  const acts = { ...quiet, acted: 1, firstActed: at("15:02:40"), lastActed: at("15:02:40") };
  expect(ask({ traces: [acts] })).toMatchObject({ basis: "evidence", shownAt: at("15:02:40") });
});

test("what the logs verified no longer holds once somebody says what they saw, until another look says that it holds", () => {
  const broke = { at: at("15:20:00"), holds: false, what: "it mails again", ...byAna };
  expect(ask({ checks: [broke] })).toMatchObject({ verdict: "failed", reason: "it mails again", shownAt: broke.at });
  const again = { ...broke, at: at("15:40:00"), holds: true, what: "its mailbox is closed" };
  expect(ask({ checks: [broke, again] }).verdict).toBe("verified");
});
