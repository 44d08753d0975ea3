import type { RawSql } from "@/db/client";
import type { PublicKey } from "../model";
import type { Batch, PlacedDigest, Reject } from "./batch";
import { storeChunks } from "./chunk-writer";
import { type CanCopy, copyIn } from "./copy-in";
import { asBinaryCopy } from "./copy-rows";
import type { Dictionary } from "./dictionary";
import { EVENT_COLUMNS, TOUCH_COLUMNS } from "./event-row";
import { AttemptLost, type Checkpoint } from "./import-state";
import { stageOf } from "./stage";

export interface StoreTarget {
  sql: RawSql;
  incidentId: number;
  sourceNo: number;
  attempt: string;
}

/** More than these are counted, but not listed one by one. */
const LISTED_REJECTS = 100_000;

export interface Pace {
  bytesRead: number;
  eventsPerSecond: number | null;
}

/** Stores a batch and the checkpoint it reaches in one transaction. Throws AttemptLost if the source is not ours any more. */
export async function storeBatch(target: StoreTarget, batch: Batch, dictionary: Dictionary, pace: Pace): Promise<void> {
  await dictionary.resolve();
  batch.events.fill();
  batch.touches.fill();
  const events = batch.events.take();
  const touches = batch.touches.take();
  const chunks = await batch.chunks;
  const stage = stageOf(target.sourceNo);
  await target.sql.begin(async (tx) => {
    // Rows and checkpoint go together, so a crash that loses the last of them loses nothing: it is read again.
    const lazily = tx`set local synchronous_commit = off`;
    // First, so that a lost attempt writes nothing; waits for nobody, since a source has one attempt.
    await Promise.all([lazily, writeCheckpoint(tx as unknown as RawSql, target, batch.checkpoint, pace)]);
    await storeChunks(tx, { ...target, stream: "decoded" }, chunks);
    await copyRows(tx, stage.events, EVENT_COLUMNS, events);
    await copyRows(tx, stage.touches, TOUCH_COLUMNS, touches);
    await storeRejects(tx as unknown as RawSql, target, batch);
    await storeDigests(tx as unknown as RawSql, target, batch.digests);
    await storeKeys(tx as unknown as RawSql, target, batch.keys);
    for (const { member, name, firstRecord, offset, stream } of batch.members) {
      await tx`
        insert into evidence_members (incident_id, source_no, member, name, first_record, start_offset, stream)
        values (${target.incidentId}, ${target.sourceNo}, ${member}, ${name}, ${firstRecord}, ${offset}, ${stream})
        on conflict do nothing`;
    }
  });
}

export async function copyRows(sql: CanCopy, table: string, columns: string, rows: readonly Buffer[]): Promise<void> {
  if (rows.length > 0) await copyIn(sql, `copy ${table} (${columns}) from stdin (format binary)`, asBinaryCopy(rows));
}

async function writeCheckpoint(sql: RawSql, target: StoreTarget, checkpoint: Checkpoint, pace: Pace): Promise<void> {
  const { staged, skipped, rejects } = checkpoint;
  const written = await sql`
    update evidence_sources set checkpoint = ${JSON.stringify(checkpoint)}::text::jsonb, heartbeat_at = now(),
      bytes_read = ${pace.bytesRead}, events_per_second = ${pace.eventsPerSecond},
      records = ${staged + skipped + rejects}, events = ${staged}, duplicates = 0, skipped = ${skipped},
      rejects = ${rejects}
    where no = ${target.sourceNo} and attempt = ${target.attempt} and status = 'parsing'`;
  if (written.count !== 1) throw new AttemptLost();
}

async function storeDigests(
  sql: RawSql,
  { incidentId, sourceNo }: StoreTarget,
  digests: readonly PlacedDigest[],
): Promise<void> {
  if (digests.length === 0) return;
  await sql`
    insert into evidence_digests (incident_id, source_no, member, name, trail, from_at, until_at, files, signed)
    select ${incidentId}, ${sourceNo}, d.member, d.name, d.trail, d."from", d.until, d.files, d.signed
    from jsonb_to_recordset(${JSON.stringify(digests)}::text::jsonb)
      as d(member int, name text, trail text, "from" timestamptz, until timestamptz, files jsonb, signed jsonb)`;
}

async function storeKeys(
  sql: RawSql,
  { incidentId, sourceNo }: StoreTarget,
  keys: readonly PublicKey[],
): Promise<void> {
  if (keys.length === 0) return;
  await sql`
    insert into evidence_public_keys (incident_id, source_no, fingerprint, key)
    select ${incidentId}, ${sourceNo}, k.fingerprint, k.key
    from jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb) as k(fingerprint text, key text)`;
}

async function storeRejects(sql: RawSql, { incidentId, sourceNo }: StoreTarget, batch: Batch): Promise<void> {
  const before = batch.checkpoint.rejects - batch.rejects.length;
  const rejects = batch.rejects.slice(0, Math.max(0, LISTED_REJECTS - before));
  if (rejects.length === 0) return;
  const lines = rejects.map((reject) => rejectLine(incidentId, sourceNo, reject));
  const columns = "incident_id, source_no, member, record, start_offset, length, reason";
  await copyIn(sql, `copy evidence_rejects (${columns}) from stdin`, [lines.join("")]);
}

function rejectLine(incidentId: number, sourceNo: number, { member, record, offset, length, reason }: Reject): string {
  const name = member === null ? "\\N" : escaped(member);
  return `${incidentId}\t${sourceNo}\t${name}\t${record}\t${offset}\t${length}\t${escaped(reason)}\n`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t");
}
