import { OUTCOMES, VERBS } from "@/lib/evidence/model";
import { verdictsOf } from "../answer";
import type { AssetAnswer, CertainPossible, ClassAnswer, ExposureAnswer, PrincipalAnswer } from "../model";
import { type AssetSums, addresses, mergeClass, noSums, rowKey, type Sums } from "../sums";
import type { AssetRow, Coverage, Reach } from "./reach-and-coverage";
import type { TouchGroup } from "./touch-groups";

/** An actor of the dictionary; several of them may be one principal. */
export interface ActorRow {
  id: number;
  value: string;
  /** Public id. */
  principal: string | null;
}

export interface Parts {
  assets: AssetRow[];
  together: CertainPossible;
  reach: Reach[];
  coverage: Coverage;
  sums: Sums;
  /** By number of asset. */
  unnamed: ReadonlyMap<number, number>;
}

/** Puts together what the database judged and measured. */
export function assembleAnswer(parts: Parts): ExposureAnswer {
  const assets = parts.assets.map((asset) => assetAnswer(parts, asset));
  return {
    exposedMicros: parts.together,
    assets,
    unexplained: assets.reduce((sum, asset) => sum + asset.unexplained, 0),
  };
}

function assetAnswer(parts: Parts, asset: AssetRow): AssetAnswer {
  const sums = parts.sums[asset.n] ?? noSums();
  const gaps = parts.coverage.gaps.get(asset.n) ?? [];
  const silentMicros = gaps.reduce((sum, gap) => sum + gap.until - gap.from, 0);
  const { accesses, unauthorised, left, unknownOutcome, unexplained } = sums;
  const reach = asset.countable ? (parts.reach.find((one) => one.n === asset.n) ?? NOBODY) : null;
  const present = new Set(sums.principals.flatMap((row) => (hasAccess(row) ? [row.principalId] : [])));
  return {
    assetId: asset.id,
    exposedMicros: { certain: asset.certain, possible: asset.possible },
    exposedPrincipalMicros: reach && { certain: reach.certain, possible: reach.possible },
    couldReach: reach?.principals.length ?? null,
    couldButDidNot: reach && silentMicros === 0 ? reach.principals.filter((id) => !present.has(id)).length : null,
    coverageGaps: gaps,
    partlyCovered: parts.coverage.partly.get(asset.n) ?? [],
    coveredShare: asset.possible === 0 ? 1 : (asset.possible - silentMicros) / asset.possible,
    ...verdictsOf({
      proven: unauthorised.certain,
      left,
      unauthorised: unauthorised.certain + unauthorised.possible,
      unknownOutcome,
      silentMicros,
    }),
    accesses,
    unauthorised,
    left,
    unknownOutcome,
    otherEvents: sums.otherEvents,
    unnamedAccesses: parts.unnamed.get(asset.n) ?? 0,
    matchesNothing: !sums.isTouched,
    principals: [...sums.principals].sort((a, b) => (rowKey(a) < rowKey(b) ? -1 : 1)),
    unexplained,
  };
}

const NOBODY = { certain: 0, possible: 0, principals: [] as string[] };

function hasAccess(row: PrincipalAnswer): boolean {
  return Object.keys(row.classes).length > 0;
}

/** Sums judged groups per asset and principal. */
export function sumsOf(groups: readonly TouchGroup[], actors: ReadonlyMap<number, ActorRow>): Sums {
  const sums: Sums = {};
  const rows = new Map<string, PrincipalAnswer>();
  for (const group of groups) {
    const asset = sums[group.n] ?? noSums();
    sums[group.n] = asset;
    if (group.class === "other") {
      asset.otherEvents += group.count;
      continue;
    }
    addToAsset(asset, group);
    if (group.inHull) addToPrincipals(asset, rows, actors, group);
  }
  return sums;
}

function addToAsset(asset: AssetSums, group: TouchGroup): void {
  const { count, certain, wholly } = group;
  if (!group.inHull) {
    asset.unexplained += count;
  } else if (!isAccess(group)) {
    asset[OUTCOMES[group.outcome] === "denied" ? "denied" : "failed"] += count;
  } else {
    asset.accesses[certain ? "certain" : "possible"] += count;
    if (OUTCOMES[group.outcome] === "unknown") asset.unknownOutcome += count;
    if (!isUnauthorised(group)) return;
    const proven = certain && wholly;
    asset.unauthorised[proven ? "certain" : "possible"] += count;
    if (proven && (VERBS[group.verb] === "export" || VERBS[group.verb] === "share")) asset.left += count;
  }
}

function isAccess(group: TouchGroup): boolean {
  return OUTCOMES[group.outcome] === "success" || OUTCOMES[group.outcome] === "unknown";
}

function isUnauthorised(group: TouchGroup): boolean {
  return group.class === "uncleared" || group.class === "unresolved";
}

/** Both whom the log names and whom it says that one acted for; an actor named by several words is one row. */
function addToPrincipals(
  asset: AssetSums,
  rows: Map<string, PrincipalAnswer>,
  actors: ReadonlyMap<number, ActorRow>,
  group: TouchGroup,
): void {
  const rowFor = (id: number | null) => rowOf(asset, rows, id === null ? undefined : actors.get(id), group.n);
  const actor = rowFor(group.actor);
  const behalf = group.behalf === null ? actor : rowFor(group.behalf);
  addGroup(actor, group);
  if (isAccess(group) && isUnauthorised(group)) (group.byBehalf ? behalf : actor).unauthorisedItself += group.count;
  if (behalf === actor) return;
  addGroup(behalf, group);
  if (!isAccess(group)) return;
  actor.forOthers += group.count;
  behalf.through += group.count;
}

function rowOf(
  asset: AssetSums,
  rows: Map<string, PrincipalAnswer>,
  named: ActorRow | undefined,
  n: number,
): PrincipalAnswer {
  const principalId = named?.principal ?? null;
  const actor = principalId === null ? (named?.value ?? null) : null;
  const key = `${n} ${rowKey({ principalId, actor })}`;
  const known = rows.get(key);
  if (known) return known;
  const row: PrincipalAnswer = {
    principalId,
    actor,
    classes: {},
    unauthorised: { certain: 0, possible: 0 },
    unauthorisedItself: 0,
    through: 0,
    forOthers: 0,
    denied: 0,
    failed: 0,
  };
  rows.set(key, row);
  asset.principals.push(row);
  return row;
}

function addGroup(row: PrincipalAnswer, group: TouchGroup): void {
  if (!isAccess(group)) {
    row[OUTCOMES[group.outcome] === "denied" ? "denied" : "failed"] += group.count;
    return;
  }
  if (group.class === "other") return;
  const before = row.classes[group.class];
  row.classes[group.class] = before ? mergeClass(before, classOf(group)) : classOf(group);
  if (isUnauthorised(group)) row.unauthorised[group.certain && group.wholly ? "certain" : "possible"] += group.count;
}

function classOf({ class: _, verb, outcome, count, certain, ...group }: TouchGroup): ClassAnswer {
  return {
    certain: certain ? count : 0,
    possible: certain ? 0 : count,
    unknownOutcome: OUTCOMES[outcome] === "unknown" ? count : 0,
    byVerb: { [VERBS[verb] ?? "other"]: count },
    first: group.first,
    last: group.last,
    records: { sum: group.records, unstated: group.recordsUnstated },
    bytes: { sum: group.bytes, unstated: group.bytesUnstated },
    ...addresses(group.ips ?? []),
  };
}
