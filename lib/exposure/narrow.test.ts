import { describe, expect, test } from "vitest";
import { type NarrowFacts, narrow } from "./narrow";
import { logAccess } from "./narrow-logs";
import type { AssetExposureView, ExposureView, WindowView } from "./views";

const at = (minute: number) => `2026-03-11T12:${String(minute).padStart(2, "0")}:00.000000Z`;

const anAsset = (name: string, more: Partial<AssetExposureView> = {}) =>
  ({
    ...{
      asset: name,
      name,
      systems: ["aws-cloudtrail"],
      coverageGaps: [],
      coveredShare: 1,
      unexplained: 0,
      principals: [],
    },
    exposedMs: { certain: 3_600_000, possible: 3_600_000 },
    accessed: { verdict: "unknown", reasons: [] },
    ...more,
  }) as unknown as AssetExposureView;
const answerOf = (...assets: AssetExposureView[]) => ({ assets, now: at(59) }) as ExposureView;
const aWindow = (asset: string, more: Partial<WindowView> = {}) =>
  ({
    ...{ id: `w-${asset}`, asset, openedAtEarliest: at(0), openedAtLatest: at(0), closedAtEarliest: at(50) },
    ...{ closedAtLatest: at(50), ...more },
  }) as WindowView;
const facts = (more: Partial<NarrowFacts> = {}): NarrowFacts => ({
  ...{ windows: [], holes: [], possible: [], unknownOutcomes: [], blind: [], ...more },
});
const gap = (from: number, until: number, systems = ["aws-cloudtrail"]) => ({
  from: at(from),
  until: at(until),
  systems,
});
const unresolved = (name: string, accesses: number) =>
  ({ principal: null, name, resolved: false, unauthorisedItself: accesses }) as AssetExposureView["principals"][number];

describe("what would narrow the answer", () => {
  test("is nothing where nothing is uncertain", () => {
    expect(narrow(answerOf(anAsset("a")), facts({ windows: [aWindow("a")] }))).toEqual([]);
  });

  test("asks whether what was read was taken out while no log says it, as one thing for each asset that was read", () => {
    const read = anAsset("read", {
      accessed: { verdict: "yes", reasons: [] },
      exfiltrated: { verdict: "unknown", reasons: [] },
      principals: [{ ...unresolved("dana", 5), resolved: true }],
    } as Partial<AssetExposureView>);
    const [item, ...rest] = narrow(answerOf(read), facts({ windows: [aWindow("read")] }));
    expect(item).toMatchObject({ kind: "taken", assets: [{ name: "read" }], moves: { accesses: 5 }, decides: false });
    expect(item?.get?.where).toMatch(/egress/);
    expect(rest).toEqual([]);
  });

  test("puts first what alone keeps the verdict unknown, then what moves most accesses, then most time", () => {
    const busy = anAsset("busy", {
      principals: [unresolved("key-1", 3), unresolved("key-2", 40)],
      coverageGaps: [gap(0, 5), gap(10, 40)],
    });
    const nearly = anAsset("nearly", { coverageGaps: [gap(20, 21, ["m365"])] });
    const items = narrow(answerOf(busy, nearly), facts());
    expect(items.map(({ kind, actor, from, decides }) => [kind, actor ?? from, decides])).toEqual([
      ["gap", at(20), true],
      ["actor", "key-2", false],
      ["actor", "key-1", false],
      ["gap", at(10), false],
      ["gap", at(0), false],
    ]);
    expect(items[0]?.moves).toEqual({ accesses: 0, ms: 60_000, principals: 0 });
  });

  test("counts one log, one bound and one name for all assets that it settles", () => {
    const two = ["a", "b"].map((name) =>
      anAsset(name, { coverageGaps: [gap(1, 3)], principals: [unresolved("key", 2)] }),
    );
    const items = narrow(answerOf(...two), facts());
    expect(items.map(({ kind, assets, moves }) => [kind, assets.length, moves])).toEqual([
      ["actor", 2, { accesses: 4, ms: 0, principals: 1 }],
      ["gap", 2, { accesses: 0, ms: 120_000, principals: 0 }],
    ]);
  });

  test("says of a silence why it is one, where a source knows, and asks for the log of the rest only", () => {
    const asset = anAsset("a", { coverageGaps: [gap(0, 30)] });
    const hole = {
      system: "aws-cloudtrail",
      from: at(10),
      until: at(20),
      reason: "logging was switched off",
      filename: "t",
    };
    const items = narrow(answerOf(asset), facts({ holes: [hole, { ...hole, system: "m365" }] }));
    expect(items.map(({ kind, from, until, reason }) => [kind, from, until, reason])).toEqual([
      ["gap", at(0), at(10), null],
      ["hole", at(10), at(20), "t: logging was switched off"],
      ["gap", at(20), at(30), null],
    ]);
  });

  test("of a bound that is not exact says which accesses it makes possible only", () => {
    const window = aWindow("a", { openedAtLatest: at(10) });
    const access = (minute: number, until: number | null = null) => ({
      ...{ asset: "a", occurredAt: at(minute), occurredUntil: until === null ? null : at(until) },
    });
    const possible = [access(5), access(9), access(12, 14)];
    const items = narrow(answerOf(anAsset("a")), facts({ windows: [window], possible }));
    expect(items.map(({ kind, moves, window: of }) => [kind, moves.accesses, of?.end])).toEqual([
      ["bound", 2, "opened"],
      ["aggregate", 1, undefined],
    ]);
  });

  test("a log that can't show reads is named with the time that rests on it, and how to get one that can", () => {
    const spot = {
      asset: { id: "a", name: "a" },
      system: "aws-cloudtrail",
      formats: ["aws-cloudtrail"],
      cannotShow: ["x"],
    };
    const blind = [{ ...spot, why: "never_read" as const }];
    const asset = anAsset("a", { coveredShare: 0.5, unexplained: 2 });
    const items = narrow(answerOf(asset), facts({ blind, windows: [aWindow("a")] }));
    expect(items.map(({ kind, moves: { accesses, ms } }) => [kind, accesses, ms])).toEqual([
      ["outside", 2, 0],
      ["blind", 0, 1_800_000],
    ]);
    expect(items[1]?.get).toMatchObject({ where: expect.stringContaining("data events"), kept: expect.any(String) });
  });

  test("does not depend on the order of assets", () => {
    const assets = [1, 2, 3].map((i) =>
      anAsset(`a${i}`, { coverageGaps: [gap(i, i + 5)], principals: [unresolved("k", i)] }),
    );
    const keys = (given: AssetExposureView[]) =>
      narrow(answerOf(...given), facts()).map(({ kind, from }) => [kind, from]);
    expect(keys([...assets].reverse())).toEqual(keys(assets));
  });
});

describe("how to get a log", () => {
  test("is filled in with the stretch, in the words of its vendor", () => {
    const { command } = logAccess("gcp-audit", at(1), at(2));
    expect(command).toContain('timestamp>="2026-03-11T12:01:00Z" AND timestamp<"2026-03-11T12:02:00Z"');
    expect(logAccess("openai", at(1), at(2)).command).toContain("effective_at[gte]=1773230460");
    expect(logAccess("aws-cloudtrail", at(1), at(2)).command).toContain("*2026/03/11*");
  });

  test("of a system that nobody knows says whom to ask, also where its name is that of something every object has", () => {
    for (const system of ["our-app", "constructor", "__proto__"]) {
      expect(logAccess(system, at(1), at(2))).toMatchObject({ command: null, where: expect.stringContaining(system) });
    }
  });
});
