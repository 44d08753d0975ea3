import { inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { groupMemberships, principalAliases, principals } from "@/db/schema";
import { audit } from "@/lib/access/server/audit";
import { requireActor, requirePermission } from "@/lib/access/server/require";
import { invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { enqueueExposures } from "@/lib/exposure/server/enqueue-exposure";
import type { PrincipalRow } from "../inputs";
import type { ChangePart, ImportChange, ImportResult } from "../views";
import { asPlanned, type ImportOptions, rowsToTake, trying } from "./import-plan";
import { inChunks, lockPeople } from "./import-rows";
import { aliasKey, findContradictions, type Known, type Membership, membershipKey, membersOf } from "./known-people";

interface Stamp {
  recordedAt: string;
  recordedBy: string;
}

/**
 * Takes a list of people, agents and services, matched by name, all or nothing. Aliases are added to those already
 * known; the memberships of each group that a row names are replaced by what the row says of it. Where the file is
 * `complete`, whoever it does not name as a member of a group that it names left that at `asOf`.
 */
export async function importPrincipals(
  ctx: Ctx,
  given: PrincipalRow[],
  options: ImportOptions = {},
): Promise<ImportResult> {
  requirePermission(ctx, "respond");
  return trying(inTransaction(ctx, (tx) => importPrincipalsIn(tx, ctx, given, options)));
}

/** The same within a verb that does more; it has made sure that the actor may. */
export async function importPrincipalsIn(
  tx: Transaction,
  ctx: Ctx,
  given: PrincipalRow[],
  options: ImportOptions = {},
): Promise<ImportResult> {
  await lockPeople(tx);
  const { wrong, known } = await findContradictions(tx, given);
  const rows = rowsToTake(given, wrong, options);
  const plan = planFor(rows, known);
  const gone = options.complete ? leavers(rows, known, await membersOf(tx, groupsOf(rows)), options.asOf ?? "") : [];
  await apply(tx, plan, gone, { recordedAt: ctx.now(), recordedBy: requireActor(ctx).name });
  const changes = [...plan.flatMap(({ change }) => change ?? []), ...leaverChanges(gone)];
  const count = (word: ImportChange["change"]) => plan.filter(({ change }) => change?.change === word).length;
  const [created, updated] = [count("created"), count("changed")];
  const result = { created, updated, gone: gone.length, unchanged: rows.length - created - updated };
  if (changes.length > 0) {
    await enqueueExposures(tx);
    await audit(tx, ctx, "principals_imported", null, result);
  }
  return asPlanned(result, changes, wrong, options);
}

interface Planned {
  row: PrincipalRow;
  before: Known | undefined;
  aliases: PrincipalRow["aliases"];
  begun: Omit<Membership, "id" | "key">[];
  ended: Membership[];
  change: ImportChange | null;
}

function planFor(rows: readonly PrincipalRow[], known: ReadonlyMap<string, Known>): Planned[] {
  return rows.map((row) => {
    const before = known.get(row.name);
    const aliases = distinctAliases(row).filter((alias) => !before?.aliases.has(aliasKey(alias)));
    const groups = groupChanges(row, before);
    const parts = [...kindPart(row, before), ...aliases.map(aliasPart), ...groupParts(groups)];
    const name = before?.name ?? row.name;
    const change =
      before && parts.length === 0 ? null : ({ change: before ? "changed" : "created", name, parts } as const);
    return { row, before, aliases, ...groups, change };
  });
}

/** An export's idea of a kind is weaker than what somebody said. */
function changesKind(row: PrincipalRow, before: Known | undefined): boolean {
  return before !== undefined && before.kind !== row.kind && !row.matchAliases;
}

function kindPart(row: PrincipalRow, before: Known | undefined): ChangePart[] {
  if (before && !changesKind(row, before)) return [];
  return [
    { sign: before ? "~" : "+", what: "kind", text: row.kind, detail: before?.kind ?? null, from: null, until: null },
  ];
}

function aliasPart({ system, value }: PrincipalRow["aliases"][number]): ChangePart {
  return { sign: "+", what: "alias", text: value, detail: system ?? null, from: null, until: null };
}

function groupParts({ begun, ended }: Pick<Planned, "begun" | "ended">): ChangePart[] {
  const part = (sign: ChangePart["sign"]) => (one: Omit<Membership, "id" | "key">) => ({
    ...{ sign, what: "group" as const, text: one.group, detail: null, from: one.from, until: one.until },
  });
  return [...ended.map(part("-")), ...begun.map(part("+"))];
}

function distinctAliases(row: PrincipalRow) {
  return [...new Map(row.aliases.map((alias) => [aliasKey(alias), alias])).values()];
}

function groupsOf(rows: readonly PrincipalRow[]): string[] {
  return [...new Set(rows.flatMap(({ groups }) => groups ?? []).map(({ name }) => name))];
}

function groupChanges(row: PrincipalRow, before: Known | undefined): Pick<Planned, "begun" | "ended"> {
  const stated = row.groups ?? [];
  const keys = new Map(
    stated.map(({ name, from, until }) => [
      membershipKey(name, from, until),
      { group: name, from: from ?? null, until: until ?? null },
    ]),
  );
  const groups = new Set(stated.map((group) => group.name));
  const current = before?.memberships.filter((one) => groups.has(one.group)) ?? [];
  const kept = new Set(current.map((one) => one.key));
  return {
    begun: [...keys].filter(([key]) => !kept.has(key)).map(([, values]) => values),
    ended: current.filter((one) => !keys.has(one.key)),
  };
}

interface Leaver extends Membership {
  principalId: number;
  name: string;
  /** Null where it would have begun only after the file was exported. */
  left: string | null;
}

/** Members of the file's groups whom it does not name there: they had been members until the file was exported. */
function leavers(
  rows: readonly PrincipalRow[],
  known: ReadonlyMap<string, Known>,
  members: readonly (Membership & { principalId: number; name: string })[],
  asOf: string,
): Leaver[] {
  const stated = new Set(
    rows.flatMap((row) => {
      const id = known.get(row.name)?.id;
      return id === undefined ? [] : (row.groups ?? []).map(({ name }) => `${id}/${name}`);
    }),
  );
  return members
    .filter(
      ({ principalId, group, until }) => !stated.has(`${principalId}/${group}`) && (until === null || until > asOf),
    )
    .map((member) => ({ ...member, left: member.from !== null && member.from >= asOf ? null : asOf }));
}

function leaverChanges(gone: readonly Leaver[]): ImportChange[] {
  const byName = new Map<string, ChangePart[]>();
  for (const { name, group, from, left } of gone) {
    const part: ChangePart = { sign: "-", what: "group", text: group, detail: null, from, until: left };
    byName.set(name, [...(byName.get(name) ?? []), part]);
  }
  return [...byName].map(([name, parts]) => ({ change: "gone", name, parts }));
}

async function apply(tx: Transaction, plan: readonly Planned[], gone: readonly Leaver[], by: Stamp): Promise<void> {
  const ids = await insertNew(tx, plan, by);
  const aliases: (typeof principalAliases.$inferInsert)[] = [];
  const memberships: (typeof groupMemberships.$inferInsert)[] = [];
  for (const { row, before, ...one } of plan) {
    const principalId = before?.id ?? ids.get(row.name);
    invariant(principalId, "every row has its principal");
    aliases.push(...one.aliases.map(({ system, value }) => ({ principalId, system: system ?? null, value, ...by })));
    memberships.push(...one.begun.map(({ group, ...when }) => ({ principalId, groupName: group, ...when, ...by })));
  }
  for (const { principalId, group, from, left } of gone) {
    if (left !== null) memberships.push({ principalId, groupName: group, from, until: left, ...by });
  }
  const ended = [...plan.flatMap((one) => one.ended), ...gone].map(({ id }) => id);
  await inChunks(ended, (part) =>
    tx.update(groupMemberships).set({ supersededAt: by.recordedAt }).where(inArray(groupMemberships.id, part)),
  );
  await inChunks(aliases, (part) => tx.insert(principalAliases).values(part));
  await inChunks(memberships, (part) => tx.insert(groupMemberships).values(part));
}

async function insertNew(tx: Transaction, plan: readonly Planned[], by: Stamp): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  const fresh = plan.filter(({ before }) => !before).map(({ row: { name, kind } }) => ({ name, kind, ...by }));
  await inChunks(fresh, async (part) => {
    const made = await tx.insert(principals).values(part).returning({ id: principals.id, name: principals.name });
    for (const { id, name } of made) ids.set(name, id);
  });
  for (const { row, before } of plan) {
    if (!before || !changesKind(row, before)) continue;
    const changed = { kind: row.kind, changedAt: by.recordedAt };
    await tx
      .update(principals)
      .set(changed)
      .where(inArray(principals.id, [before.id]));
  }
  return ids;
}
