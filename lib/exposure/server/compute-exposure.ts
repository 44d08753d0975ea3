import { rawSql } from "@/db/client";
import { AppError } from "@/lib/api/errors";
import type { ExposureAnswer } from "../model";
import { type AnalysisQuestion, prepareFacts, type Sql } from "./analysis-tables";
import { type ActorRow, assembleAnswer } from "./assemble-answer";
import { type AssetRow, assetRows, coverageOf, exposedTogether, reachOfAudiences } from "./reach-and-coverage";
import { type TouchGroup, touchGroups } from "./touch-groups";

/** No analysis may hold a connection for longer. */
const TIMEOUT_MS = 60_000;

export interface SourceRow {
  no: number;
  id: string;
  filename: string;
  sha256: string | null;
  system: string | null;
  readyAt: string;
  lastEventAt: string | null;
}

export interface Computed {
  answer: ExposureAnswer;
  assets: AssetRow[];
  sources: SourceRow[];
  /** Kinds that logs give to actors nobody has resolved, by what the log writes. */
  groups: TouchGroup[];
}

/** The exposure answer from the facts as they are recorded, in the database. */
export function computeExposure(question: AnalysisQuestion): Promise<Computed> {
  return analyse(async (sql) => {
    await prepareFacts(sql, question);
    const sources = await readySources(sql, question);
    const nos = sources.map((source) => source.no);
    const assets = await assetRows(sql);
    const groups = await touchGroups(sql, question.incidentId, nos);
    const answer = assembleAnswer({
      assets,
      together: await exposedTogether(sql),
      reach: await reachOfAudiences(sql, question),
      coverage: await coverageOf(sql, question.incidentId, nos, question.knownAt ?? "infinity"),
      groups,
      actors: await actorsOf(sql, groups),
      publicIds: await publicIds(sql),
    });
    return { answer, assets, sources, groups };
  });
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
    select no, id, filename, sha256, system, ready_at as "readyAt", last_event_at as "lastEventAt"
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

async function publicIds(sql: Sql): Promise<Map<number, string>> {
  const rows = await sql<{ id: number; publicId: string }[]>`
    select id, public_id as "publicId" from principals
    where id in (select principal_id from x_actors where principal_id is not null)`;
  return new Map(rows.map(({ id, publicId }) => [id, publicId]));
}
