import { and, eq } from "drizzle-orm";
import { db, ownerSql, type RawSql, rawSql } from "@/db/client";
import { evidenceSources } from "@/db/schema";
import { systemContext } from "@/lib/api/server/context";
import { recordEvent } from "@/lib/record/server/record-event";
import type { ImportRefusal } from "./import-state";
import { forgetReading } from "./open-attempt";
import { dropStage } from "./stage";
import type { StoreTarget } from "./store-batch";

/** A source that cannot be read keeps its bytes and says what is wrong; nothing half-read stays. */
export async function failSource(target: StoreTarget, refusal: ImportRefusal): Promise<void> {
  const { incidentId, sourceNo, attempt } = target;
  await clearReading(incidentId, sourceNo);
  await db().transaction(async (tx) => {
    const [row] = await tx
      .update(evidenceSources)
      .set({
        status: "failed",
        error: refusal.message,
        errorCode: refusal.code,
        needs: refusal.needs,
        checkpoint: refusal.sample ? { sample: refusal.sample } : null,
        ...(refusal.reading
          ? { format: refusal.reading.format, formatReasons: refusal.reading.reasons, system: refusal.reading.system }
          : {}),
        attempt: null,
        eventsPerSecond: null,
        bytesRead: 0,
        records: 0,
        events: 0,
        skipped: 0,
        rejects: 0,
      })
      .where(
        and(
          eq(evidenceSources.no, sourceNo),
          eq(evidenceSources.attempt, attempt),
          eq(evidenceSources.status, "parsing"),
        ),
      )
      .returning({ id: evidenceSources.id, filename: evidenceSources.filename });
    if (!row) return;
    const data = { evidence: row.id, filename: row.filename, error: refusal.message, code: refusal.code };
    await recordEvent(tx, systemContext(), {
      incidentId,
      kind: "evidence_failed",
      data: { ...data, needs: refusal.needs },
    });
  });
}

/** After a cancellation: rows and bytes go, the line that says who brought what stays. Leaves other sources alone. */
export async function cleanUpSource(incidentId: number, sourceNo: number): Promise<void> {
  const [row] = await rawSql()`select status from evidence_sources where no = ${sourceNo}`;
  if (row?.status !== "cancelled") return;
  await clearReading(incidentId, sourceNo);
  await rawSql()`delete from evidence_chunks where incident_id = ${incidentId} and source_no = ${sourceNo}`;
}

async function clearReading(incidentId: number, sourceNo: number): Promise<void> {
  await ownerSql().begin(async (tx) => {
    const sql = tx as unknown as RawSql;
    await dropStage(sql, sourceNo);
    await forgetReading(sql, incidentId, sourceNo);
  });
}
