import { sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { isJobWaiting } from "@/lib/evidence/server/sweep-evidence";

/** Asks the worker to take what waits, in the caller's transaction; once per source, however often it is asked for. */
export async function enqueueDeliveries(executor: Executor, incidentId: number, sourceNo: number): Promise<void> {
  const payload = JSON.stringify({ incidentId, sourceNo });
  await executor.execute(sql`select enqueue_job('take_deliveries', ${payload}::json, ${jobKey(sourceNo)})`);
}

/** Asks again for what has waited longer than any worker takes, because the one that was at it died. */
export async function requeueDeliveries(): Promise<void> {
  const waiting = await db().execute<{ incidentId: number; sourceNo: number }>(sql`
    select distinct incident_id as "incidentId", source_no as "sourceNo" from live_deliveries
    where taken_at is null and received_at < now() - interval '3 seconds'
    union
    select incident_id, no from evidence_sources
    where live and sha256 is null and ended_at < now() - interval '3 seconds'`);
  for (const { incidentId, sourceNo } of waiting) {
    // A job that failed keeps its place and its growing pause.
    if (!(await isJobWaiting(jobKey(sourceNo)))) await enqueueDeliveries(db(), incidentId, sourceNo);
  }
}

function jobKey(sourceNo: number): string {
  return `live:${sourceNo}`;
}
