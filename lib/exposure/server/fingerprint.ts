import { createHash } from "node:crypto";
import type { RawSql } from "@/db/client";
import { RULE_VERSION } from "../model";
import type { Sql } from "./analysis-tables";

export interface InputState {
  windows: string[];
  assets: string[];
  open: boolean;
  principals: number;
  aliases: number;
  memberships: number;
  clearances: number;
  explanations: number;
  /** Equal, equal facts and rules: all inputs but the sources, and but where open windows end. */
  facts: string;
  /** Equal, equal sources. */
  sources: string;
  fingerprint: string;
}

/**
 * What the present answer rests on. Facts are only ever added and superseded, so of a table the number of rows and the
 * number of superseded ones name its state; principals can change their kind and are hashed.
 */
export async function inputState(sql: Sql | RawSql, incidentId: number): Promise<InputState> {
  const [row] = await sql<
    (Omit<InputState, "facts" | "sources" | "fingerprint"> & { versions: string; files: string })[]
  >`
    with w as (
      select version_id, asset_id, closed_at from exposure_windows
      where incident_id = ${incidentId} and superseded_at is null and withdrawn = 0
    ), a as (
      select version_id, id from assets where superseded_at is null and id in (select asset_id from w)
    ), s as (
      select no, ready_at from evidence_sources where incident_id = ${incidentId} and status = 'ready'
    ), p as (select count(*)::int as n, md5(coalesce(string_agg(id || kind || name, ',' order by id), '')) as hash from principals),
    l as (select count(*)::int as n, count(superseded_at) as gone from principal_aliases),
    m as (select count(*)::int as n, count(superseded_at) as gone from group_memberships),
    c as (select count(*)::int as n, count(superseded_at) as gone from clearances),
    e as (select count(*)::int as n, count(superseded_at) as gone from access_explanations where incident_id = ${incidentId}),
    v as (select count(*) as n, count(superseded_at) as gone from evidence_coverage where incident_id = ${incidentId})
    select array(select version_id from w order by version_id) as windows,
      array(select id from a order by id) as assets,
      coalesce((select bool_or(closed_at is null) from w), false) as open,
      p.n as principals, (l.n - l.gone)::int as aliases, (m.n - m.gone)::int as memberships,
      (c.n - c.gone)::int as clearances, (e.n - e.gone)::int as explanations,
      concat_ws(' ', (select string_agg(version_id::text, ',' order by version_id) from a), p.hash, l.n, l.gone, m.n, m.gone,
        c.n, c.gone, e.n, e.gone) as versions,
      concat_ws(' ', (select string_agg(no || '@' || ready_at, ',' order by no) from s), v.n, v.gone) as files
    from p, l, m, c, e, v`;
  if (!row) throw new Error("an aggregate has one row");
  const { versions, files, ...state } = row;
  const facts = hash(RULE_VERSION, state.windows.join(), versions);
  const sources = hash(files);
  return { ...state, facts, sources, fingerprint: hash(facts, sources) };
}

function hash(...parts: string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex");
}
