import { describe, expect, test } from "vitest";
import type {
  AssetFact,
  ClearanceFact,
  CoverageFact,
  EventFact,
  ExposureFacts,
  PrincipalFact,
  WindowFact,
} from "@/lib/exposure/model";
import { referenceAnswer } from "@/lib/exposure/reference";

/** A world of small numbers: one bucket, exposed in [100, 200), logs complete from 0 to 1000. */
const since = { recordedAt: 0, supersededAt: null };
const bucket: AssetFact = {
  ...since,
  id: "bucket",
  name: "bucket",
  classification: "confidential",
  systems: ["cloud"],
  patterns: [{ system: null, resource: "s3/users/*" }],
};
const person = (id: string, kind: PrincipalFact["versions"][number]["kind"] = "human"): PrincipalFact => ({
  id,
  recordedAt: 0,
  versions: [{ ...since, name: id, kind }],
});
const alias = (principalId: string, value: string, system: string | null = null) => ({
  ...since,
  principalId,
  system,
  value,
});
const window = (more: Partial<WindowFact> = {}): WindowFact => ({
  ...since,
  id: "window",
  assetId: "bucket",
  audience: { kind: "organisation", principals: [], group: null },
  openedEarliest: 100,
  openedLatest: 100,
  closedEarliest: 200,
  closedLatest: 200,
  withdrawn: false,
  ...more,
});
const clearance = (more: Partial<ClearanceFact>): ClearanceFact => ({
  ...since,
  principalId: null,
  group: null,
  assetId: null,
  classification: null,
  from: null,
  until: null,
  standing: "valid",
  ...more,
});
const coverage = (from: number, until: number, more: Partial<CoverageFact> = {}): CoverageFact => ({
  ...since,
  system: "cloud",
  from,
  until,
  hole: false,
  ...more,
});
const event = (more: Partial<EventFact> = {}): EventFact => ({
  sourceId: "log",
  takenAt: null,
  system: "cloud",
  occurredAt: 150,
  occurredUntil: null,
  actor: "ann@x",
  actorKind: "unknown",
  onBehalfOf: null,
  verb: "read",
  outcome: "success",
  resources: ["s3/users/1"],
  records: null,
  bytes: null,
  sourceIp: null,
  ...more,
});
const world = (more: Partial<ExposureFacts> = {}): ExposureFacts => ({
  assets: [bucket],
  windows: [window()],
  principals: [person("ann"), person("bob"), person("bot", "agent")],
  aliases: [alias("ann", "ann@x"), alias("bob", "bob@x"), alias("bot", "bot-key")],
  merges: [],
  memberships: [],
  clearances: [],
  explanations: [],
  sources: [{ id: "log", system: "cloud", readyAt: 0, live: false, coverage: [coverage(0, 1000)] }],
  ...more,
});

function answer(facts: ExposureFacts, events: EventFact[], question: { now?: number; knownAt?: number | null } = {}) {
  const whole = referenceAnswer(facts, events, { now: question.now ?? 5000, knownAt: question.knownAt ?? null });
  const [asset] = whole.assets;
  if (!asset) throw new Error("no asset in the answer");
  const row = (who: string) => asset.principals.find((one) => (one.principalId ?? one.actor) === who);
  const classOf = (who: string) => Object.keys(row(who)?.classes ?? {}).join();
  return { whole, asset, row, classOf };
}
const verdicts = ({ asset }: ReturnType<typeof answer>) => [asset.accessed, asset.exfiltrated];

describe("the window of an exposure", () => {
  test("holds an access at its first instant and not one at its last", () => {
    const { asset } = answer(world(), [event({ occurredAt: 100 }), event({ occurredAt: 200 })]);
    expect(asset.accesses).toEqual({ certain: 1, possible: 0 });
    expect(asset.unexplained).toBe(1);
  });

  test("with uncertain ends makes an access between the bounds a possible one", () => {
    const windows = [window({ openedEarliest: 90, openedLatest: 110, closedEarliest: 190, closedLatest: 210 })];
    const at = [89, 90, 109, 110, 189, 190, 209, 210].map((occurredAt) => event({ occurredAt }));
    const { asset } = answer(world({ windows }), at);
    expect(asset.accesses).toEqual({ certain: 2, possible: 4 });
    expect(asset.exposedMicros).toEqual({ certain: 80, possible: 120 });
    expect(asset.unexplained).toBe(2);
  });

  test("may have no certain core at all", () => {
    const windows = [window({ openedEarliest: 90, openedLatest: 210, closedEarliest: 100, closedLatest: 220 })];
    const { asset } = answer(world({ windows }), [event()]);
    expect(asset.exposedMicros).toEqual({ certain: 0, possible: 130 });
    expect(asset.accesses).toEqual({ certain: 0, possible: 1 });
    expect(asset.accessed).toBe("unknown");
  });

  test("that overlaps or touches another counts every instant and every access once", () => {
    const other = window({
      id: "other",
      openedEarliest: 150,
      openedLatest: 150,
      closedEarliest: 250,
      closedLatest: 250,
    });
    const next = window({ id: "next", openedEarliest: 250, openedLatest: 250, closedEarliest: 260, closedLatest: 260 });
    const { whole, asset } = answer(world({ windows: [window(), other, next] }), [event({ occurredAt: 160 })]);
    expect(asset.exposedMicros).toEqual({ certain: 160, possible: 160 });
    expect(whole.exposedMicros).toEqual({ certain: 160, possible: 160 });
    expect(asset.accesses).toEqual({ certain: 1, possible: 0 });
  });

  test("that is still open ends now", () => {
    const windows = [window({ closedEarliest: null, closedLatest: null })];
    const { asset } = answer(world({ windows }), [event({ occurredAt: 299 }), event({ occurredAt: 300 })], {
      now: 300,
    });
    expect(asset.exposedMicros).toEqual({ certain: 200, possible: 200 });
    expect(asset.accesses).toEqual({ certain: 1, possible: 0 });
  });

  test("that was withdrawn is out of the answer", () => {
    expect(
      referenceAnswer(world({ windows: [window({ withdrawn: true })] }), [], { now: 1, knownAt: null }).assets,
    ).toEqual([]);
  });
});

describe("an event that the log aggregates over an interval", () => {
  const span = (from: number, until: number) => event({ occurredAt: from, occurredUntil: until });

  test("is certain inside the core and possible where it only overlaps", () => {
    const { asset } = answer(world(), [span(100, 200), span(90, 101), span(199, 300), span(80, 100), span(200, 210)]);
    expect(asset.accesses).toEqual({ certain: 1, possible: 2 });
    expect(asset.unexplained).toBe(2);
  });

  test("is cleared only when the clearance holds throughout; where it holds in part, the access is possibly unauthorised", () => {
    const clearances = [clearance({ principalId: "ann", assetId: "bucket", until: 150 })];
    const inside = answer(world({ clearances }), [span(120, 150)]);
    expect(inside.classOf("ann")).toBe("cleared");
    const across = answer(world({ clearances }), [span(120, 151)]);
    expect(across.classOf("ann")).toBe("uncleared");
    expect(across.asset.accesses).toEqual({ certain: 1, possible: 0 });
    expect(across.asset.unauthorised).toEqual({ certain: 0, possible: 1 });
    expect(verdicts(across)).toEqual(["unknown", "unknown"]);
  });
});

describe("a clearance", () => {
  const given = (...clearances: ClearanceFact[]) => answer(world({ clearances }), [event()]).classOf("ann");

  test("covers the asset it names, at the instants it names", () => {
    expect(given(clearance({ principalId: "ann", assetId: "bucket" }))).toBe("cleared");
    expect(given(clearance({ principalId: "ann", assetId: "other" }))).toBe("uncleared");
    expect(given(clearance({ principalId: "bob", assetId: "bucket" }))).toBe("uncleared");
    expect(given(clearance({ principalId: "ann", assetId: "bucket", from: 150, until: 151 }))).toBe("cleared");
    expect(given(clearance({ principalId: "ann", assetId: "bucket", until: 150 }))).toBe("uncleared");
    expect(given(clearance({ principalId: "ann", assetId: "bucket", from: 151 }))).toBe("uncleared");
  });

  test("for a classification covers what is classified the same or lower", () => {
    expect(given(clearance({ principalId: "ann", classification: "internal" }))).toBe("uncleared");
    expect(given(clearance({ principalId: "ann", classification: "confidential" }))).toBe("cleared");
    expect(given(clearance({ principalId: "ann", classification: "secret" }))).toBe("cleared");
  });

  test("that the incident itself made never clears, and takes nothing from a valid one", () => {
    const bad = clearance({ principalId: "ann", assetId: "bucket", standing: "void" });
    expect(given(bad)).toBe("uncleared");
    expect(given(bad, clearance({ principalId: "ann", classification: "secret" }))).toBe("cleared");
  });

  test("gives way to an explicit deny while that holds", () => {
    const valid = clearance({ principalId: "ann", assetId: "bucket" });
    expect(given(valid, clearance({ principalId: "ann", assetId: "bucket", standing: "deny" }))).toBe("uncleared");
    expect(given(valid, clearance({ principalId: "ann", classification: "secret", standing: "deny" }))).toBe(
      "uncleared",
    );
    expect(given(valid, clearance({ principalId: "ann", assetId: "bucket", standing: "deny", until: 150 }))).toBe(
      "cleared",
    );
  });

  test("of a group holds for who was a member at that instant", () => {
    const clearances = [clearance({ group: "ops", assetId: "bucket", from: 120 })];
    const member = (from: number | null, until: number | null) =>
      answer(world({ clearances, memberships: [{ ...since, group: "ops", principalId: "ann", from, until }] }), [
        event({ occurredAt: 110 }),
        event({ occurredAt: 150 }),
      ]).row("ann")?.classes;
    expect(member(null, null)).toMatchObject({ cleared: { certain: 1 }, uncleared: { certain: 1 } });
    expect(member(150, 151)).toMatchObject({ cleared: { certain: 1 }, uncleared: { certain: 1 } });
    expect(member(null, 150)).toMatchObject({ uncleared: { certain: 2 } });
  });

  test("that ends inside the window splits a person's accesses at that instant", () => {
    const clearances = [clearance({ principalId: "ann", assetId: "bucket", until: 150 })];
    const events = [100, 149, 150, 199].map((occurredAt) => event({ occurredAt }));
    const { asset, row } = answer(world({ clearances }), events);
    expect(row("ann")?.classes).toMatchObject({
      cleared: { certain: 2, last: 149 },
      uncleared: { certain: 2, first: 150 },
    });
    expect(asset.unauthorised).toEqual({ certain: 2, possible: 0 });
  });

  test("regranted, adjacent and overlapping is joined before it is asked", () => {
    const part = (from: number, until: number) => clearance({ principalId: "ann", assetId: "bucket", from, until });
    const clearances = [part(0, 120), part(120, 150), part(140, 160), part(170, 180)];
    const { asset } = answer(world({ clearances, principals: [person("ann")] }), []);
    expect(asset.exposedPrincipalMicros).toEqual({ certain: 30, possible: 30 });
  });
});

describe("who an access counts for", () => {
  const acting = (more: Partial<EventFact>) => event({ actor: "bot-key", onBehalfOf: "ann@x", ...more });

  test("an agent's access for a person counts for both and is judged by the person's clearance", () => {
    const annCleared = world({ clearances: [clearance({ principalId: "ann", assetId: "bucket" })] });
    const cleared = answer(annCleared, [acting({})]);
    expect([cleared.classOf("bot"), cleared.classOf("ann")]).toEqual(["cleared", "cleared"]);
    expect(cleared.asset.accesses).toEqual({ certain: 1, possible: 0 });
    const botCleared = world({ clearances: [clearance({ principalId: "bot", assetId: "bucket" })] });
    const uncleared = answer(botCleared, [acting({})]);
    expect([uncleared.classOf("bot"), uncleared.classOf("ann")]).toEqual(["uncleared", "uncleared"]);
    expect(uncleared.row("ann")).toMatchObject({ through: 1, forOthers: 0 });
    expect(uncleared.row("bot")).toMatchObject({ through: 0, forOthers: 1 });
  });

  test("an agent acting for nobody is judged by its own clearance", () => {
    const botCleared = world({ clearances: [clearance({ principalId: "bot", assetId: "bucket" })] });
    expect(answer(botCleared, [acting({ onBehalfOf: null })]).classOf("bot")).toBe("cleared");
  });

  test("an actor that is no agent is judged by its own clearance, whomever it acts for", () => {
    const bobCleared = world({ clearances: [clearance({ principalId: "bob", assetId: "bucket" })] });
    const { classOf } = answer(bobCleared, [acting({ actor: "bob@x" })]);
    expect([classOf("bob"), classOf("ann")]).toEqual(["cleared", "cleared"]);
  });

  test("an unresolved actor is an agent when its log says so, and what we know of a principal wins over the log", () => {
    const annCleared = world({ clearances: [clearance({ principalId: "ann", assetId: "bucket" })] });
    expect(answer(annCleared, [acting({ actor: "new", actorKind: "agent" })]).classOf("new")).toBe("cleared");
    expect(answer(annCleared, [acting({ actor: "new" })]).classOf("new")).toBe("unresolved");
    expect(answer(annCleared, [acting({ actor: "bob@x", actorKind: "agent" })]).classOf("bob")).toBe("uncleared");
  });

  test("an agent acting for somebody unresolved is unresolved", () => {
    expect(answer(world(), [acting({ onBehalfOf: "who@y" })]).classOf("bot")).toBe("unresolved");
  });

  test("somebody acting for himself is counted once", () => {
    const { asset, row } = answer(world(), [event({ onBehalfOf: "ann@x" })]);
    expect(asset.principals).toHaveLength(1);
    expect(row("ann")?.classes.uncleared?.certain).toBe(1);
  });

  test("each unresolved actor is a principal of its own, and so is the one that no log names", () => {
    const { asset } = answer(world(), [
      event({ actor: "x" }),
      event({ actor: "y" }),
      event({ actor: "y" }),
      event({ actor: null }),
    ]);
    expect(asset.principals.map((row) => [row.actor, row.classes.unresolved?.certain])).toEqual([
      ["x", 1],
      ["y", 2],
      [null, 1],
    ]);
    expect(asset.unauthorised).toEqual({ certain: 4, possible: 0 });
  });

  test("an alias of the log's own system wins over a general one", () => {
    const aliases = [alias("ann", "root"), alias("bob", "root", "cloud")];
    const { asset } = answer(world({ aliases }), [event({ actor: "root" }), event({ actor: "root", system: "forum" })]);
    expect(asset.principals.map((row) => row.principalId)).toEqual(["ann", "bob"]);
  });
});

describe("what counts as an access", () => {
  test("an event that touches the asset by several resources counts once", () => {
    const { asset } = answer(world(), [event({ resources: ["s3/users/1", "s3/users/2", "s3/users/1"] })]);
    expect(asset.accesses).toEqual({ certain: 1, possible: 0 });
  });

  test("a pattern of one system holds for that system's logs only", () => {
    const assets = [{ ...bucket, patterns: [{ system: "forum", resource: "s3/users/*" }] }];
    expect(answer(world({ assets }), [event()]).asset.accesses.certain).toBe(0);
    expect(answer(world({ assets }), [event({ system: "forum" })]).asset.accesses.certain).toBe(1);
  });

  test("denied and failed attempts are counted apart", () => {
    const { asset, row } = answer(world(), [event({ outcome: "denied" }), event({ outcome: "failure" })]);
    expect(asset.accesses).toEqual({ certain: 0, possible: 0 });
    expect(row("ann")).toMatchObject({ denied: 1, failed: 1, classes: {} });
    expect(verdicts(answer(world(), [event({ outcome: "denied" })]))).toEqual(["no", "no"]);
  });

  test("an unknown outcome counts as an access and is marked", () => {
    const { asset, row } = answer(world(), [event({ outcome: "unknown" })]);
    expect(asset.accesses).toEqual({ certain: 1, possible: 0 });
    expect(asset.unknownOutcome).toBe(1);
    expect(row("ann")?.classes.uncleared?.unknownOutcome).toBe(1);
  });

  test("listing is kept apart from reading, and what is no access verb is nothing", () => {
    const { row } = answer(world(), [
      event(),
      event({ verb: "list" }),
      event({ verb: "list" }),
      event({ verb: "login" }),
    ]);
    expect(row("ann")?.classes.uncleared?.byVerb).toEqual({ read: 1, list: 2 });
  });

  test("records, bytes and addresses are summed, and where a log is silent the sum is a least one", () => {
    const events = [
      event({ records: 5, bytes: 10, sourceIp: "10.0.0.1" }),
      event({ records: 7, sourceIp: "10.0.0.1" }),
    ];
    expect(answer(world(), events).row("ann")?.classes.uncleared).toMatchObject({
      records: { sum: 12, unstated: 0 },
      bytes: { sum: 10, unstated: 1 },
      sourceIps: ["10.0.0.1"],
    });
  });
});

describe("an explained access", () => {
  const explanation = { ...since, assetId: "bucket", principalId: "ann", actor: null, from: 100, until: 160 };

  test("is neither cleared nor unauthorised", () => {
    const facts = world({ explanations: [explanation] });
    const { asset, row } = answer(facts, [event(), event({ occurredAt: 160 })]);
    expect(row("ann")?.classes).toMatchObject({ explained: { certain: 1 }, uncleared: { certain: 1 } });
    expect(asset.unauthorised).toEqual({ certain: 1, possible: 0 });
  });

  test("stays cleared where it was cleared, and may be that of an actor nobody resolved", () => {
    const clearances = [clearance({ principalId: "ann", assetId: "bucket" })];
    expect(answer(world({ clearances, explanations: [explanation] }), [event()]).classOf("ann")).toBe("cleared");
    const unresolved = world({ explanations: [{ ...explanation, principalId: null, actor: "x" }] });
    expect(answer(unresolved, [event({ actor: "x" })]).classOf("x")).toBe("explained");
  });
});

describe("coverage", () => {
  const source = (id: string, system: string, parts: CoverageFact[]) => ({
    id,
    system,
    readyAt: 0,
    live: false,
    coverage: parts.map((part) => ({ ...part, system })),
  });

  test("is the union of the asset's sources without the holes of each", () => {
    const sources = [
      source("log", "cloud", [coverage(0, 150), coverage(110, 120, { hole: true })]),
      source("b", "cloud", [coverage(115, 130), coverage(160, 400)]),
      source("c", "forum", [coverage(0, 1000)]),
    ];
    const { asset } = answer(world({ sources }), []);
    expect(asset.coverageGaps).toEqual([
      { from: 110, until: 115, systems: ["cloud"] },
      { from: 150, until: 160, systems: ["cloud"] },
    ]);
    expect(asset.coveredShare).toBe(0.85);
    expect(verdicts(answer(world({ sources }), []))).toEqual(["unknown", "unknown"]);
    expect(asset.couldButDidNot).toBeNull();
    expect(asset.couldReach).toBe(3);
  });

  test("of a system without any source is a gap of the whole window", () => {
    const assets = [{ ...bucket, systems: ["cloud", "warehouse"] }];
    const { asset } = answer(world({ assets }), []);
    expect(asset.coverageGaps).toEqual([{ from: 100, until: 200, systems: ["warehouse"] }]);
    expect(asset.coveredShare).toBe(0);
  });

  test("by one of two systems is no gap, but is told", () => {
    const assets = [{ ...bucket, systems: ["cloud", "forum"] }];
    const sources = [source("log", "cloud", [coverage(0, 1000)]), source("f", "forum", [coverage(0, 150)])];
    const { asset } = answer(world({ assets, sources }), []);
    expect(asset.coverageGaps).toEqual([]);
    expect(asset.partlyCovered).toEqual([{ from: 150, until: 200, systems: ["forum"] }]);
  });
});

describe("the verdict", () => {
  const completelyCleared = world({ clearances: [clearance({ principalId: "ann", assetId: "bucket" })] });

  test("is yes with one certain access without clearance, and exfiltrated when that was an export or a share", () => {
    expect(verdicts(answer(world(), [event()]))).toEqual(["yes", "unknown"]);
    expect(verdicts(answer(world(), [event({ verb: "export" })]))).toEqual(["yes", "yes"]);
    expect(verdicts(answer(world(), [event({ verb: "share" })]))).toEqual(["yes", "yes"]);
  });

  test("is no only when logs cover everything and nobody without clearance can have been there", () => {
    expect(verdicts(answer(completelyCleared, [event()]))).toEqual(["no", "no"]);
    expect(verdicts(answer(completelyCleared, [event({ outcome: "unknown" })]))).toEqual(["unknown", "unknown"]);
  });

  test("is unknown when the only access without clearance is a possible one", () => {
    const windows = [window({ openedEarliest: 90, openedLatest: 110 })];
    expect(verdicts(answer(world({ windows }), [event({ occurredAt: 100 })]))).toEqual(["unknown", "unknown"]);
  });
});

describe("who could have", () => {
  test("counts each principal's time without clearance once, and who did nothing with it", () => {
    const clearances = [clearance({ principalId: "bob", assetId: "bucket", until: 160 })];
    const twice = [window(), window({ id: "w2", openedEarliest: 150, openedLatest: 150 })];
    const { asset } = answer(world({ clearances, windows: twice }), [event()]);
    expect(asset.exposedPrincipalMicros).toEqual({ certain: 240, possible: 240 });
    expect([asset.couldReach, asset.couldButDidNot]).toEqual([3, 2]);
  });

  test("is the listed, or the group's members of that time", () => {
    const listed = [window({ audience: { kind: "listed", principals: ["ann"], group: null } })];
    expect(answer(world({ windows: listed }), []).asset.couldReach).toBe(1);
    const group = [window({ audience: { kind: "group", principals: [], group: "eng" } })];
    const memberships = [
      { ...since, group: "eng", principalId: "ann", from: null, until: 120 },
      { ...since, group: "eng", principalId: "bob", from: 200, until: null },
    ];
    const { asset } = answer(world({ windows: group, memberships }), []);
    expect([asset.couldReach, asset.exposedPrincipalMicros?.possible]).toEqual([1, 20]);
  });

  test("can't be counted for the public", () => {
    const { asset } = answer(
      world({ windows: [window({ audience: { kind: "public", principals: [], group: null } })] }),
      [],
    );
    expect([asset.exposedPrincipalMicros, asset.couldReach, asset.couldButDidNot]).toEqual([null, null, null]);
  });
});

describe("as known at an instant", () => {
  test("leaves out what was recorded later and takes what was superseded later", () => {
    const windows = [
      window({ recordedAt: 10, supersededAt: 20, closedEarliest: 120, closedLatest: 120 }),
      window({ recordedAt: 20 }),
    ];
    const aliases = [{ ...alias("ann", "ann@x"), recordedAt: 15 }];
    const facts = world({ windows, aliases });
    expect(answer(facts, [event({ occurredAt: 110 })], { knownAt: 10 }).classOf("ann@x")).toBe("unresolved");
    expect(answer(facts, [], { knownAt: 19 }).asset.exposedMicros.certain).toBe(20);
    expect(answer(facts, [], { knownAt: 20 }).asset.exposedMicros.certain).toBe(100);
    expect(answer(facts, [event()], { knownAt: 20 }).classOf("ann")).toBe("uncleared");
  });

  test("knows nothing of a source that was read later", () => {
    const sources = [{ id: "log", system: "cloud", readyAt: 50, live: false, coverage: [coverage(0, 1000)] }];
    const { asset } = answer(world({ sources }), [event()], { knownAt: 49 });
    expect(asset.accesses.certain).toBe(0);
    expect(asset.coverageGaps).toEqual([{ from: 100, until: 200, systems: ["cloud"] }]);
  });
});
