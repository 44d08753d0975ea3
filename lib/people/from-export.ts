import type { Exported, ExportedGrant } from "./exported";
import type { ImportChoice, ImportItem, ImportKind, ImportReading } from "./read-import";

/** A kind of grant in an export: a role on a resource, and how many have it. */
interface AskedGrant {
  key: string;
  role: string;
  resource: string;
  count: number;
}

export interface ExportAsks {
  /** What was recognised. */
  shape: string;
  /** It says what holds when it was made, not since when. */
  since: boolean;
  /** On which asset the grants are, and which of these are on it; empty where it has none. */
  grants: AskedGrant[];
  /** Everything that was asked has been said. */
  settled: boolean;
}

/**
 * People or clearances of an export, once a person has said what it does not: since when, and for grants on which asset.
 * Nothing is assumed to have always held.
 */
export function fromExport(exported: Exported, kind: ImportKind, choice: ImportChoice): ImportReading {
  return kind === "principals" ? peopleOf(exported, choice) : clearancesOf(exported, choice);
}

function peopleOf({ shape, principals, notes }: Exported, choice: ImportChoice): ImportReading {
  if (principals.length === 0) return nothing(shape, notes, "names no person, AI system or service");
  const since = principals.some(({ groups }) => groups.length > 0);
  const settled = !since || choice.since !== undefined;
  const asks = { shape, since, grants: [], settled };
  if (!settled) return { items: [], errors: [], notes, asks };
  const kindForAll = choice.kind ?? "human";
  const from = choice.since === "always" ? {} : { from: choice.since };
  const items: ImportItem[] = principals.map(({ name, kind, aliases, groups }, i) => ({
    line: i + 1,
    value: {
      ...{ name, kind: kind ?? kindForAll, aliases, groups: groups.map((group) => ({ name: group, ...from })) },
      matchAliases: true,
    },
  }));
  const unsaid = principals.some(({ kind }) => kind === null);
  return { items, errors: [], notes, asks, ...(unsaid ? { kindForAll } : {}) };
}

function clearancesOf({ shape, grants, notes }: Exported, choice: ImportChoice): ImportReading {
  if (grants.length === 0) return nothing(shape, notes, "grants nobody anything that can be taken as a clearance");
  const asked = askedOf(grants);
  const chosen = new Set(choice.grants ?? asked.map(({ key }) => key));
  const settled = choice.since !== undefined && choice.asset !== undefined && chosen.size > 0;
  const asks = { shape, since: true, grants: asked, settled };
  if (!settled) return { items: [], errors: [], notes, asks };
  const from = choice.since === "always" ? {} : { from: choice.since };
  const rows = new Map<string, Record<string, unknown>>();
  for (const grant of grants) {
    if (chosen.has(keyOf(grant))) rows.set(JSON.stringify(grant.who), { ...grant.who, asset: choice.asset, ...from });
  }
  const items = [...rows.values()].map((value, i) => ({ line: i + 1, value }));
  return { items, errors: [], notes, asks };
}

function keyOf({ role, resource }: ExportedGrant): string {
  return `${role} ${resource}`;
}

function askedOf(grants: readonly ExportedGrant[]): AskedGrant[] {
  const byKey = new Map<string, AskedGrant>();
  for (const { role, resource, who } of grants) {
    const key = keyOf({ role, resource, who });
    byKey.set(key, { key, role, resource, count: (byKey.get(key)?.count ?? 0) + 1 });
  }
  return [...byKey.values()];
}

function nothing(shape: string, notes: string[], why: string): ImportReading {
  return { items: [], errors: [{ line: 1, message: `This is ${shape}; it ${why}.` }], notes };
}
