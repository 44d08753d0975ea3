import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { fromPostgres } from "@/db/schema/columns";
import { requirePermission } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import type { PrincipalChange, PrincipalHistory } from "../views";
import { clearanceSeenBy } from "./clearance-seen";
import { requirePrincipal } from "./list-principals";

const MOST = 200;

interface Row extends Record<string, unknown> {
  at: string;
  by: string | null;
  kind: PrincipalChange["kind"];
  subject: string;
  detail: string | null;
  from: string | null;
  until: string | null;
}

/**
 * What was recorded of a principal and of those merged into it, and what of it no longer holds, newest first. What moved
 * by a merge is told as the merge alone.
 */
export async function listPrincipalHistory(ctx: Ctx, id: string): Promise<PrincipalHistory> {
  requirePermission(ctx, "read");
  const { id: survivor } = await requirePrincipal(db(), id);
  const rows = await db().execute<Row>(sql`
    with merges as (
      select m.*, merged.name as merged_name, survivor.name as survivor_name
      from principal_merges m join principals merged on merged.id = m.merged_id
        join principals survivor on survivor.id = m.survivor_id
      where m.survivor_id = ${survivor} or m.merged_id = ${survivor}
        or principal_survivor(m.survivor_id, 'infinity') = ${survivor}
    ), who as (
      select ${survivor}::int as id union select merged_id from merges where superseded_at is null
    ), moments as (
      select recorded_at as at from merges union select superseded_at from merges where superseded_at is not null
    ), facts as (
      select 'alias' as what, value as subject, system as detail, null::timestamptz as "from", null::timestamptz as until,
        recorded_at, recorded_by, superseded_at from principal_aliases where principal_id in (select id from who)
      union all
      select 'membership', group_name, null, from_at, until_at, recorded_at, recorded_by, superseded_at
      from group_memberships where principal_id in (select id from who)
      union all
      select 'clearance', coalesce(a.name, c.classification), c.standing, from_at, until_at, c.recorded_at, c.recorded_by,
        c.superseded_at
      from clearances c left join assets a on a.id = c.asset_id and a.superseded_at is null
      where principal_id in (select id from who) and ${clearanceSeenBy(ctx, sql.raw("c"))}
    ), changes as (
      select recorded_at as at, recorded_by as by, what || '_recorded' as kind, subject, detail, "from", until from facts
      where recorded_at not in (select at from moments)
      union all
      select superseded_at, null, what || '_gone', subject, detail, "from", until from facts
      where superseded_at is not null and superseded_at not in (select at from moments)
      union all
      select recorded_at, recorded_by, 'merged', merged_name, survivor_name, null, null from merges
      union all
      select superseded_at, superseded_by, 'split', merged_name, survivor_name, null, null from merges
      where superseded_at is not null
      union all
      select recorded_at, recorded_by, 'created', name, kind, null, null from principals where id in (select id from who)
    )
    select * from changes order by at desc, kind, subject limit ${MOST + 1}`);
  return {
    data: rows.slice(0, MOST).map(({ at, by, kind, subject, detail, from, until }) => ({
      ...{ at: fromPostgres(at), by, kind, subject, detail },
      from: from && fromPostgres(from),
      until: until && fromPostgres(until),
    })),
    nextCursor: null,
    more: rows.length > MOST,
  };
}
