import { isNull, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { assets } from "@/db/schema";
import { requirePermission } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { CLASSIFICATIONS, type Classification } from "@/lib/assets/model";
import type { Instant } from "@/lib/time/instant";
import type { ReachInput } from "../inputs";
import type { ReachView } from "../views";
import { requireAiSystem } from "./ai-system-rows";

/** What an AI system would reach if it got this access: shown before anybody asks for it. */
export async function previewReach(ctx: Ctx, id: string, input: ReachInput): Promise<ReachView> {
  requirePermission(ctx, "read");
  await requireAiSystem(db(), id);
  return computeReach(db(), ctx.now(), id, input);
}

/** Assets named, and those of the classification and everything below it, against the clearances that hold now. */
export async function computeReach(
  executor: Executor,
  now: Instant,
  aiSystemId: string,
  { assets: named, classification }: Pick<ReachInput, "assets" | "classification">,
): Promise<ReachView> {
  const all = await executor.select().from(assets).where(isNull(assets.supersededAt)).orderBy(assets.name);
  const top = classification === null ? -1 : rank(classification);
  const reached = all.filter((asset) => named.includes(asset.id) || rank(asset.classification) <= top);
  const { already, people } = await clearedFor(
    executor,
    now,
    aiSystemId,
    reached.map((asset) => asset.id),
  );
  const rows = reached.map(({ id, name, classification, owner }) => ({
    id,
    name,
    classification,
    owner,
    already: already.has(id),
  }));
  return {
    assets: rows.sort((a, b) => rank(b.classification) - rank(a.classification)).slice(0, MOST_SHOWN),
    total: rows.length,
    byClassification: countBy(rows.map((row) => row.classification)),
    worst: rows[0]?.classification ?? null,
    already: already.size,
    owners: distinct(reached.flatMap((asset) => asset.owner ?? [])),
    systems: distinct(reached.flatMap((asset) => asset.systems)),
    people,
    computedAt: now,
  };
}

const MOST_SHOWN = 500;

function rank(classification: Classification): number {
  return CLASSIFICATIONS.indexOf(classification);
}

function countBy(classes: readonly Classification[]): ReachView["byClassification"] {
  const counts: ReachView["byClassification"] = {};
  for (const one of classes) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

/** Who is cleared for the assets now, by name or through a group, a deny taking away. */
async function clearedFor(
  executor: Executor,
  now: Instant,
  aiSystemId: string,
  ids: readonly string[],
): Promise<{ already: Set<string>; people: number }> {
  if (ids.length === 0) return { already: new Set(), people: 0 };
  const classes = sql.param([...CLASSIFICATIONS]);
  const [row] = await executor.execute<{ already: string[] | null; people: number }>(sql`
    with held as (
      select c.* from clearances c
      where c.superseded_at is null and c.standing <> 'void' and (c.from_at is null or c.from_at <= ${now}::timestamptz)
        and (c.until_at is null or c.until_at > ${now}::timestamptz)
    ), given as (
      select asset_id, classification, standing, principal_id from held where principal_id is not null
      union all
      select h.asset_id, h.classification, h.standing, m.principal_id
      from held h join group_memberships m on m.group_name = h.group_name
      where m.superseded_at is null and (m.from_at is null or m.from_at <= ${now}::timestamptz)
        and (m.until_at is null or m.until_at > ${now}::timestamptz)
    ), reach as (
      select a.id as asset_id, g.principal_id
      from assets a join given g on g.asset_id = a.id
        or array_position(${classes}::text[], g.classification) >= array_position(${classes}::text[], a.classification)
      where a.superseded_at is null and a.id = any(${sql.param([...ids])}::uuid[])
      group by a.id, g.principal_id having not bool_or(g.standing = 'deny')
    )
    select (select array_agg(distinct r.asset_id::text) from reach r
        join ai_system_identities i on principal_survivor(i.principal_id, 'infinity') = r.principal_id
        where i.ai_system_id = ${aiSystemId} and i.superseded_at is null) as already,
      (select count(distinct r.principal_id)::int from reach r
        join principals p on p.id = r.principal_id and p.kind = 'human') as people`);
  return { already: new Set(row?.already ?? []), people: row?.people ?? 0 };
}
