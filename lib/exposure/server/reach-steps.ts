import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import { type ReachEdge, type ReachStep, stepsOf } from "../reach";
import type { Sql } from "./analysis-tables";
import { unclearedReach } from "./reach-and-coverage";

/**
 * How many could reach without clearance over time, of one asset or of all together (who reaches several counts once).
 * The database gives when each principal's time begins and ends; the sum is taken here. Over facts that are prepared.
 */
export async function reachSteps(sql: Sql, knownAt: string, assetId: string | null): Promise<ReachStep[]> {
  const edges = await sql<ReachEdge[]>`
    with each_principal as (
      select u.principal_id, range_agg(u.cores) as cores, range_agg(u.hulls) as hulls
      from (${unclearedReach(sql, knownAt)}) u join x_assets a on a.n = u.n
      where ${assetId === null ? sql`true` : sql`a.id = ${assetId}`}
      group by u.principal_id
    ), parts as (
      select r, 1 as certain, 0 as possible from each_principal cross join lateral unnest(cores) r
      union all
      select r, 0, 1 from each_principal cross join lateral unnest(hulls) r
    ), edges as (
      select lower(r) as at, certain, possible from parts
      union all
      select upper(r), -certain, -possible from parts
    )
    select (extract(epoch from at) * 1000000)::bigint as at, sum(certain)::int as certain, sum(possible)::int as possible
    from edges group by at`;
  return stepsOf(edges);
}

export interface PublicTime {
  from: string;
  until: string;
  certain: boolean;
}

/** When it was open to everybody: nobody can count these. */
export async function publicTime(sql: Sql, assetId: string | null): Promise<PublicTime[]> {
  return sql<PublicTime[]>`
    with open as (
      select range_agg(hull) as hulls, range_agg(core) as cores from x_windows
      where audience_kind = 'public' and ${assetId === null ? sql`true` : sql`asset_id = ${assetId}`}
    )
    select lower(r) as "from", upper(r) as until, certain from (
      select unnest(cores) as r, true as certain from open
      union all select unnest(hulls - coalesce(cores, '{}')), false from open
    ) t order by 1`;
}

/** The whole of the hulls, from the first to the last of them. Null: no window has any length. */
export async function wholeHull(sql: Sql, assetId: string | null): Promise<{ from: number; until: number } | null> {
  const [row] = await sql<{ from: string | null; until: string | null }[]>`
    select lower(range_merge(range_agg(hull))) as "from", upper(range_merge(range_agg(hull))) as until
    from x_windows where ${assetId === null ? sql`true` : sql`asset_id = ${assetId}`}`;
  if (!row?.from || !row.until) return null;
  return { from: instantToMicros(row.from), until: instantToMicros(row.until) };
}

export const stepView = ({ at, certain, possible }: ReachStep) => ({ at: microsToInstant(at), certain, possible });
