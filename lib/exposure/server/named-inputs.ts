import { createHash } from "node:crypto";
import { FACT_KINDS, type FactKind, RULE_VERSION } from "../model";
import type { ExposureView } from "../views";
import { type AnalysisQuestion, known, type Sql } from "./analysis-tables";
import type { SourceRow } from "./sources";

/**
 * What an answer rests on, in a form that anybody can compare: sources by hash, windows and assets by the id of their
 * version, other facts as a count and a SHA-256 over their ids, which `GET …/exposure/inputs` lists. Over prepared facts.
 */
export async function namedInputs(
  sql: Sql,
  question: AnalysisQuestion,
  sources: readonly SourceRow[],
): Promise<Pick<ExposureView, "fingerprint" | "inputs">> {
  const rows = await sql<{ kind: FactKind; count: number; sha256: string }[]>`
    select kind, count(*) filter (where line is not null)::int as count,
      encode(sha256(convert_to(coalesce(string_agg(line, E'\n' order by line collate "C"), ''), 'UTF8')), 'hex') as sha256
    from (${everyKind(sql, question)}) t group by kind order by kind`;
  const facts = Object.fromEntries(
    rows.map(({ kind, count, sha256 }) => [kind, { count, sha256 }]),
  ) as ExposureView["inputs"]["facts"];
  const versions = await sql<{ windows: string[]; assets: string[] }[]>`
    select coalesce((select array_agg(version_id::text order by version_id) from x_windows), '{}') as windows,
      coalesce((select array_agg(version_id::text order by version_id) from x_assets), '{}') as assets`;
  const named = sources.map(({ id, filename, sha256, system, live, through }) => ({
    ...{ id, filename, sha256, system, live },
    records: through === null ? null : through + 1,
  }));
  const hash = createHash("sha256").update(RULE_VERSION);
  for (const { id, sha256, records } of named) hash.update(`\n${id} ${sha256} ${records}`);
  for (const { kind, sha256 } of rows) hash.update(`\n${kind} ${sha256}`);
  const { windows = [], assets = [] } = versions[0] ?? {};
  return { fingerprint: hash.digest("hex"), inputs: { sources: named, windows, assets, facts } };
}

/** The ids of one kind in their order, a page; without any prepared table. */
export async function factIds(
  sql: Sql,
  question: AnalysisQuestion,
  kind: FactKind,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await sql<{ line: string }[]>`
    select line from (${linesOf(sql, question, kind)}) t
    where line collate "C" > ${after} collate "C" order by line collate "C" limit ${limit}`;
  return rows.map((row) => row.line);
}

function everyKind(sql: Sql, question: AnalysisQuestion) {
  const [first, ...rest] = FACT_KINDS.map((kind) => {
    const lines = linesOf(sql, question, kind);
    // One line that is none, so that a kind without facts has its hash too.
    return sql`select ${kind}::text as kind, l.line from (select 1) o left join (${lines}) l on true`;
  });
  return rest.reduce((all, one) => sql`${all} union all ${one}`, first ?? sql`select null, null`);
}

/** The facts of a kind that were known then, one line each: the id, of what changes under its id also since when. */
function linesOf(sql: Sql, { incidentId, knownAt }: AnalysisQuestion, kind: FactKind) {
  const at = knownAt ?? "infinity";
  const holds = known(sql, "f", at);
  switch (kind) {
    case "windows":
      return sql`select f.version_id::text as line from exposure_windows f where f.incident_id = ${incidentId} and f.withdrawn = 0 and ${holds}`;
    case "assets":
      return sql`select f.version_id::text as line from assets f where ${holds} and f.id in (
        select w.asset_id from exposure_windows w where w.incident_id = ${incidentId} and w.withdrawn = 0 and ${known(sql, "w", at)})`;
    case "principals":
      return sql`
        select p.public_id || ' ' || to_char(coalesce(f.recorded_at, p.changed_at, p.recorded_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as line
        from principals p left join principal_versions f on f.principal_id = p.id and ${holds}
        where p.recorded_at <= ${at}::timestamptz`;
    case "merges":
      return sql`select f.id::text as line from principal_merges f where ${holds}`;
    case "aliases":
      return sql`select f.id::text as line from principal_aliases f where ${holds}`;
    case "memberships":
      return sql`select f.id::text as line from group_memberships f where ${holds}`;
    case "clearances":
      return sql`select f.id::text as line from clearances f where ${holds}`;
    case "explanations":
      return sql`select f.id::text as line from access_explanations f where f.incident_id = ${incidentId} and ${holds}`;
    case "coverage":
      return sql`select f.source_no || '-' || f.id as line from evidence_coverage f where f.incident_id = ${incidentId} and ${holds}`;
  }
}
