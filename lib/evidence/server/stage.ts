import type { RawSql } from "@/db/client";

/** A source's rows on their way in: tables of their own, which a large source keeps as its partition. */
export interface Stage {
  events: string;
  touches: string;
  /** Rows of other sources stand beside them. */
  shared?: true;
}

/** Batches of live sources are small and many: tables for each would fill the database's catalogue. */
export const LIVE_STAGE: Stage = { events: "evidence_live_events", touches: "evidence_live_touches", shared: true };

export function stageOf(sourceNo: number): Stage {
  return { events: `evidence_events_${Math.trunc(sourceNo)}`, touches: `evidence_touches_${Math.trunc(sourceNo)}` };
}

type CanRun = Pick<RawSql, "unsafe">;

export async function createStage(sql: CanRun, sourceNo: number): Promise<void> {
  const { events, touches } = stageOf(sourceNo);
  await dropStage(sql, sourceNo);
  await sql.unsafe(`create table ${events} (like evidence_events)`);
  await sql.unsafe(`create table ${touches} (like evidence_touches)`);
}

/** Takes unfinished rows away. A table that is already a partition is evidence and stays. */
export async function dropStage(sql: CanRun, sourceNo: number): Promise<void> {
  const { events, touches } = stageOf(sourceNo);
  for (const table of [events, touches]) {
    const [row] = await sql.unsafe<{ partition: boolean }[]>(
      `select relispartition as partition from pg_class where oid = to_regclass('${table}')`,
    );
    if (row && !row.partition) await sql.unsafe(`drop table if exists ${table}`);
  }
  await clearLiveStage(sql, sourceNo);
}

export async function clearLiveStage(sql: CanRun, sourceNo: number): Promise<void> {
  for (const table of [LIVE_STAGE.events, LIVE_STAGE.touches])
    await sql.unsafe(`delete from ${table} where source_no = ${Math.trunc(sourceNo)}`);
}
