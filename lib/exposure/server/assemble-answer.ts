import { OUTCOMES, VERBS } from "@/lib/evidence/model";
import { verdictsOf } from "../answer";
import type { AssetAnswer, CertainPossible, ClassAnswer, ExposureAnswer, PrincipalAnswer } from "../model";
import type { AssetRow, Coverage, Reach } from "./reach-and-coverage";
import type { TouchGroup } from "./touch-groups";

/** An actor of the dictionary; several of them may be one principal. */
export interface ActorRow {
  id: number;
  value: string;
  principal: number | null;
}

export interface Parts {
  assets: AssetRow[];
  together: CertainPossible;
  reach: Reach[];
  coverage: Coverage;
  groups: TouchGroup[];
  actors: ReadonlyMap<number, ActorRow>;
  /** Public ids of principals by their small ones. */
  publicIds: ReadonlyMap<number, string>;
}

/** Sums the groups per asset and principal. Everything that was judged was judged in the database. */
export function assembleAnswer(parts: Parts): ExposureAnswer {
  const assets = parts.assets.map((asset) => assetAnswer(parts, asset));
  return {
    exposedMicros: parts.together,
    assets,
    unexplained: assets.reduce((sum, asset) => sum + asset.unexplained, 0),
  };
}

function assetAnswer(parts: Parts, asset: AssetRow): AssetAnswer {
  const own = parts.groups.filter((group) => group.n === asset.n);
  const accesses = own.filter((group) => group.inHull && isAccess(group));
  const unauthorised = accesses.filter(isUnauthorised);
  const proven = unauthorised.filter((group) => group.certain && group.wholly);
  const left = total(proven.filter(({ verb }) => VERBS[verb] === "export" || VERBS[verb] === "share"));
  const gaps = parts.coverage.gaps.get(asset.n) ?? [];
  const silentMicros = gaps.reduce((sum, gap) => sum + gap.until - gap.from, 0);
  const unknownOutcome = total(accesses.filter((group) => OUTCOMES[group.outcome] === "unknown"));
  const principals = principalRows(
    parts,
    own.filter((group) => group.inHull),
  );
  const reach = asset.countable ? (parts.reach.find((one) => one.n === asset.n) ?? NOBODY) : null;
  const present = new Set(
    accesses.flatMap((group) => [principalOf(parts, group.actor), principalOf(parts, group.behalf)]),
  );
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
      proven: total(proven),
      left,
      unauthorised: total(unauthorised),
      unknownOutcome,
      silentMicros,
    }),
    accesses: apart(accesses, (group) => group.certain),
    unauthorised: apart(unauthorised, (group) => group.certain && group.wholly),
    left,
    unknownOutcome,
    principals,
    unexplained: total(own.filter((group) => !group.inHull)),
  };
}

const NOBODY = { certain: 0, possible: 0, principals: [] as number[] };

function principalOf({ actors }: Parts, id: number | null): number | null {
  return id === null ? null : (actors.get(id)?.principal ?? null);
}

function isAccess(group: TouchGroup): boolean {
  return OUTCOMES[group.outcome] === "success" || OUTCOMES[group.outcome] === "unknown";
}

function isUnauthorised(group: TouchGroup): boolean {
  return group.class === "uncleared" || group.class === "unresolved";
}

function total(groups: readonly TouchGroup[]): number {
  return groups.reduce((sum, group) => sum + group.count, 0);
}

function apart(groups: readonly TouchGroup[], isCertain: (group: TouchGroup) => boolean): CertainPossible {
  const certain = total(groups.filter(isCertain));
  return { certain, possible: total(groups) - certain };
}

/** Both whom the log names and whom it says that one acted for; an actor named by several words is one row. */
function principalRows(parts: Parts, groups: readonly TouchGroup[]): PrincipalAnswer[] {
  const rows = new Map<string, PrincipalAnswer>();
  for (const group of groups) {
    const actor = rowOf(parts, rows, group.actor);
    const behalf = group.behalf === null ? actor : rowOf(parts, rows, group.behalf);
    addGroup(actor, group);
    if (isAccess(group) && isUnauthorised(group)) (group.byBehalf ? behalf : actor).unauthorisedItself += group.count;
    if (behalf === actor) continue;
    addGroup(behalf, group);
    if (!isAccess(group)) continue;
    actor.forOthers += group.count;
    behalf.through += group.count;
  }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function rowOf(parts: Parts, rows: Map<string, PrincipalAnswer>, id: number | null): PrincipalAnswer {
  const actor = id === null ? undefined : parts.actors.get(id);
  const principalId = actor && actor.principal !== null ? (parts.publicIds.get(actor.principal) ?? null) : null;
  const name = actor?.value ?? null;
  const key = principalId === null ? `a:${JSON.stringify(name)}` : `p:${principalId}`;
  const known = rows.get(key);
  if (known) return known;
  const row: PrincipalAnswer = {
    principalId,
    actor: principalId === null ? name : null,
    classes: {},
    unauthorised: { certain: 0, possible: 0 },
    unauthorisedItself: 0,
    through: 0,
    forOthers: 0,
    denied: 0,
    failed: 0,
  };
  rows.set(key, row);
  return row;
}

function addGroup(row: PrincipalAnswer, group: TouchGroup): void {
  if (!isAccess(group)) {
    row[OUTCOMES[group.outcome] === "denied" ? "denied" : "failed"] += group.count;
    return;
  }
  row.classes[group.class] = withGroup(row.classes[group.class], group);
  if (isUnauthorised(group)) row.unauthorised[group.certain && group.wholly ? "certain" : "possible"] += group.count;
}

function withGroup(before: ClassAnswer | undefined, group: TouchGroup): ClassAnswer {
  const verb = VERBS[group.verb] ?? "other";
  const { count, certain } = group;
  return {
    certain: (before?.certain ?? 0) + (certain ? count : 0),
    possible: (before?.possible ?? 0) + (certain ? 0 : count),
    unknownOutcome: (before?.unknownOutcome ?? 0) + (OUTCOMES[group.outcome] === "unknown" ? count : 0),
    byVerb: { ...before?.byVerb, [verb]: (before?.byVerb[verb] ?? 0) + count },
    first: Math.min(before?.first ?? group.first, group.first),
    last: Math.max(before?.last ?? group.last, group.last),
    records: {
      sum: (before?.records.sum ?? 0) + group.records,
      unstated: (before?.records.unstated ?? 0) + group.recordsUnstated,
    },
    bytes: {
      sum: (before?.bytes.sum ?? 0) + group.bytes,
      unstated: (before?.bytes.unstated ?? 0) + group.bytesUnstated,
    },
    sourceIps: [...new Set([...(before?.sourceIps ?? []), ...(group.ips ?? [])])].sort(),
  };
}
