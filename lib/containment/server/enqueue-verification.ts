import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";

/** Queues the look whether what was done holds, in the caller's transaction; once, however often asked. */
export async function enqueueVerification(executor: Executor, incidentId: number): Promise<void> {
  await enqueue(executor, sql`incident_id = ${incidentId}`);
}

/** After a fact that holds for the whole installation: every incident that is not closed. */
export async function enqueueVerifications(executor: Executor): Promise<void> {
  await enqueue(
    executor,
    sql`incident_id in (select id from incidents where phase not in ('closed', 'declined', 'merged'))`,
  );
}

async function enqueue(executor: Executor, where: SQL): Promise<void> {
  await executor.execute(sql`
    select enqueue_job('verify_containment', json_build_object('incidentId', incident_id), 'containment:' || incident_id)
    from (select distinct incident_id from containment_actions where state = 'done' and ai_system_id is not null and ${where}) c`);
}
