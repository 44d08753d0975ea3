import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { db } from "@/db/client";
import { systemContext } from "@/lib/api/server/context";
import { enqueueVerification, enqueueVerifications } from "@/lib/containment/server/enqueue-verification";
import { notifyLive } from "@/lib/live/server/notify";
import { currentExposure } from "./get-exposure";

/** Queues the answer of one incident to be computed anew, in the caller's transaction; once, however often asked. */
export async function enqueueExposure(executor: Executor, incidentId: number): Promise<void> {
  await enqueue(executor, sql`incident_id = ${incidentId}`);
  // The same evidence says whether what was stopped stayed silent.
  await enqueueVerification(executor, incidentId);
}

/** After a fact that holds for the whole installation: every incident with windows that is not closed. */
export async function enqueueExposures(executor: Executor, assetId?: string): Promise<void> {
  const open = sql`incident_id in (select id from incidents where phase not in ('closed', 'declined', 'merged'))`;
  await enqueue(executor, assetId === undefined ? open : sql`${open} and asset_id = ${assetId}`);
  if (assetId === undefined) await enqueueVerifications(executor);
}

async function enqueue(executor: Executor, where: SQL): Promise<void> {
  await executor.execute(sql`
    select enqueue_job('compute_exposure', json_build_object('incidentId', incident_id), 'exposure:' || incident_id)
    from (select distinct incident_id from exposure_windows where superseded_at is null and ${where}) w`);
}

/** The queue's task: computes, keeps, and tells who is looking. */
export async function computeAndTell(incidentId: number): Promise<void> {
  const ctx = systemContext();
  await currentExposure(ctx, incidentId, ctx.now());
  await notifyLive(db(), { incident: incidentId, kind: "exposure_computed" });
}
