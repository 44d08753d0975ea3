import type { AccessClass } from "@/lib/exposure/model";
import type { AssetExposureView, ClassView, ExposedPrincipalView, StatedView } from "@/lib/exposure/views";

/** What one principal did in one class, over the assets that are looked at. */
export interface WhoRow {
  /** `p:<id>` or `a:<actor>`: who, in the address. */
  key: string;
  principal: string | null;
  name: string | null;
  kind: ExposedPrincipalView["kind"];
  assets: string[];
  why: string[];
  certain: number;
  possible: number;
  /** Accesses of every class. */
  ofAll: number;
  byVerb: Record<string, number>;
  records: StatedView;
  first: string;
  last: string;
  sourceIps: string[];
  through: number;
  forOthers: number;
  unknownOutcome: number;
}

export function whoKey({ principal, name }: { principal: string | null; name: string | null }): string {
  return principal === null ? `a:${name ?? ""}` : `p:${principal}`;
}

/** One row a principal and class, busiest first; over several assets the counts are added, as an event counts for each. */
export function whoRows(assets: readonly AssetExposureView[], accessClass: AccessClass): WhoRow[] {
  const rows = new Map<string, WhoRow>();
  for (const asset of assets) {
    for (const person of asset.principals) {
      const found = person.classes[accessClass];
      if (!found) continue;
      const row = toRow(asset.asset, person, found);
      const before = rows.get(row.key);
      rows.set(row.key, before ? merged(before, row) : row);
    }
  }
  return [...rows.values()].sort(
    (a, b) => b.certain + b.possible - (a.certain + a.possible) || (a.first < b.first ? -1 : 1),
  );
}

/** An agent whose every access was for somebody: a row beside theirs, but not one more who got at it. */
export function actedForOthersOnly(row: Pick<WhoRow, "kind" | "forOthers" | "ofAll">): boolean {
  return row.kind === "agent" && row.forOthers > 0 && row.forOthers >= row.ofAll;
}

/** How many principals each class has, for the switch above the table. */
export function classCounts(assets: readonly AssetExposureView[]): Record<AccessClass, number> {
  const count = (accessClass: AccessClass) =>
    whoRows(assets, accessClass).filter((row) => !actedForOthersOnly(row)).length;
  return {
    uncleared: count("uncleared"),
    unresolved: count("unresolved"),
    explained: count("explained"),
    cleared: count("cleared"),
  };
}

function toRow(asset: string, person: ExposedPrincipalView, found: ClassView): WhoRow {
  const { principal, name, kind, accesses, through, forOthers } = person;
  const { certain, possible, byVerb, records, first, last, sourceIps, unknownOutcome } = found;
  return {
    key: whoKey(person),
    principal,
    name,
    kind,
    assets: [asset],
    why: [person.why],
    certain,
    possible,
    ofAll: accesses.cleared + accesses.explained + accesses.uncleared + accesses.unresolved,
    byVerb: { ...byVerb },
    records,
    first,
    last,
    sourceIps,
    through,
    forOthers,
    unknownOutcome,
  };
}

function merged(a: WhoRow, b: WhoRow): WhoRow {
  const byVerb = { ...a.byVerb };
  for (const [verb, n] of Object.entries(b.byVerb)) byVerb[verb] = (byVerb[verb] ?? 0) + n;
  const [first] = [a.first, b.first].sort();
  const last = [a.last, b.last].sort().at(-1);
  return {
    ...a,
    assets: [...a.assets, ...b.assets],
    why: [...new Set([...a.why, ...b.why])],
    certain: a.certain + b.certain,
    possible: a.possible + b.possible,
    ofAll: a.ofAll + b.ofAll,
    byVerb,
    records: addStated(a.records, b.records),
    first: first ?? a.first,
    last: last ?? a.last,
    sourceIps: [...new Set([...a.sourceIps, ...b.sourceIps])],
    through: a.through + b.through,
    forOthers: a.forOthers + b.forOthers,
    unknownOutcome: a.unknownOutcome + b.unknownOutcome,
  };
}

/** A figure that some logs do not state is a lower bound; none at all stays unknown. */
export function addStated(a: StatedView, b: StatedView): StatedView {
  if (a.sum === null && b.sum === null) return { sum: null, atLeast: false };
  const missing = a.sum === null || b.sum === null;
  return { sum: (a.sum ?? 0) + (b.sum ?? 0), atLeast: a.atLeast || b.atLeast || missing };
}
