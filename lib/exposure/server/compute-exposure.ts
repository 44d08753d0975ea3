import { rawSql } from "@/db/client";
import { AppError } from "@/lib/api/errors";
import { CLASSIFICATIONS } from "@/lib/assets/model";
import { OUTCOMES } from "@/lib/evidence/model";
import type { PrincipalKind } from "@/lib/people/model";
import type { ExposureAnswer } from "../model";
import { type AnalysisQuestion, known, prepareFacts, type Sql } from "./analysis-tables";
import { type ActorRow, assembleAnswer } from "./assemble-answer";
import {
  type AssetRow,
  assetRows,
  coverageOf,
  exposedTogether,
  type Reach,
  reachOfAudiences,
} from "./reach-and-coverage";
import { type TouchGroup, touchGroups } from "./touch-groups";

/** No analysis may hold a connection for longer. */
const TIMEOUT_MS = 60_000;

export interface SourceRow {
  no: number;
  part: number;
  id: string;
  filename: string;
  sha256: string | null;
  system: string | null;
  readyAt: string;
  lastEventAt: string | null;
}

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
  reach: Reach[];
  sources: SourceRow[];
  principals: Map<string, NamedPrincipal>;
  /** By number of asset and public id of principal: `1:uuid`. */
  grants: Map<string, Grant>;
  /** By number of asset. */
  attempts: Map<number, { denied: number; failed: number }>;
}

/** The exposure answer from the facts as they are recorded, in the database. */
export function computeExposure(question: AnalysisQuestion): Promise<Computed> {
  return analyse((sql) => computeIn(sql, question));
}

export async function computeIn(sql: Sql, question: AnalysisQuestion): Promise<Computed> {
  await prepareFacts(sql, question);
  const sources = await readySources(sql, question);
  const nos = sources.map((source) => source.no);
  const assets = await assetRows(sql);
  const reach = await reachOfAudiences(sql, question);
  const groups = await touchGroups(sql, question.incidentId, sources);
  const actors = await actorsOf(sql, groups);
  const principals = await namedPrincipals(sql, [...actors.values()]);
  const answer = assembleAnswer({
    assets,
    together: await exposedTogether(sql),
    reach,
    coverage: await coverageOf(sql, question.incidentId, nos, question.knownAt ?? "infinity"),
    groups,
    actors,
    publicIds: new Map([...principals].map(([publicId, { id }]) => [id, publicId])),
  });
  const grants = await grantsOf(
    sql,
    [...principals.values()].map(({ id }) => id),
    question,
  );
  return { answer, assets, reach, sources, principals, grants, attempts: attemptsOf(groups) };
}

/** One snapshot for all statements of an analysis, with an end to how long each may take. */
export async function analyse<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  try {
    return (await rawSql().begin("isolation level repeatable read", async (sql) => {
      await sql.unsafe(`set local statement_timeout = ${TIMEOUT_MS}`);
      await sql.unsafe("set local work_mem = '128MB'; set local jit = off");
      return work(sql);
    })) as T;
  } catch (error) {
    if ((error as { code?: string }).code !== "57014") throw error;
    throw new AppError("unavailable", "The analysis took over a minute and was stopped. Narrow the asset's patterns.");
  }
}

export async function readySources(sql: Sql, { incidentId, knownAt }: AnalysisQuestion): Promise<SourceRow[]> {
  return sql<SourceRow[]>`
    select no, part, id, filename, sha256, system, ready_at as "readyAt", last_event_at as "lastEventAt"
    from evidence_sources
    where incident_id = ${incidentId} and status = 'ready' and ready_at <= ${knownAt ?? "infinity"}::timestamptz
    order by no`;
}

async function actorsOf(sql: Sql, groups: readonly TouchGroup[]): Promise<Map<number, ActorRow>> {
  const ids = [...new Set(groups.flatMap((group) => [group.actor, group.behalf]))].filter((id) => id !== null);
  const rows = await sql<ActorRow[]>`
    select actor_id as id, value, principal_id as principal from x_actors where actor_id = any(${ids}::int[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

async function namedPrincipals(sql: Sql, actors: readonly ActorRow[]) {
  const ids = [...new Set(actors.map((actor) => actor.principal))].filter((id) => id !== null);
  const rows = await sql<(NamedPrincipal & { id: number; publicId: string })[]>`
    select id, public_id as "publicId", name, kind from principals where id = any(${ids}::int[])`;
  return new Map(rows.map(({ publicId, ...row }) => [publicId, row]));
}

/** For the sentence that says why somebody is counted; the judging was done by then. */
async function grantsOf(sql: Sql, principals: number[], { knownAt }: AnalysisQuestion): Promise<Map<string, Grant>> {
  const at = knownAt ?? "infinity";
  const rows = await sql<(Grant & { n: number; publicId: string })[]>`
    with standing as (
      select c.asset_id, c.classification, c.standing, coalesce(c.principal_id, m.principal_id) as principal_id
      from clearances c
      left join group_memberships m on m.group_name = c.group_name and ${known(sql, "m", at)}
      where ${known(sql, "c", at)} and coalesce(c.principal_id, m.principal_id) = any(${principals}::int[])
    )
    select a.n, p.public_id as "publicId", bool_or(s.standing = 'valid') as cleared,
      bool_or(s.standing = 'void') as void, bool_or(s.standing = 'deny') as denied
    from standing s
    join x_assets a on s.asset_id = a.id
      or array_position(${[...CLASSIFICATIONS]}::text[], s.classification) >= a.rank
    join principals p on p.id = s.principal_id
    group by a.n, p.public_id`;
  return new Map(rows.map(({ n, publicId, ...grant }) => [`${n}:${publicId}`, grant]));
}

function attemptsOf(groups: readonly TouchGroup[]): Computed["attempts"] {
  const attempts: Computed["attempts"] = new Map();
  for (const group of groups) {
    const outcome = OUTCOMES[group.outcome];
    if (!group.inHull || (outcome !== "denied" && outcome !== "failure")) continue;
    const row = attempts.get(group.n) ?? { denied: 0, failed: 0 };
    row[outcome === "denied" ? "denied" : "failed"] += group.count;
    attempts.set(group.n, row);
  }
  return attempts;
}
