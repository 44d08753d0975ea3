import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import { type Intervals, intersect, lengthMicros, subtract, union } from "./intervals";
import { logAccess, TAKEN } from "./narrow-logs";
import type { BlindSpot, NarrowItem } from "./narrow-views";
import type { AccessView, AssetExposureView, ExposureView, WindowView } from "./views";

/** Beside the answer, what the proposals are made from. */
export interface NarrowFacts {
  windows: readonly WindowView[];
  /** Known holes in sources, with their reasons. */
  holes: readonly { system: string; from: Instant; until: Instant; reason: string; filename: string }[];
  /** Accesses of which it is not certain that they fell into a window. */
  possible: readonly Pick<AccessView, "asset" | "occurredAt" | "occurredUntil">[];
  /** Accesses of which no log says whether they succeeded, by asset and system. */
  unknownOutcomes: readonly { asset: string; system: string; count: number }[];
  blind: readonly BlindSpot[];
}

type Draft = Omit<NarrowItem, "key" | "decides" | "get"> & Partial<Pick<NarrowItem, "get">>;

const NOTHING = { system: null, from: null, until: null, window: null, actor: null, reason: null } as const;
const NO_MOVE = { accesses: 0, ms: 0, principals: 0 };

/**
 * What would narrow the answer, that which settles most first: whatever alone keeps a verdict unknown, then by accesses,
 * time and people. Each says at most how much it moves, since what is found may also confirm what is known.
 */
export function narrow(answer: ExposureView, facts: NarrowFacts): NarrowItem[] {
  const drafts = [
    ...answer.assets.flatMap((asset) => [...gapsOf(asset, facts), ...boundsOf(asset, facts), ...restOf(asset, facts)]),
    ...actorsOf(answer),
  ];
  return merged(drafts)
    .map((draft) => finished(draft, answer, drafts, facts.windows))
    .sort(mostFirst);
}

function intervalOf({ from, until }: { from: Instant; until: Instant }): Intervals {
  return [{ from: instantToMicros(from), until: instantToMicros(until) }];
}

const nameOf = ({ asset, name }: AssetExposureView) => ({ id: asset, name });

/** Silence of each system, split where a source says why it is silent. */
function gapsOf(asset: AssetExposureView, { holes }: NarrowFacts): Draft[] {
  return asset.coverageGaps.flatMap((gap) => {
    const systems = gap.systems.length > 0 ? gap.systems : [null];
    return systems.flatMap((system): Draft[] => {
      const whole = intervalOf(gap);
      const known = holes.filter((hole) => hole.system === system);
      const rest = subtract(whole, union(...known.map(intervalOf)));
      const silent = rest.map((part) => draftOf("gap", asset, system, part, null));
      const said = known.flatMap((hole) =>
        intersect(whole, intervalOf(hole)).map((part) =>
          draftOf("hole", asset, system, part, `${hole.filename}: ${hole.reason}`),
        ),
      );
      return [...silent, ...said];
    });
  });
}

function draftOf(
  kind: "gap" | "hole",
  asset: AssetExposureView,
  system: string | null,
  part: Intervals[number],
  reason: string | null,
): Draft {
  const [from, until] = [microsToInstant(part.from), microsToInstant(part.until)];
  const moves = { ...NO_MOVE, ms: lengthMicros([part]) / 1000 };
  return { ...NOTHING, kind, assets: [nameOf(asset)], system, from, until, reason, moves };
}

/** Ends of windows that are known only from and to: what happened between is possible, not certain. */
function boundsOf(asset: AssetExposureView, { windows, possible }: NarrowFacts): Draft[] {
  return windows
    .filter((window) => window.asset === asset.asset)
    .flatMap((window) => {
      const ends = [
        { end: "opened" as const, from: window.openedAtEarliest, until: window.openedAtLatest },
        { end: "closed" as const, from: window.closedAtEarliest, until: window.closedAtLatest },
      ];
      return ends.flatMap(({ end, from, until }): Draft[] => {
        if (from === null || until === null || from === until) return [];
        const between = possible.filter(
          (access) => access.asset === asset.asset && access.occurredAt >= from && access.occurredAt < until,
        );
        const moves = { accesses: between.length, ms: lengthMicros(intervalOf({ from, until })) / 1000, principals: 0 };
        const assets = [nameOf(asset)];
        return [{ ...NOTHING, kind: "bound", assets, from, until, window: { id: window.id, end }, moves }];
      });
    });
}

/** Aggregated records, outcomes that no log says, whether what was read was taken out, what lies outside every window, what no log here can show. */
function restOf(asset: AssetExposureView, { possible, unknownOutcomes, blind }: NarrowFacts): Draft[] {
  const assets = [nameOf(asset)];
  const together = possible.filter((one) => one.asset === asset.asset && one.occurredUntil !== null).length;
  const drafts: Draft[] = [];
  if (together > 0) {
    drafts.push({ ...NOTHING, kind: "aggregate", assets, moves: { ...NO_MOVE, accesses: together } });
  }
  for (const { asset: id, system, count } of unknownOutcomes) {
    if (id !== asset.asset || count === 0) continue;
    drafts.push({ ...NOTHING, kind: "outcome", assets, system, moves: { ...NO_MOVE, accesses: count } });
  }
  if (asset.unexplained > 0) {
    drafts.push({ ...NOTHING, kind: "outside", assets, moves: { ...NO_MOVE, accesses: asset.unexplained } });
  }
  if (asset.accessed.verdict === "yes" && asset.exfiltrated.verdict === "unknown") {
    const accesses = asset.principals.reduce((sum, row) => sum + row.unauthorisedItself, 0);
    drafts.push({ ...NOTHING, kind: "taken", assets, get: TAKEN, moves: { ...NO_MOVE, accesses } });
  }
  for (const spot of blind) {
    if (spot.asset.id !== asset.asset) continue;
    const ms = asset.exposedMs.possible * asset.coveredShare;
    const reason = spot.cannotShow[0] ?? null;
    drafts.push({ ...NOTHING, kind: "blind", assets, system: spot.system, reason, moves: { ...NO_MOVE, ms } });
  }
  return drafts;
}

/** Whoever nobody has said who they are, over all assets: one name settles all of them. */
function actorsOf({ assets }: ExposureView): Draft[] {
  return assets.flatMap((asset) =>
    asset.principals.flatMap((row): Draft[] => {
      if (row.resolved || row.name === null || row.unauthorisedItself === 0) return [];
      const moves = { ...NO_MOVE, accesses: row.unauthorisedItself, principals: 1 };
      return [{ ...NOTHING, kind: "actor", assets: [nameOf(asset)], actor: row.name, moves }];
    }),
  );
}

/** The same log, stretch, bound or name for several assets is one thing to do. */
function merged(drafts: readonly Draft[]): Draft[] {
  const byKey = new Map<string, Draft>();
  for (const draft of drafts) {
    const key = keyOf(draft);
    const before = byKey.get(key);
    if (!before) byKey.set(key, draft);
    else {
      const { accesses, ms, principals } = before.moves;
      const moves = {
        accesses: accesses + draft.moves.accesses,
        ms: Math.max(ms, draft.moves.ms),
        principals: Math.max(principals, draft.moves.principals),
      };
      byKey.set(key, { ...before, assets: [...before.assets, ...draft.assets], moves });
    }
  }
  return [...byKey.values()];
}

/** An asset that no system is named for, its outcomes and its windows are its own. */
function keyOf({ kind, system, from, until, window, actor, assets, reason }: Draft): string {
  const own = system === null && actor === null ? assets[0]?.id : null;
  return JSON.stringify([kind, system, from, until, window, actor, own, kind === "hole" ? reason : null]);
}

function finished(
  draft: Draft,
  answer: ExposureView,
  all: readonly Draft[],
  windows: readonly WindowView[],
): NarrowItem {
  const { kind, system, from, until } = draft;
  const decides = draft.assets.some(({ id }) => {
    const asset = answer.assets.find((one) => one.asset === id);
    const open = new Set(all.filter((one) => keepsOpen(one) && one.assets.some((other) => other.id === id)).map(keyOf));
    return asset?.accessed.verdict === "unknown" && open.size === 1 && open.has(keyOf(draft));
  });
  const stretch = from !== null && until !== null ? { from, until } : stretchOf(draft, answer, windows);
  const asksForLog = kind === "gap" || kind === "hole" || kind === "blind" || kind === "outcome";
  const get = asksForLog && system !== null && stretch ? logAccess(system, stretch.from, stretch.until) : null;
  return { ...draft, key: keyOf(draft), decides, get: draft.get ?? get };
}

/** What by its nature keeps "accessed" from being no. */
function keepsOpen({ kind }: Draft): boolean {
  return kind !== "blind" && kind !== "outside" && kind !== "taken";
}

/** Without a stretch of its own it is about all the time that its assets were open. */
function stretchOf({ assets }: Draft, { now }: ExposureView, windows: readonly WindowView[]) {
  const own = windows.filter(({ asset }) => assets.some(({ id }) => id === asset));
  const from = own.map(({ openedAtEarliest }) => openedAtEarliest).sort()[0];
  const until = own
    .map(({ closedAtLatest }) => closedAtLatest ?? now)
    .sort()
    .at(-1);
  return from !== undefined && until !== undefined ? { from, until } : null;
}

function mostFirst(a: NarrowItem, b: NarrowItem): number {
  return (
    Number(b.decides) - Number(a.decides) ||
    b.moves.accesses - a.moves.accesses ||
    b.moves.ms - a.moves.ms ||
    b.moves.principals - a.moves.principals ||
    inOrder(a.from ?? "", b.from ?? "") ||
    inOrder(a.key, b.key)
  );
}

function inOrder(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
