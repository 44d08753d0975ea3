import { createHash } from "node:crypto";
import type { RawSql } from "@/db/client";
import { RULE_VERSION } from "../model";
import type { Sql } from "./analysis-tables";

/**
 * Stands for all that is recorded which the present answer could rest on, and is cheap enough to be asked for at every
 * look at the room: facts are only ever added and superseded, so of a table the number of rows and of superseded ones
 * name its state, and a live source only grows. Not for where open windows end.
 */
export async function inputState(sql: Sql | RawSql, incidentId: number): Promise<string> {
  const [row] = await sql<{ state: string }[]>`
    with w as (
      select version_id, asset_id from exposure_windows
      where incident_id = ${incidentId} and superseded_at is null and withdrawn = 0
    ), counted as (
      select 'people' as what, count(*) as n, count(changed_at) as gone, (select count(*) from principal_versions) as last from principals
      union all select 'aliases', count(*), count(superseded_at), 0 from principal_aliases
      union all select 'merges', count(*), count(superseded_at), 0 from principal_merges
      union all select 'memberships', count(*), count(superseded_at), 0 from group_memberships
      union all select 'clearances', count(*), count(superseded_at), 0 from clearances
      union all select 'explained', count(*), count(superseded_at), 0 from access_explanations where incident_id = ${incidentId}
      union all select 'covered', count(*), count(superseded_at), max(id) from evidence_coverage where incident_id = ${incidentId}
    )
    select concat_ws(' ',
      (select string_agg(version_id::text, ',' order by version_id) from w),
      (select string_agg(version_id::text, ',' order by version_id) from assets
        where superseded_at is null and id in (select asset_id from w)),
      (select string_agg(concat_ws('.', n, gone, last), ',' order by what) from counted),
      (select string_agg(concat_ws('@', no, ready_at, system, case when live then events end), ',' order by no)
        from evidence_sources where incident_id = ${incidentId} and status = 'ready')) as state`;
  return createHash("sha256").update(`${RULE_VERSION}\n${row?.state}`).digest("hex");
}
