import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { groupMemberships, principalAliases, principals } from "@/db/schema";
import { audit } from "@/lib/access/server/audit";
import { requirePermission } from "@/lib/access/server/require";
import { invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { enqueueExposures } from "@/lib/exposure/server/enqueue-exposure";
import type { PrincipalRow } from "../inputs";
import type { ImportedPrincipals } from "../views";
import { orOnlyTried, rowsToTake, trying } from "./dry-run";
import { type BadLine, inChunks, lockPeople } from "./import-rows";

interface Known {
  id: number;
  kind: string;
  aliases: Set<string>;
  memberships: { id: number; key: string; group: string }[];
}

/**
 * Takes a list of people, agents and services, matched by name, all or nothing. Aliases are added to those already
 * known; the memberships of each group that a row names are replaced by what the row says of it.
 */
export async function importPrincipals(
  ctx: Ctx,
  given: PrincipalRow[],
  { dryRun = false } = {},
): Promise<ImportedPrincipals> {
  const actor = requirePermission(ctx, "respond");
  const work = inTransaction(ctx, async (tx) => {
    await lockPeople(tx);
    const wrong = await findContradictions(tx, given);
    const rows = rowsToTake(given, wrong, dryRun);
    const known = await loadKnown(
      tx,
      rows.map((row) => row.name),
    );
    const by = { recordedAt: ctx.now(), recordedBy: actor.name };
    const ids = await insertNew(tx, rows, known, by);
    const changed = new Set<string>(await changeKinds(tx, rows, known));
    const aliases: (typeof principalAliases.$inferInsert)[] = [];
    const memberships: (typeof groupMemberships.$inferInsert)[] = [];
    const ended: number[] = [];
    for (const row of rows) {
      const before = known.get(row.name);
      const principalId = before?.id ?? ids.get(row.name);
      invariant(principalId, "every row has its principal");
      const newAliases = distinctAliases(row).filter((alias) => !before?.aliases.has(aliasKey(alias)));
      aliases.push(...newAliases.map(({ system, value }) => ({ principalId, system: system ?? null, value, ...by })));
      const groups = groupChanges(row, before);
      memberships.push(...groups.begun.map((one) => ({ principalId, ...one, ...by })));
      ended.push(...groups.ended);
      if (newAliases.length + groups.begun.length + groups.ended.length > 0) changed.add(row.name);
    }
    await inChunks(ended, (part) =>
      tx.update(groupMemberships).set({ supersededAt: by.recordedAt }).where(inArray(groupMemberships.id, part)),
    );
    await inChunks(aliases, (part) => tx.insert(principalAliases).values(part));
    await inChunks(memberships, (part) => tx.insert(groupMemberships).values(part));
    const created = ids.size;
    const updated = [...changed].filter((name) => known.has(name)).length;
    const result = { created, updated, unchanged: rows.length - created - updated };
    if (created + updated > 0) {
      await enqueueExposures(tx);
      await audit(tx, ctx, "principals_imported", null, result);
    }
    return orOnlyTried(result, wrong, dryRun);
  });
  return trying(work);
}

function aliasKey({ system, value }: { system?: string | null | undefined; value: string }): string {
  return JSON.stringify([system ?? null, value]);
}

function distinctAliases(row: PrincipalRow) {
  return [...new Map(row.aliases.map((alias) => [aliasKey(alias), alias])).values()];
}

/** A name on two lines, or an alias that would name two principals: which one is meant, only a person can say. */
async function findContradictions(tx: Transaction, rows: PrincipalRow[]): Promise<BadLine[]> {
  const named = new Set<string>();
  const ownerOf = new Map<string, string>();
  const wrong: BadLine[] = [];
  const values = rows.flatMap((row) => row.aliases.map((alias) => alias.value));
  const taken = new Map<string, string>();
  await inChunks([...new Set(values)], async (part) => {
    const found = await tx
      .select({ system: principalAliases.system, value: principalAliases.value, name: principals.name })
      .from(principalAliases)
      .innerJoin(principals, eq(principals.id, principalAliases.principalId))
      .where(and(isNull(principalAliases.supersededAt), inArray(principalAliases.value, part)));
    for (const alias of found) taken.set(aliasKey(alias), alias.name);
  });
  for (const [i, row] of rows.entries()) {
    const line = i + 1;
    if (named.has(row.name)) {
      wrong.push({ line, message: `"${row.name}" was already on an earlier line. Put it on one line.` });
    }
    named.add(row.name);
    for (const alias of row.aliases) {
      const key = aliasKey(alias);
      const owner = taken.get(key) ?? ownerOf.get(key);
      if (owner !== undefined && owner !== row.name) {
        wrong.push({ line, message: `"${alias.value}" already names ${owner}. Remove that alias there first.` });
      }
      ownerOf.set(key, row.name);
    }
  }
  return wrong;
}

async function loadKnown(tx: Transaction, names: string[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  const byId = new Map<number, Known>();
  await inChunks(names, async (part) => {
    for (const row of await tx.select().from(principals).where(inArray(principals.name, part))) {
      const entry: Known = { id: row.id, kind: row.kind, aliases: new Set(), memberships: [] };
      known.set(row.name, entry);
      byId.set(row.id, entry);
    }
  });
  await inChunks([...byId.keys()], async (part) => {
    const aliases = await tx
      .select()
      .from(principalAliases)
      .where(and(isNull(principalAliases.supersededAt), inArray(principalAliases.principalId, part)));
    for (const alias of aliases) byId.get(alias.principalId)?.aliases.add(aliasKey(alias));
    const memberships = await tx
      .select()
      .from(groupMemberships)
      .where(and(isNull(groupMemberships.supersededAt), inArray(groupMemberships.principalId, part)));
    for (const { id, principalId, groupName, from, until } of memberships) {
      byId.get(principalId)?.memberships.push({ id, group: groupName, key: membershipKey(groupName, from, until) });
    }
  });
  return known;
}

async function insertNew(
  tx: Transaction,
  rows: PrincipalRow[],
  known: Map<string, Known>,
  by: { recordedAt: string; recordedBy: string },
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  const fresh = rows.filter((row) => !known.has(row.name)).map(({ name, kind }) => ({ name, kind, ...by }));
  await inChunks(fresh, async (part) => {
    const made = await tx.insert(principals).values(part).returning({ id: principals.id, name: principals.name });
    for (const { id, name } of made) ids.set(name, id);
  });
  return ids;
}

async function changeKinds(tx: Transaction, rows: PrincipalRow[], known: Map<string, Known>): Promise<string[]> {
  const changed = rows.filter((row) => known.has(row.name) && known.get(row.name)?.kind !== row.kind);
  for (const row of changed) {
    await tx.update(principals).set({ kind: row.kind }).where(eq(principals.name, row.name));
  }
  return changed.map((row) => row.name);
}

function membershipKey(group: string, from: string | null | undefined, until: string | null | undefined): string {
  return JSON.stringify([group, from ?? null, until ?? null]);
}

function groupChanges(row: PrincipalRow, before: Known | undefined) {
  const stated = row.groups ?? [];
  const keys = new Map(
    stated.map(({ name, from, until }) => [
      membershipKey(name, from, until),
      { groupName: name, from: from ?? null, until: until ?? null },
    ]),
  );
  const groups = new Set(stated.map((group) => group.name));
  const current = before?.memberships.filter((one) => groups.has(one.group)) ?? [];
  const kept = new Set(current.map((one) => one.key));
  return {
    begun: [...keys].filter(([key]) => !kept.has(key)).map(([, values]) => values),
    ended: current.filter((one) => !keys.has(one.key)).map((one) => one.id),
  };
}
