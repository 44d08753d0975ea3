import { and, eq, lt, notExists, sql } from "drizzle-orm";
import { db, ownerSql, rawSql } from "@/db/client";
import { evidenceSources, evidenceUploads } from "@/db/schema";
import { discardSource } from "./accept-upload";
import { removeUpload } from "./discard-upload";
import { cleanUpSource } from "./end-source";
import { enqueueImport, importKey } from "./enqueue-import";
import { KEPT_HOURS } from "./find-upload";
import { abandonedSources } from "./lease";

/** An upload that has not moved for this long has broken off with its process; what comes in several requests may wait. */
const STALE_UPLOAD = sql`now() - interval '30 minutes'`;
const KEPT = sql.raw(`now() - interval '${KEPT_HOURS} hours'`);

const isOfSource = and(
  eq(evidenceUploads.incidentId, evidenceSources.incidentId),
  eq(evidenceUploads.sourceNo, evidenceSources.no),
);

/** Takes away what crashes and lost connections left: uploads without an end, rows of cancelled imports. */
export async function sweepEvidence(): Promise<void> {
  const stale = await db()
    .select({ incidentId: evidenceSources.incidentId, no: evidenceSources.no })
    .from(evidenceSources)
    .where(
      and(
        eq(evidenceSources.status, "receiving"),
        lt(evidenceSources.heartbeatAt, STALE_UPLOAD),
        notExists(db().select().from(evidenceUploads).where(isOfSource)),
      ),
    );
  for (const { incidentId, no } of stale) await discardSource(incidentId, no);
  const old = await db().select().from(evidenceUploads).where(lt(evidenceUploads.movedAt, KEPT));
  for (const upload of old) await db().transaction((tx) => removeUpload(tx, upload));
  const cancelled = await rawSql()<{ incidentId: number; no: number }[]>`
    select s.incident_id as "incidentId", s.no from evidence_sources s
    where s.status = 'cancelled' and (
      to_regclass('evidence_events_' || s.no) is not null
      or exists (select from evidence_chunks c where c.incident_id = s.incident_id and c.source_no = s.no))`;
  for (const { incidentId, no } of cancelled) await cleanUpSource(incidentId, no);
}

/** Queues again what nobody is at and no job waits for. The job of the worker that died is not waited for. */
export async function requeueAbandoned(): Promise<void> {
  for (const { incidentId, sourceNo } of await abandonedSources()) {
    if (await isJobWaiting(importKey(sourceNo))) continue;
    await enqueueImport(db(), incidentId, sourceNo);
  }
}

/** Whether a job of this key waits for its turn or its next try. */
export async function isJobWaiting(key: string): Promise<boolean> {
  const [row] = await ownerSql()<{ waiting: boolean }[]>`
    select exists (
      select from graphile_worker.jobs
      where key = ${key} and locked_at is null and attempts < max_attempts) as waiting`;
  return row?.waiting ?? false;
}
