import { sql } from "drizzle-orm";
import { ownerSql, type Transaction } from "@/db/client";
import { stageOf } from "./stage";

/** What filters, sorts and joins ask for; the rest (ids that never repeat, offsets) would take most of the time. */
const LOOKED_AT =
  "incident_id, part, source_no, occurred_at, actor_id, action_id, session_id, verb, outcome, actor_kind, identity";

/**
 * Indexes a large source's stage before it becomes a partition, two at a time, and counts it for the planner. The same
 * indexes as the parent's, so that attaching builds none. Outside the transaction that makes the source visible: that
 * one is over quickly then. May be broken off and run again.
 */
export async function indexStage(sourceNo: number): Promise<void> {
  const { events, touches } = stageOf(sourceNo);
  const index = (table: string, name: string, columns: string, kind = "index", where = "") =>
    // Little is taken out of it later and nothing added, so its pages can be filled to the brim.
    `create ${kind} if not exists ${table}_${name} on ${table} (${columns}) with (fillfactor = 100) ${where}`;
  const waiting = [
    `analyze ${events} (${LOOKED_AT})`,
    index(touches, "resource", "incident_id, resource_id, occurred_at"),
    index(events, "identity", "incident_id, identity"),
    index(events, "actor", "incident_id, actor_id, occurred_at"),
    index(events, "time", "incident_id, occurred_at, source_no, record, sub"),
    index(events, "key", "incident_id, source_no, record, sub, part", "unique index"),
    index(events, "unnamed", "incident_id, source_no, occurred_at", "index", "where resource_ids is null"),
    `analyze ${touches} (incident_id, part, source_no, occurred_at, resource_id, actor_id, verb, outcome)`,
  ];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await runWithMemory(next);
  };
  await Promise.all([work(), work()]);
}

/** What a join with a small source's stage needs: without it, it would be planned blind. */
export async function countStage(sourceNo: number): Promise<void> {
  await ownerSql().unsafe(`analyze ${stageOf(sourceNo).events} (identity)`);
}

/** Anew, without places for the rows that were taken out. */
export async function reindexStage(tx: Transaction, sourceNo: number): Promise<void> {
  const { events, touches } = stageOf(sourceNo);
  for (const table of [events, touches]) await tx.execute(sql.raw(`reindex table ${table}`));
}

async function runWithMemory(statement: string): Promise<void> {
  await ownerSql().begin(async (tx) => {
    await tx`set local maintenance_work_mem = '192MB'`;
    // Compressing every page of a new index for the log takes as long as building it; the built-in server lets us choose.
    await tx`select set_config('wal_compression', 'off', true) where current_setting('is_superuser') = 'on'`;
    await tx.unsafe(statement);
  });
}
