import { rawSql } from "@/db/client";
import { ContainerError } from "../containers/limits";
import { cleanUpSource, failSource } from "./end-source";
import { finaliseSource } from "./finalise-source";
import { AttemptLost, ImportRefusal } from "./import-state";
import { takeLease } from "./lease";
import { openAttempt } from "./open-attempt";
import { SourceReader } from "./source-reader";

/**
 * Reads one source from its stored bytes to events, duplicates, skipped and rejects. Safe to run again at any time and
 * after any crash: it goes on at the last checkpoint. Does nothing for a source that is done or in other hands.
 * Throws for what may pass by itself (the database is away), so that the queue tries again.
 */
export async function importSource(incidentId: number, sourceNo: number): Promise<void> {
  const lease = await takeLease(sourceNo);
  if (!lease) return;
  try {
    await attempt(incidentId, sourceNo, lease.attempt);
  } finally {
    await lease.release();
  }
}

async function attempt(incidentId: number, sourceNo: number, id: string): Promise<void> {
  const target = { sql: rawSql(), incidentId, sourceNo, attempt: id };
  try {
    const opened = await openAttempt(target);
    if (!opened) return;
    const checkpoint = await new SourceReader(target, opened.source, opened.checkpoint).readAll();
    await finaliseSource(target, checkpoint);
  } catch (error) {
    if (error instanceof AttemptLost) await cleanUpSource(incidentId, sourceNo);
    else if (error instanceof ImportRefusal) await failSource(target, error);
    else if (error instanceof ContainerError) await failSource(target, new ImportRefusal(error.code, error.message));
    else throw error;
  }
}
