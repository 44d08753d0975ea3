import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { Ctx } from "@/lib/api/server/context";

/**
 * Queues the claims of an incident to be judged anew, once however often asked, and nothing where it has none. A story
 * of the demo judges its own, at its own time.
 */
export async function enqueueJudging(executor: Executor, ctx: Ctx, incidentId: number): Promise<void> {
  if (ctx.source === "seed") return;
  await executor.execute(sql`
    select enqueue_job('judge_claims', json_build_object('incidentId', ${incidentId}::int), 'claims:' || ${incidentId}::int)
    where exists (select 1 from claims where incident_id = ${incidentId})`);
}
