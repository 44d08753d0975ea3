import { and, asc, eq, inArray, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { groupMemberships, principalAliases, principals } from "@/db/schema";
import { fromPostgres } from "@/db/schema/columns";
import { requirePermission } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import type { ListPrincipalsQuery } from "../inputs";
import type { GroupPage, PrincipalPage, PrincipalView } from "../views";

export type PrincipalRecord = typeof principals.$inferSelect;

/** By name, numbers in it by their size; `q` looks in names and aliases. */
export async function listPrincipals(ctx: Ctx, query: ListPrincipalsQuery): Promise<PrincipalPage> {
  requirePermission(ctx, "read");
  const after = decodeCursor(query.cursor, 1);
  const pattern = query.q ? `%${query.q.replaceAll(/[\\%_]/g, "\\$&")}%` : null;
  const rows = await db()
    .select()
    .from(principals)
    .where(
      and(
        sql`not exists (select 1 from principal_merges g where g.merged_id = ${principals.id} and g.superseded_at is null)`,
        after
          ? sql`(${natural(principals.name)}, ${principals.name}) > (${natural(sql`${String(after[0])}::text`)}, ${String(after[0])})`
          : undefined,
        query.kind ? eq(principals.kind, query.kind) : undefined,
        query.group
          ? sql`exists (select 1 from group_memberships m where m.principal_id = ${principals.id} and m.superseded_at is null and m.group_name = ${query.group})`
          : undefined,
        pattern
          ? sql`(${principals.name} ilike ${pattern} or exists (select 1 from principal_aliases a where a.principal_id = ${principals.id} and a.superseded_at is null and a.value ilike ${pattern}))`
          : undefined,
      ),
    )
    .orderBy(asc(natural(principals.name)), asc(principals.name))
    .limit(query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    data: await toPrincipalViews(db(), shown),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.name]) : null,
  };
}

/** So that Engineer 2 comes before Engineer 10: each number is filled up with zeros to ten digits. */
function natural(name: SQLWrapper): SQL {
  return sql`regexp_replace(regexp_replace(${name}, '(\\d+)', '000000000\\1', 'g'), '\\d*(\\d{10})(?!\\d)', '\\1', 'g')`;
}

export async function getPrincipal(ctx: Ctx, id: string): Promise<PrincipalView> {
  requirePermission(ctx, "read");
  const [view] = await toPrincipalViews(db(), [await requirePrincipal(db(), id)]);
  if (!view) throw new AppError("not_found", "There is no such principal.");
  return view;
}

/** The principal of that id, or whom it was merged into. */
export async function requirePrincipal(executor: Executor, id: string): Promise<PrincipalRecord> {
  const [row] = await executor
    .select()
    .from(principals)
    .where(
      sql`${principals.id} = (select principal_survivor(named.id, 'infinity') from principals named where named.public_id = ${id})`,
    );
  if (!row) throw new AppError("not_found", "There is no such principal.");
  return row;
}

/** The principal of that id itself, also where it was merged into another. */
export async function exactPrincipal(executor: Executor, id: string): Promise<PrincipalRecord> {
  const [row] = await executor.select().from(principals).where(eq(principals.publicId, id));
  if (!row) throw new AppError("not_found", "There is no such principal.");
  return row;
}

/** Groups with how many are or were members. */
export async function listGroups(ctx: Ctx): Promise<GroupPage> {
  requirePermission(ctx, "read");
  const data = await db()
    .select({
      name: groupMemberships.groupName,
      members: sql<number>`count(distinct ${groupMemberships.principalId})::int`,
    })
    .from(groupMemberships)
    .where(isNull(groupMemberships.supersededAt))
    .groupBy(groupMemberships.groupName)
    .orderBy(asc(groupMemberships.groupName))
    .limit(5000);
  return { data, nextCursor: null };
}

export async function toPrincipalViews(executor: Executor, rows: readonly PrincipalRecord[]): Promise<PrincipalView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const aliases = await executor
    .select()
    .from(principalAliases)
    .where(and(inArray(principalAliases.principalId, ids), isNull(principalAliases.supersededAt)))
    .orderBy(asc(principalAliases.value));
  const groups = await executor
    .select()
    .from(groupMemberships)
    .where(and(inArray(groupMemberships.principalId, ids), isNull(groupMemberships.supersededAt)))
    .orderBy(asc(groupMemberships.groupName), asc(groupMemberships.from));
  const merged = await mergedInto(executor, ids);
  return rows.map(({ id, publicId, name, kind }) => ({
    id: publicId,
    name,
    kind,
    merged: merged.filter((one) => one.survivor === id).map(({ survivor: _, ...one }) => one),
    aliases: aliases
      .filter((alias) => alias.principalId === id)
      .map((alias) => ({ id: alias.id, system: alias.system, value: alias.value })),
    groups: groups
      .filter((group) => group.principalId === id)
      .map((group) => ({ name: group.groupName, from: group.from, until: group.until }))
      // Both of two that were merged may have been in it.
      .filter((group, i, all) => all.findIndex((other) => isSame(group, other)) === i),
  }));
}

interface Membership {
  name: string;
  from: string | null;
  until: string | null;
}

function isSame(a: Membership, b: Membership): boolean {
  return a.name === b.name && a.from === b.from && a.until === b.until;
}

type MergedRow = PrincipalView["merged"][number] & { survivor: number } & Record<string, unknown>;

/** Whoever was merged into one of these, also through another one. */
async function mergedInto(executor: Executor, ids: number[]): Promise<MergedRow[]> {
  const rows = await executor.execute<MergedRow>(sql`
    with led as (
      select m.*, principal_survivor(m.merged_id, 'infinity') as last from principal_merges m where m.superseded_at is null
    )
    select led.last as survivor, p.public_id as id, p.name, p.kind, i.public_id as "into", i.name as "intoName", led.reason,
      led.recorded_at as "recordedAt", led.recorded_by as "recordedBy"
    from led join principals p on p.id = led.merged_id join principals i on i.id = led.survivor_id
    where led.last in ${ids} order by led.recorded_at desc`);
  return rows.map((row) => ({ ...row, recordedAt: fromPostgres(row.recordedAt) }));
}
