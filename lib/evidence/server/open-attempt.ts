import { ownerSql, type RawSql } from "@/db/client";
import { type Checkpoint, FRESH, ImportRefusal } from "./import-state";
import { createStage } from "./stage";
import type { StoreTarget } from "./store-batch";

export interface ImportedSource {
  id: string;
  filename: string;
  bytes: number;
  options: Record<string, unknown>;
  system: string | null;
  systemStated: boolean;
}

/** So many attempts without any progress in between, and the source is given up. */
const MOST_TRIES = 5;

/** Takes the source for this attempt: at its checkpoint, or from the beginning with everything unfinished cleared. */
export async function openAttempt(
  target: StoreTarget,
): Promise<{ source: ImportedSource; checkpoint: Checkpoint } | null> {
  const { sourceNo, attempt } = target;
  const [row] = await target.sql<(ImportedSource & { checkpoint: Checkpoint | null })[]>`
    update evidence_sources set status = 'parsing', attempt = ${attempt}, heartbeat_at = now(),
      checkpoint = jsonb_set(checkpoint, '{tries}', to_jsonb((checkpoint->>'tries')::int + 1))
    where no = ${sourceNo} and status in ('queued', 'parsing')
    returning id, filename, bytes, options, system, system_stated as "systemStated", checkpoint`;
  if (!row) return null;
  const { checkpoint, ...source } = row;
  if (!checkpoint) return { source, checkpoint: await begin(target) };
  if (checkpoint.tries > MOST_TRIES) {
    const where = `record ${checkpoint.firstRecord + checkpoint.position.record + 1}`;
    throw new ImportRefusal(
      "gave_up",
      `Reading broke off ${MOST_TRIES} times near ${where}. Split the file there and add the parts.`,
    );
  }
  return { source, checkpoint };
}

async function begin({ incidentId, sourceNo }: StoreTarget): Promise<Checkpoint> {
  const checkpoint = { ...FRESH, tries: 1 };
  await ownerSql().begin(async (tx) => {
    const sql = tx as unknown as RawSql;
    await createStage(sql, sourceNo);
    await forgetReading(sql, incidentId, sourceNo);
    await sql`update evidence_sources set checkpoint = ${JSON.stringify(checkpoint)}::text::jsonb where no = ${sourceNo}`;
  });
  return checkpoint;
}

/** Takes away what an earlier reading of the source left, but for its original bytes. */
export async function forgetReading(sql: RawSql, incidentId: number, sourceNo: number): Promise<void> {
  await sql`delete from evidence_rejects where incident_id = ${incidentId} and source_no = ${sourceNo}`;
  await sql`delete from evidence_digests where incident_id = ${incidentId} and source_no = ${sourceNo}`;
  await sql`delete from evidence_public_keys where incident_id = ${incidentId} and source_no = ${sourceNo}`;
  await sql`delete from evidence_members where incident_id = ${incidentId} and source_no = ${sourceNo}`;
  await sql`
    delete from evidence_chunks
    where incident_id = ${incidentId} and source_no = ${sourceNo} and stream = 'decoded'`;
}
