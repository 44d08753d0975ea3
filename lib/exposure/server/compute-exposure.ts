import { CLASSIFICATIONS } from "@/lib/assets/model";
import type { PrincipalKind } from "@/lib/people/model";
import type { ExposureAnswer } from "../model";
import { analyse } from "./analyse";
import { type AnalysisQuestion, known, prepareFacts, prepareWindows, type Sql } from "./analysis-tables";
import { assembleAnswer } from "./assemble-answer";
import { type Judged, judgeSources, sumsOfGroups } from "./judge-sources";
import { type KeptSums, keepSums } from "./kept-sums";
import {
  type AssetRow,
  assetRows,
  coverageOf,
  exposedTogether,
  type Reaches,
  reachOfAudiences,
} from "./reach-and-coverage";
import { readySources, type SourceRow } from "./sources";
import type { TouchGroup } from "./touch-groups";
import { unnamedAccesses } from "./unnamed-accesses";

export interface NamedPrincipal {
  name: string;
  kind: PrincipalKind;
}

/** What is recorded of a principal towards an asset, beside when it was cleared. */
export interface Grant {
  cleared: boolean;
  void: boolean;
  denied: boolean;
}

export interface Computed {
  answer: ExposureAnswer;
  assets: AssetRow[];
  reach: Reaches;
  sources: SourceRow[];
  principals: Map<string, NamedPrincipal>;
  /** By number of asset and public id of principal: `1:uuid`. */
  grants: Map<string, Grant>;
  /** By number of asset. */
  attempts: Map<number, { denied: number; failed: number }>;
}

/** The exposure answer from the facts as they are recorded, in the database; what was judged is kept for the next. */
export async function computeExposure(question: AnalysisQuestion): Promise<Computed> {
  const { kept, ...computed } = await analyse((sql) => computeKept(sql, question));
  if (kept) await keepSums(question, kept, question.now);
  return computed;
}

type ChooseGroups = (question: AnalysisQuestion, sources: SourceRow[]) => Promise<TouchGroup[]>;

/** Over the events that `choose` gives, and nothing is kept. */
export async function computeIn(sql: Sql, question: AnalysisQuestion, choose: ChooseGroups): Promise<Computed> {
  const { kept: _, ...computed } = await compute(sql, question, async (sources) => {
    await prepareFacts(sql, question);
    return { sums: await sumsOfGroups(sql, await choose(question, sources)), kept: null };
  });
  return computed;
}

/** With what is worth keeping, to be kept once the transaction is over. */
export function computeKept(sql: Sql, question: AnalysisQuestion): Promise<Computed & { kept: KeptSums | null }> {
  return compute(sql, question, async (sources) => {
    await prepareWindows(sql, question);
    return judgeSources(sql, question, sources);
  });
}

async function compute(
  sql: Sql,
  question: AnalysisQuestion,
  judgeAll: (sources: SourceRow[]) => Promise<Judged>,
): Promise<Computed & { kept: KeptSums | null }> {
  const sources = await readySources(sql, question);
  const { sums, kept } = await judgeAll(sources);
  const assets = await assetRows(sql);
  const reach = await reachOfAudiences(sql, question);
  const nos = sources.map((source) => source.no);
  const answer = assembleAnswer({
    assets,
    together: await exposedTogether(sql),
    reach: reach.each,
    coverage: await coverageOf(sql, question.incidentId, nos, question.knownAt ?? "infinity"),
    sums,
    unnamed: await unnamedAccesses(sql, question.incidentId, sources),
  });
  const ids = answer.assets.flatMap((asset) => asset.principals.flatMap((row) => row.principalId ?? []));
  const principals = await namedPrincipals(sql, [...new Set(ids)]);
  return {
    answer,
    assets,
    reach,
    sources,
    principals,
    grants: await grantsOf(sql, [...principals.keys()], question),
    attempts: new Map(Object.entries(sums).map(([n, { denied, failed }]) => [Number(n), { denied, failed }])),
    kept,
  };
}

async function namedPrincipals(sql: Sql, ids: string[]): Promise<Map<string, NamedPrincipal>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<(NamedPrincipal & { id: string })[]>`
    select public_id as id, name, kind from x_people where public_id = any(${ids}::uuid[])`;
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/**
 * For the sentence that says why somebody is counted; the judging was done by then. What another incident holds as void is
 * for those who see that one.
 */
async function grantsOf(
  sql: Sql,
  ids: string[],
  { incidentId, knownAt }: AnalysisQuestion,
): Promise<Map<string, Grant>> {
  if (ids.length === 0) return new Map();
  const at = knownAt ?? "infinity";
  const isOwn = sql`(c.window_id is null or c.window_id in (
    select w.id from exposure_windows w where w.incident_id = ${incidentId}))`;
  const rows = await sql<(Grant & { n: number; publicId: string })[]>`
    with asked as (
      select p.id, s.public_id from x_people p join x_people s on s.id = p.is_id where s.public_id = any(${ids}::uuid[])
    ), standing as (
      select c.asset_id, c.classification, c.standing, asked.public_id
      from clearances c join asked on asked.id = c.principal_id
      where ${known(sql, "c", at)} and ${isOwn}
      union all
      select c.asset_id, c.classification, c.standing, asked.public_id
      from clearances c join group_memberships m on m.group_name = c.group_name join asked on asked.id = m.principal_id
      where ${known(sql, "c", at)} and ${known(sql, "m", at)} and ${isOwn}
    )
    select a.n, s.public_id as "publicId", bool_or(s.standing = 'valid') as cleared,
      bool_or(s.standing = 'void') as void, bool_or(s.standing = 'deny') as denied
    from standing s
    join x_assets a on s.asset_id = a.id
      or array_position(${[...CLASSIFICATIONS]}::text[], s.classification) >= a.rank
    group by a.n, s.public_id`;
  return new Map(rows.map(({ n, publicId, ...grant }) => [`${n}:${publicId}`, grant]));
}
