import { rawSql } from "@/db/client";
import { ContainerError } from "../containers/limits";
import { cleanUpSource, failSource } from "./end-source";
import { finaliseSource, OWN_PARTITION_FROM } from "./finalise-source";
import { hashContents } from "./hash-contents";
import { AttemptLost, ImportRefusal } from "./import-state";
import { takeLease } from "./lease";
import { openAttempt } from "./open-attempt";
import { SourceReader } from "./source-reader";
import type { StoreTarget } from "./store-batch";

/**
 * Reads one source from its stored bytes to events, duplicates, skipped and rejects. Safe to run again at any time and
 * after any crash: it goes on at the last checkpoint. Does nothing for a source that is done or in other hands.
 * Throws for what may pass by itself (the database is away), so that the queue tries again.
 */
export async function importSource(
  incidentId: number,
  sourceNo: number,
  ownPartitionFrom = OWN_PARTITION_FROM,
): Promise<void> {
  const lease = await takeLease(sourceNo);
  if (!lease) return;
  try {
    await attempt({ sql: rawSql(), incidentId, sourceNo, attempt: lease.attempt }, ownPartitionFrom);
  } finally {
    await lease.release();
  }
}

async function attempt(target: StoreTarget, ownPartitionFrom: number): Promise<void> {
  try {
    const opened = await openAttempt(target);
    if (!opened) return;
    const checkpoint = await new SourceReader(target, opened.source, opened.checkpoint).readAll();
    await hashContents(target, checkpoint);
    await finaliseSource(target, checkpoint, ownPartitionFrom);
  } catch (error) {
    if (error instanceof AttemptLost) await cleanUpSource(target.incidentId, target.sourceNo);
    else if (error instanceof ImportRefusal) await failSource(target, error);
    else if (error instanceof ContainerError) await failSource(target, new ImportRefusal(error.code, error.message));
    else throw error;
  }
}
