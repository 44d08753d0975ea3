import { describe, expect, test } from "vitest";
import { instantToMicros } from "@/lib/time/instant";
import type { ClaimAsset, ClaimFacts, ClaimWindow } from "./facts";
import { judge } from "./judge";
import type { Assertion, ClaimedAmount } from "./model";

const GAP = [{ from: "2026-03-11T15:58:00.000000Z", until: "2026-03-11T16:04:00.000000Z", systems: ["cloud"] }];

interface Reads {
  certain?: number;
  possible?: number;
  uncleared?: number;
  possiblyUncleared?: number;
  unknownOutcome?: number;
}

function anAsset(id: string, reads: Reads, over: Partial<ClaimAsset> = {}): ClaimAsset {
  const { certain = 0, possible = 0, uncleared = 0, possiblyUncleared = 0, unknownOutcome = 0 } = reads;
  return {
    asset: id,
    name: `table ${id}`,
    open: false,
    exposedMs: { certain: 7_005_000, possible: 7_005_000 },
    accessed: { verdict: uncleared > 0 ? "yes" : "unknown", reasons: ["Why."] },
    exfiltrated: { verdict: "unknown", reasons: ["No log shows what happened to what was read."] },
    coverageGaps: [],
    counts: {
      accesses: { certain, possible },
      unauthorised: { certain: uncleared, possible: possiblyUncleared },
      unknownOutcome,
    },
    principals: [],
    ...over,
  };
}

function person(name: string, certain: number, uncleared: number, over: object = {}): ClaimAsset["principals"][number] {
  return {
    principal: name,
    name,
    kind: "human",
    resolved: true,
    certain,
    possible: 0,
    unauthorised: { certain: uncleared, possible: 0 },
    unauthorisedItself: uncleared,
    forOthers: 0,
    ...over,
  };
}

function facts(assets: ClaimAsset[], over: Partial<ClaimFacts> = {}): ClaimFacts {
  const verdict = (of: "accessed" | "exfiltrated") => {
    if (assets.some((one) => one[of].verdict === "yes")) return "yes" as const;
    return assets.length > 0 && assets.every((one) => one[of].verdict === "no") ? "no" : ("unknown" as const);
  };
  return {
    answer: {
      assets,
      exposedMs: { certain: 7_005_000, possible: 7_005_000 },
      open: assets.some((one) => one.open),
      summary: { accessed: verdict("accessed"), exfiltrated: verdict("exfiltrated") },
    },
    windows: [],
    people: null,
    records: null,
    misused: "unknown",
    severity: null,
    ...over,
  };
}

const standing = (assertion: Assertion, known: ClaimFacts) => judge(assertion, known).standing;
const exactly = (n: number): ClaimedAmount => ({ bound: "exact", low: n, high: null });
const atMost = (n: number): ClaimedAmount => ({ bound: "at_most", low: null, high: n });
const atLeast = (n: number): ClaimedAmount => ({ bound: "at_least", low: n, high: null });

describe("that nobody accessed it", () => {
  const claim: Assertion = { kind: "nobody_accessed", asset: null };

  test("is contradicted by one certain access, also of somebody with clearance", () => {
    expect(standing(claim, facts([anAsset("a", { certain: 1 })]))).toBe("contradicted");
  });
  test("is supported only where logs are complete and show nothing", () => {
    expect(standing(claim, facts([anAsset("a", {})]))).toBe("supported");
    expect(standing(claim, facts([anAsset("a", {}, { coverageGaps: GAP })]))).toBe("unverified");
  });
  test("is neither by accesses that are only possible, or of which no log says that they succeeded", () => {
    expect(standing(claim, facts([anAsset("a", { possible: 2 })]))).toBe("unverified");
    expect(standing(claim, facts([anAsset("a", { certain: 2, unknownOutcome: 2 })]))).toBe("unverified");
  });
  test("of one asset is judged by that asset alone", () => {
    const known = facts([anAsset("a", { certain: 3 }), anAsset("b", {})]);
    expect(standing({ ...claim, asset: "b" }, known)).toBe("supported");
    expect(standing({ ...claim, asset: "a" }, known)).toBe("contradicted");
  });
  test("is unverified where no window is recorded, since there is nothing to hold it against", () => {
    expect(judge(claim, facts([]))).toMatchObject({ standing: "unverified", basis: [] });
    expect(standing({ ...claim, asset: "elsewhere" }, facts([anAsset("a", { certain: 3 })]))).toBe("unverified");
  });
});

test("an unknown verdict neither supports nor contradicts, yes contradicts, no supports", () => {
  const verdict = (word: "yes" | "no" | "unknown") =>
    facts([
      anAsset("a", {}, { accessed: { verdict: word, reasons: [] }, exfiltrated: { verdict: word, reasons: [] } }),
    ]);
  for (const kind of ["nobody_without_clearance", "nothing_exfiltrated"] as const) {
    expect(standing({ kind, asset: null }, verdict("yes"))).toBe("contradicted");
    expect(standing({ kind, asset: null }, verdict("no"))).toBe("supported");
    expect(standing({ kind, asset: null }, verdict("unknown"))).toBe("unverified");
  }
});

test("the reason names the asset that decides, and the figure leads to the accesses", () => {
  const known = facts([anAsset("a", { certain: 9, uncleared: 7 }), anAsset("b", {})]);
  expect(judge({ kind: "nobody_without_clearance", asset: null }, known)).toEqual({
    standing: "contradicted",
    reason: "table a: Why.",
    basis: [{ kind: "unauthorised", id: "", says: "7 accesses without clearance" }],
  });
});

describe("a number of people", () => {
  const count = (n: ClaimedAmount): Assertion => ({ kind: "count", of: "people_without_clearance", asset: null, n });
  const two = anAsset("a", { certain: 4, uncleared: 2 }, { principals: [person("p", 3, 1), person("q", 1, 1)] });
  const silent = { ...two, coverageGaps: GAP };

  test("is decided exactly where logs are complete", () => {
    expect(standing(count(exactly(2)), facts([two]))).toBe("supported");
    expect(standing(count(exactly(3)), facts([two]))).toBe("contradicted");
    expect(standing(count({ bound: "range", low: 1, high: 5 }), facts([two]))).toBe("supported");
  });
  test("has no upper end where logs are silent, so that more is neither, fewer is contradicted", () => {
    expect(standing(count(exactly(2)), facts([silent]))).toBe("unverified");
    expect(standing(count(exactly(5)), facts([silent]))).toBe("unverified");
    expect(standing(count(atMost(1)), facts([silent]))).toBe("contradicted");
    expect(standing(count(atLeast(2)), facts([silent]))).toBe("supported");
    expect(standing(count(atMost(9)), facts([silent]))).toBe("unverified");
  });
  test("counts somebody once over assets, an agent that acted for people not at all", () => {
    const agent = person("agent", 1, 1, { kind: "agent", unauthorisedItself: 0, forOthers: 1 });
    const other = anAsset("b", { certain: 1, uncleared: 1 }, { principals: [person("p", 1, 1), agent] });
    expect(standing(count(exactly(2)), facts([two, other]))).toBe("supported");
  });
  test("counts an actor that nobody has resolved as perhaps one more", () => {
    const actor = person("x", 1, 1, { principal: null, resolved: false });
    const known = facts([{ ...two, principals: [...two.principals, actor] }]);
    expect(standing(count(exactly(2)), known)).toBe("unverified");
    expect(standing(count(exactly(3)), known)).toBe("unverified");
    expect(standing(count(exactly(4)), known)).toBe("contradicted");
  });
  test("concerned is held against the inventory's range, and unknown decides nothing", () => {
    const affected = (n: ClaimedAmount): Assertion => ({ kind: "count", of: "people_affected", asset: null, n });
    expect(standing(affected(atMost(10)), facts([], { people: { low: 300, high: null } }))).toBe("contradicted");
    expect(standing(affected(exactly(400)), facts([], { people: { low: 300, high: 500 } }))).toBe("unverified");
    expect(standing(affected(exactly(400)), facts([]))).toBe("unverified");
  });
});

describe("a length", () => {
  const exposed = (ms: ClaimedAmount): Assertion => ({ kind: "exposed_for", asset: null, ms });

  test("is taken to the minute", () => {
    const known = facts([anAsset("a", {})]);
    expect(standing(exposed(exactly(117 * 60_000)), known)).toBe("supported");
    expect(standing(exposed(exactly(120 * 60_000)), known)).toBe("contradicted");
    expect(standing(exposed(atMost(120 * 60_000)), known)).toBe("supported");
  });
  test("has no upper end while it is still open", () => {
    const known = facts([anAsset("a", {}, { open: true })]);
    expect(standing(exposed(atMost(180 * 60_000)), known)).toBe("unverified");
    expect(standing(exposed(atMost(60 * 60_000)), known)).toBe("contradicted");
  });
});

describe("a time", () => {
  const at = (time: string) => instantToMicros(`2026-03-11T${time}.000000Z`);
  const window = (over: Partial<ClaimWindow> = {}): ClaimWindow => ({
    id: "w",
    asset: "a",
    openedEarliest: at("15:06:20"),
    openedLatest: at("15:06:20"),
    closedEarliest: at("17:03:05"),
    closedLatest: at("17:03:05"),
    openedEvidence: ["3-77"],
    closedEvidence: [],
    ...over,
  });
  const claim = (kind: "opened_at" | "closed_at", time: string): Assertion => {
    return { kind, asset: null, at: `2026-03-11T${time}.000000Z`, precision: "minute" };
  };
  const known = (...windows: ClaimWindow[]) => facts([], { windows });

  test("to the minute holds the seconds in it, and leads to window and event", () => {
    expect(judge(claim("opened_at", "15:06:00"), known(window()))).toMatchObject({
      standing: "supported",
      basis: [
        { kind: "window", id: "w" },
        { kind: "event", id: "3-77" },
      ],
    });
    expect(standing(claim("closed_at", "17:03:00"), known(window()))).toBe("supported");
    expect(standing(claim("closed_at", "16:02:00"), known(window()))).toBe("contradicted");
  });
  test("of closing is contradicted while any window is open", () => {
    const open = window({ closedEarliest: null, closedLatest: null });
    expect(standing(claim("closed_at", "17:03:00"), known(window(), open))).toBe("contradicted");
  });
  test("is the first opening and the last closing of several windows", () => {
    const later = window({
      id: "v",
      openedEarliest: at("16:00:00"),
      openedLatest: at("16:00:00"),
      closedEarliest: at("18:00:00"),
      closedLatest: at("18:00:00"),
    });
    expect(standing(claim("opened_at", "15:06:00"), known(later, window()))).toBe("supported");
    expect(standing(claim("closed_at", "17:03:00"), known(window(), later))).toBe("contradicted");
  });
  test("within uncertain bounds is neither, unless they lie wholly inside or outside", () => {
    const vague = window({ openedEarliest: at("15:06:50"), openedLatest: at("15:07:10") });
    expect(standing(claim("opened_at", "15:06:00"), known(vague))).toBe("unverified");
    expect(standing(claim("opened_at", "15:05:00"), known(vague))).toBe("contradicted");
  });
});

test("a level is held against the assessed one, and decides nothing before there is one", () => {
  const claim: Assertion = { kind: "severity", level: "SEV2", scale: "Sev 1 of a scale that begins at 0" };
  expect(standing(claim, facts([], { severity: "SEV1" }))).toBe("contradicted");
  expect(standing(claim, facts([], { severity: "SEV2" }))).toBe("supported");
  expect(standing(claim, facts([]))).toBe("unverified");
});

test("what an agent did, and what asserts nothing, is left to people", () => {
  const known = facts([anAsset("a", { certain: 9, uncleared: 9 })]);
  expect(standing({ kind: "agent_did", act: "share_data", what: "" }, known)).toBe("unverified");
  expect(judge(null, known).standing).toBe("unverified");
});
