import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { groupMemberships, principalAliases, principals } from "@/db/schema";
import type { AliasInput, PrincipalRow } from "../inputs";
import { type BadLine, inChunks } from "./import-rows";

export interface Membership {
  id: number;
  key: string;
  group: string;
  from: string | null;
  until: string | null;
}

/** A principal as it is recorded; one that was merged into another is known under both names. */
export interface Known {
  id: number;
  name: string;
  kind: string;
  aliases: Set<string>;
  memberships: Membership[];
}

export function aliasKey({ system, value }: { system?: string | null | undefined; value: string }): string {
  return JSON.stringify([system ?? null, value]);
}

export function membershipKey(
  group: string,
  from: string | null | undefined,
  until: string | null | undefined,
): string {
  return JSON.stringify([group, from ?? null, until ?? null]);
}

interface NamedId {
  asked: string;
  id: number;
  name: string;
  kind: string;
}

/** Who has one of these names, or is who had it before a merge. */
export async function principalsNamed(executor: Executor, names: readonly string[]): Promise<Map<string, NamedId>> {
  const found = new Map<string, NamedId>();
  await inChunks([...new Set(names)], async (part) => {
    const rows = await executor.execute<NamedId & Record<string, unknown>>(sql`
      select asked.name as asked, p.id, p.name, p.kind from principals asked
      join principals p on p.id = principal_survivor(asked.id, 'infinity')
      where asked.name in ${part}`);
    for (const row of rows) found.set(row.asked, row);
  });
  return found;
}

export async function loadKnown(executor: Executor, names: readonly string[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  const byId = new Map<number, Known>();
  for (const [asked, { id, name, kind }] of await principalsNamed(executor, names)) {
    const entry = byId.get(id) ?? { id, name, kind, aliases: new Set(), memberships: [] };
    known.set(asked, entry);
    byId.set(id, entry);
  }
  await inChunks([...byId.keys()], async (part) => {
    const aliases = await executor
      .select()
      .from(principalAliases)
      .where(and(isNull(principalAliases.supersededAt), inArray(principalAliases.principalId, part)));
    for (const alias of aliases) byId.get(alias.principalId)?.aliases.add(aliasKey(alias));
    const memberships = await executor
      .select()
      .from(groupMemberships)
      .where(and(isNull(groupMemberships.supersededAt), inArray(groupMemberships.principalId, part)));
    for (const { principalId, ...row } of memberships) byId.get(principalId)?.memberships.push(toMembership(row));
  });
  return known;
}

function toMembership(row: { id: number; groupName: string; from: string | null; until: string | null }): Membership {
  const { id, groupName: group, from, until } = row;
  return { id, group, from, until, key: membershipKey(group, from, until) };
}

/** Whoever is or was in one of these groups. */
export async function membersOf(tx: Transaction, groups: readonly string[]) {
  const members: (Membership & { principalId: number; name: string })[] = [];
  await inChunks(groups, async (part) => {
    const rows = await tx
      .select({ membership: groupMemberships, name: principals.name })
      .from(groupMemberships)
      .innerJoin(principals, eq(principals.id, groupMemberships.principalId))
      .where(and(isNull(groupMemberships.supersededAt), inArray(groupMemberships.groupName, part)))
      .orderBy(principals.name, groupMemberships.id);
    for (const { membership, name } of rows) {
      members.push({ ...toMembership(membership), principalId: membership.principalId, name });
    }
  });
  return members;
}

/** A name on two lines, or an alias that would name two principals: which one is meant, only a person can say. */
export async function findContradictions(
  tx: Transaction,
  rows: readonly PrincipalRow[],
): Promise<{ wrong: BadLine[]; known: Map<string, Known> }> {
  const known = await loadKnown(
    tx,
    rows.map((row) => row.name),
  );
  const taken = await ownersOf(
    tx,
    rows.flatMap((row) => row.aliases.map((alias) => alias.value)),
  );
  await matchByAlias(tx, rows, known, taken);
  const named = new Map<string, string>();
  const ownerOf = new Map<string, string>();
  const wrong: BadLine[] = [];
  for (const [i, row] of rows.entries()) {
    const line = i + 1;
    const name = known.get(row.name)?.name ?? row.name;
    const earlier = named.get(name);
    if (earlier === row.name) {
      wrong.push({ line, message: `"${row.name}" was already on an earlier line. Put it on one line.` });
    } else if (earlier !== undefined) {
      wrong.push({ line, message: `"${row.name}" and "${earlier}" on an earlier line were merged into one: ${name}.` });
    }
    named.set(name, row.name);
    for (const alias of row.aliases) {
      const key = aliasKey(alias);
      const owner = taken.get(key) ?? ownerOf.get(key);
      if (owner !== undefined && owner !== name) {
        wrong.push({ line, message: `"${alias.value}" already names ${owner}. Remove that alias there first.` });
      }
      ownerOf.set(key, name);
    }
  }
  return { wrong, known };
}

/** Exports name people as their system does: the principal who has the alias is who is meant. */
async function matchByAlias(
  tx: Transaction,
  rows: readonly PrincipalRow[],
  known: Map<string, Known>,
  taken: ReadonlyMap<string, string>,
): Promise<void> {
  const meant = new Map<string, string>();
  for (const row of rows) {
    if (!row.matchAliases || known.has(row.name)) continue;
    const owners = new Set(row.aliases.flatMap((alias) => taken.get(aliasKey(alias)) ?? []));
    const [owner] = owners;
    if (owner !== undefined && owners.size === 1) meant.set(row.name, owner);
  }
  const owners = await loadKnown(tx, [...meant.values()]);
  for (const [name, owner] of meant) {
    const one = owners.get(owner);
    if (one) known.set(name, one);
  }
}

async function ownersOf(tx: Transaction, values: readonly string[]): Promise<Map<string, string>> {
  const taken = new Map<string, string>();
  await inChunks([...new Set(values)], async (part) => {
    const found = await tx
      .select({ system: principalAliases.system, value: principalAliases.value, name: principals.name })
      .from(principalAliases)
      .innerJoin(principals, eq(principals.id, principalAliases.principalId))
      .where(and(isNull(principalAliases.supersededAt), inArray(principalAliases.value, part)));
    for (const alias of found) taken.set(aliasKey(alias as AliasInput), alias.name);
  });
  return taken;
}
