import { and, asc, eq, inArray, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { groupMemberships, principalAliases, principals } from "@/db/schema";
import { requirePermission } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import type { ListPrincipalsQuery } from "../inputs";
import type { GroupPage, PrincipalPage, PrincipalView } from "../views";

type Row = typeof principals.$inferSelect;

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

export async function requirePrincipal(executor: Executor, id: string): Promise<Row> {
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

export async function toPrincipalViews(executor: Executor, rows: readonly Row[]): Promise<PrincipalView[]> {
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
  return rows.map(({ id, publicId, name, kind }) => ({
    id: publicId,
    name,
    kind,
    aliases: aliases
      .filter((alias) => alias.principalId === id)
      .map((alias) => ({ id: alias.id, system: alias.system, value: alias.value })),
    groups: groups
      .filter((group) => group.principalId === id)
      .map((group) => ({ name: group.groupName, from: group.from, until: group.until })),
  }));
}
