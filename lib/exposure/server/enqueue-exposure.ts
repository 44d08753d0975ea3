import { type SQL, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { AppError } from "@/lib/api/errors";
import { systemContext } from "@/lib/api/server/context";
import { enqueueVerification, enqueueVerifications } from "@/lib/containment/server/enqueue-verification";
import { LIVE_CHANNEL, notifyLive } from "@/lib/live/server/notify";
import { answerPresent } from "./answer-question";

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

/**
 * Under a stream of changes the first one begins a wait and the others join it, so that it is neither computed at each
 * nor never; what takes long is computed in a quarter of the time at most. Who looks at it is told at once that what is
 * kept is stale.
 */
async function enqueue(executor: Executor, where: SQL): Promise<void> {
  await executor.execute(sql`
    select enqueue_gathered('compute_exposure', json_build_object('incidentId', w.incident_id), 'exposure:' || w.incident_id,
        make_interval(secs => greatest(0.3, least(60, coalesce(a.took_ms, 0) * 3 / 1000.0)))),
      pg_notify(${LIVE_CHANNEL}, json_build_object('incident', w.incident_id, 'kind', 'exposure_stale')::text)
    from (select distinct incident_id from exposure_windows where superseded_at is null and ${where}) w
    left join exposure_answers a on a.incident_id = w.incident_id`);
}

/** The queue's task: computes, keeps, and tells who is looking; when another is at it, comes again afterwards. */
export async function computeAndTell(incidentId: number): Promise<void> {
  const ctx = systemContext();
  try {
    const view = await answerPresent(ctx, incidentId);
    if (view === null) return enqueueExposure(db(), incidentId);
  } catch (error) {
    // Said on the page, and tried again when something has changed; a full house is tried again by the queue.
    if (!(error instanceof AppError) || (error.details.retryAfter ?? 0) < 60) throw error;
  }
  await notifyLive(db(), { incident: incidentId, kind: "exposure_computed" });
}
