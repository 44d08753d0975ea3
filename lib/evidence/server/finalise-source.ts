import { and, eq } from "drizzle-orm";
import { ownerDb, type Transaction } from "@/db/client";
import { evidenceCoverage, evidenceSources } from "@/db/schema";
import { systemContext } from "@/lib/api/server/context";
import { enqueueExposure } from "@/lib/exposure/server/enqueue-exposure";
import { recordEvent } from "@/lib/record/server/record-event";
import { coverageRows } from "./coverage";
import { finalHoles } from "./holes";
import { AttemptLost, type Checkpoint, ImportRefusal } from "./import-state";
import { countStage, indexStage, reindexStage } from "./index-stage";
import { lockEvidence } from "./lease";
import { attachStage, countSameIds, mergeStage, takeOutDuplicates } from "./place-events";
import type { StoreTarget } from "./store-batch";
import { wordsSaid } from "./unrecognised-words";

/** From here on a source keeps its rows as a partition of its own instead of sharing one. */
export const OWN_PARTITION_FROM = 200_000;

/** Beyond this share of duplicates the indexes are built anew without them. */
const MOST_GONE = 0.1;

/**
 * Makes a source's events evidence, in one transaction: duplicates out, rows in their partition, coverage, accounts,
 * the record's entry. Before it nothing is visible, after it everything is. One at a time per incident, so that two
 * sources that deliver the same event never both keep it.
 */
export async function finaliseSource(
  target: StoreTarget,
  checkpoint: Checkpoint,
  ownPartitionFrom: number,
): Promise<void> {
  const { incidentId, sourceNo } = target;
  const large = checkpoint.staged >= ownPartitionFrom;
  if (large) await indexStage(sourceNo);
  else await countStage(sourceNo);
  await ownerDb().transaction(async (tx) => {
    await lockEvidence(tx, incidentId);
    const source = await lockSource(tx, target);
    const duplicates = await takeOutDuplicates(tx, incidentId, sourceNo);
    const alike = await countSameIds(tx, incidentId, sourceNo, { staged: checkpoint.staged, duplicates });
    const events = checkpoint.staged - duplicates;
    const own = events >= ownPartitionFrom;
    // An index keeps a place for every row that was taken out.
    if (own && duplicates > events * MOST_GONE) await reindexStage(tx, sourceNo);
    if (own) await attachStage(tx, sourceNo);
    else await mergeStage(tx, sourceNo);
    const part = own ? sourceNo : 0;
    await settle(tx, source, withNotes(checkpoint, alike), { events, duplicates, part });
  });
}

/** Said of the source beside what was damaged: somebody has to look at it. */
function withNotes(checkpoint: Checkpoint, alike: number): Checkpoint {
  const notes = [...checkpoint.notes, ...wordsSaid(checkpoint.unrecognised)];
  if (alike === 1)
    notes.push(
      "1 event carries an id that others of this incident carry too, but differs from them: it is counted by itself.",
    );
  if (alike > 1)
    notes.push(
      `${alike.toLocaleString("en-US")} events carry an id that others of this incident carry too, but differ from them: each is counted by itself.`,
    );
  return { ...checkpoint, notes };
}

type Source = typeof evidenceSources.$inferSelect;

async function lockSource(tx: Transaction, { sourceNo, attempt }: StoreTarget): Promise<Source> {
  const [source] = await tx
    .select()
    .from(evidenceSources)
    .where(
      and(
        eq(evidenceSources.no, sourceNo),
        eq(evidenceSources.attempt, attempt),
        eq(evidenceSources.status, "parsing"),
      ),
    )
    .for("update");
  if (!source) throw new AttemptLost();
  return source;
}

async function settle(
  tx: Transaction,
  source: Source,
  checkpoint: Checkpoint,
  placed: { events: number; duplicates: number; part: number },
): Promise<void> {
  const { reading } = checkpoint;
  if (!reading) throw new ImportRefusal("unreadable", "Nothing in this file could be read.");
  const ctx = systemContext();
  const counts = {
    records: checkpoint.staged + checkpoint.skipped + checkpoint.rejects,
    events: placed.events,
    duplicates: placed.duplicates,
    skipped: checkpoint.skipped,
    rejects: checkpoint.rejects,
  };
  await tx
    .update(evidenceSources)
    .set({
      ...counts,
      status: "ready",
      format: reading.format,
      formatReasons: reading.reasons,
      system: reading.system,
      options: { ...source.options, ...withoutNulls(reading.options) },
      part: placed.part,
      skippedKinds: checkpoint.skippedKinds,
      notes: checkpoint.notes,
      firstEventAt: checkpoint.first,
      lastEventAt: checkpoint.last,
      bytesRead: source.bytes,
      decodedBytes: checkpoint.decoded ? checkpoint.decodedEnd : null,
      eventsPerSecond: null,
      checkpoint: null,
      attempt: null,
      error: null,
      errorCode: null,
      needs: [],
      readyAt: ctx.now(),
    })
    .where(eq(evidenceSources.no, source.no));
  const coverage = await storeCoverage(tx, source, checkpoint, reading.system, ctx.now());
  const { id: evidence, filename, sha256 } = source;
  const data = { evidence, filename, sha256, format: reading.format, system: reading.system, counts, coverage };
  await recordEvent(tx, ctx, { incidentId: source.incidentId, kind: "evidence_ready", data });
  await enqueueExposure(tx, source.incidentId);
}

async function storeCoverage(
  tx: Transaction,
  source: Source,
  checkpoint: Checkpoint,
  system: string,
  recordedAt: string,
) {
  const rows = coverageRows({
    statedFrom: source.coverageFrom,
    statedUntil: source.coverageUntil,
    first: checkpoint.first,
    last: checkpoint.last,
    holes: finalHoles(checkpoint.holes, checkpoint.cutOff),
  });
  if (rows.length > 0)
    await tx
      .insert(evidenceCoverage)
      .values(rows.map((row) => ({ ...row, incidentId: source.incidentId, sourceNo: source.no, system, recordedAt })));
  return rows.slice(0, 20).map(({ from, until, basis, hole }) => ({ from, until, basis, hole }));
}

function withoutNulls(options: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));
}
