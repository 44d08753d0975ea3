import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { db, ownerDb, ownerSql, type RawSql, rawSql, type Transaction } from "@/db/client";
import { evidenceChunks, evidenceSources, liveDeliveries } from "@/db/schema";
import { formatById } from "@/lib/evidence/formats/registry";
import { BatchBuilder, type Reject } from "@/lib/evidence/server/batch";
import { packChunk } from "@/lib/evidence/server/chunk-codec";
import { Dictionary } from "@/lib/evidence/server/dictionary";
import { EVENT_COLUMNS, TOUCH_COLUMNS } from "@/lib/evidence/server/event-row";
import type { Source } from "@/lib/evidence/server/find-source";
import { AttemptLost, type Checkpoint, FRESH, type Reading } from "@/lib/evidence/server/import-state";
import { lockEvidence, takeLease } from "@/lib/evidence/server/lease";
import { mergeLiveStage, takeOutDuplicates } from "@/lib/evidence/server/place-events";
import { recogniseSource, type SourceAnswers } from "@/lib/evidence/server/recognise-source";
import { clearLiveStage, LIVE_STAGE } from "@/lib/evidence/server/stage";
import { copyRows, type StoreTarget } from "@/lib/evidence/server/store-batch";
import { storeWords } from "@/lib/evidence/server/store-words";
import { enqueueExposure } from "@/lib/exposure/server/enqueue-exposure";
import { notifyLive } from "@/lib/live/server/notify";
import { dateToInstant } from "@/lib/time/instant";
import { cutDelivery } from "./cut-delivery";
import { enqueueDeliveries } from "./enqueue-deliveries";
import { sealSource } from "./seal-source";
import { storeLiveCoverage } from "./store-live-coverage";
import { whyItWaits } from "./why-it-waits";

/** Taken in one go; more waits for the next. */
const MOST_AT_ONCE = 50;
const LISTED_REJECTS = 100_000;

type Delivery = typeof liveDeliveries.$inferSelect;

/**
 * Makes evidence of what a live source was sent and nobody has read yet: rows, accounts and the move of the bytes to
 * the source's chunks are one transaction, so that whatever dies on the way, each delivery counts once. Does nothing
 * while another worker is at the source; what that one leaves is asked for again (requeueDeliveries).
 */
export async function takeDeliveries(incidentId: number, sourceNo: number): Promise<void> {
  const lease = await takeLease(sourceNo);
  if (!lease) return;
  const target = { incidentId, sourceNo, attempt: lease.attempt };
  try {
    await takeAll(target);
  } catch (error) {
    if (!(error instanceof AttemptLost)) await tellWhy(target, error);
    throw error;
  } finally {
    await lease.release();
  }
  // What came between the last look and the release found the source in our hands.
  if (await doesAnythingWait(target)) await enqueueDeliveries(db(), incidentId, sourceNo);
}

type Target = Omit<StoreTarget, "sql">;

async function takeAll(target: Target): Promise<void> {
  do {
    while (await takeSome(target)) {
      // Until nothing waits.
    }
  } while (!(await sealSource(target.incidentId, target.sourceNo)));
}

function waiting({ incidentId, sourceNo }: Target) {
  return and(
    eq(liveDeliveries.incidentId, incidentId),
    eq(liveDeliveries.sourceNo, sourceNo),
    isNull(liveDeliveries.takenAt),
  );
}

async function doesAnythingWait(target: Target): Promise<boolean> {
  const rows = await db().select({ id: liveDeliveries.id }).from(liveDeliveries).where(waiting(target)).limit(1);
  return rows.length > 0;
}

/** The card of the source says what keeps it from being read; the queue tries again by itself. */
async function tellWhy({ sourceNo }: Target, error: unknown): Promise<void> {
  await db()
    .update(evidenceSources)
    .set({ error: whyItWaits(error) })
    .where(eq(evidenceSources.no, sourceNo))
    .catch(() => {});
}

async function takeSome(target: Target): Promise<boolean> {
  const { sourceNo, attempt } = target;
  const deliveries = await db()
    .select()
    .from(liveDeliveries)
    .where(waiting(target))
    .orderBy(asc(liveDeliveries.id))
    .limit(MOST_AT_ONCE);
  if (deliveries.length === 0) return false;
  const [source] = await db()
    .update(evidenceSources)
    .set({ attempt })
    .where(eq(evidenceSources.no, sourceNo))
    .returning();
  if (!source) throw new AttemptLost();
  const from = (source.checkpoint as Checkpoint | null) ?? FRESH;
  const { builder, reached } = await read(source, deliveries, from);
  const rejects = await stage(source, builder);
  await ownerDb().transaction((tx) => place(tx, target, deliveries, { from, reached, rejects }));
  return true;
}

interface Read {
  from: Checkpoint;
  reached: Checkpoint;
  rejects: Reject[];
}

async function read(
  source: Source,
  deliveries: readonly Delivery[],
  from: Checkpoint,
): Promise<{ builder: BatchBuilder; reached: Checkpoint }> {
  let { reading, firstRecord, memberOffset } = from;
  let builder: BatchBuilder | null = null;
  for (const delivery of deliveries) {
    const text = textOf(delivery);
    const { cuts, spec } = await cutDelivery(text);
    reading ??= recognised(source, cuts, spec);
    builder ??= new BatchBuilder(from, dictionaryOf(source, reading));
    const format = formatById(reading.format);
    if (!format) throw new Error(`there is no format ${reading.format} any more`);
    const readAs = { format, options: reading.options, statedSystem: source.systemStated ? source.system : null };
    const place = { incidentId: source.incidentId, sourceNo: source.no, member: 0, firstRecord, memberOffset };
    for (const { record, offset, ...cut } of cuts) {
      // Rejects name their place themselves, and here that is one in the whole stream.
      if (cut.reason === null) builder.add({ ...cut, record, offset }, readAs, place, null);
      else builder.add({ ...cut, record: firstRecord + record, offset: memberOffset + offset }, readAs, place, null);
    }
    firstRecord += cuts.at(-1)?.record ?? 0;
    memberOffset += text.length;
  }
  if (!builder || !reading) throw new Error("a delivery that was acknowledged has records");
  const { staged, skipped, rejected: rejects, skippedKinds, first, last, holes } = builder;
  const reached: Checkpoint = {
    ...from,
    ...{ reading, firstRecord, memberOffset, decodedEnd: memberOffset, decoded: true },
    member: from.member + deliveries.length,
    ...{
      staged,
      skipped,
      rejects,
      skippedKinds,
      first,
      last,
      holes: holes.snapshot(),
      unrecognised: builder.unrecognised.snapshot(),
    },
  };
  return { builder, reached };
}

/** As the sender's request was checked: what was acknowledged then is recognised now. */
function recognised(source: Source, cuts: Awaited<ReturnType<typeof cutDelivery>>["cuts"], spec: Spec): Reading {
  const records = cuts.filter((cut) => cut.reason === null).map((cut) => cut.value);
  return recogniseSource({
    records: records.slice(0, 50),
    firstReject: cuts[0]?.reason ?? null,
    spec,
    filename: "",
    answers: { ...source.options, ...(source.format === null ? {} : { format: source.format }) } as SourceAnswers,
    statedSystem: source.systemStated ? source.system : null,
  }).reading;
}

type Spec = Awaited<ReturnType<typeof cutDelivery>>["spec"];

function dictionaryOf(source: Source, reading: Reading): Dictionary {
  return new Dictionary(storeWords(rawSql(), source.incidentId), reading.system);
}

function textOf(delivery: Delivery): Buffer {
  return Buffer.from(delivery.text ?? delivery.bytes ?? []);
}

/** Rows wait beside those of other sources until they are placed: a crash leaves nothing half-placed. */
async function stage(source: Source, builder: BatchBuilder): Promise<Reject[]> {
  await builder.dictionary.resolve();
  const { events, touches, rejects } = builder.take();
  events.fill();
  touches.fill();
  await ownerSql().begin(async (tx) => {
    await tx.unsafe("set local synchronous_commit = off");
    await clearLiveStage(tx as unknown as RawSql, source.no);
    await copyRows(tx, LIVE_STAGE.events, EVENT_COLUMNS, events.take());
    await copyRows(tx, LIVE_STAGE.touches, TOUCH_COLUMNS, touches.take());
  });
  return rejects;
}

async function place(
  tx: Transaction,
  target: Target,
  deliveries: readonly Delivery[],
  { from, reached, rejects }: Read,
): Promise<void> {
  const { incidentId, sourceNo } = target;
  await lockEvidence(tx, incidentId);
  const source = await lockOurs(tx, target);
  const duplicates = await takeOutDuplicates(tx, incidentId, sourceNo, LIVE_STAGE);
  await mergeLiveStage(tx, sourceNo);
  const bytes = await moveBytes(tx, source, deliveries, from.memberOffset);
  const staged = reached.staged - from.staged;
  await storeRejects(tx, target, rejects.slice(0, Math.max(0, LISTED_REJECTS - from.rejects)));
  await tx
    .update(evidenceSources)
    .set({
      format: reached.reading?.format ?? null,
      formatReasons: reached.reading?.reasons ?? [],
      system: reached.reading?.system ?? null,
      records: reached.staged + reached.skipped + reached.rejects,
      events: source.events + staged - duplicates,
      duplicates: source.duplicates + duplicates,
      skipped: reached.skipped,
      rejects: reached.rejects,
      skippedKinds: reached.skippedKinds,
      firstEventAt: reached.first,
      lastEventAt: reached.last,
      bytes,
      bytesRead: bytes,
      decodedBytes: reached.decodedEnd,
      checkpoint: reached as unknown as Record<string, unknown>,
      attempt: null,
      error: null,
    })
    .where(eq(evidenceSources.no, sourceNo));
  await storeLiveCoverage(tx, source, reached);
  await enqueueExposure(tx, incidentId);
  await notifyLive(tx, { incident: incidentId, kind: "evidence_ready" });
}

/** The source as it stands, if it is still ours: an attempt that lost it writes nothing. */
async function lockOurs(tx: Transaction, { sourceNo, attempt }: Target): Promise<Source> {
  const [source] = await tx
    .select()
    .from(evidenceSources)
    .where(and(eq(evidenceSources.no, sourceNo), eq(evidenceSources.attempt, attempt)))
    .for("update");
  if (!source) throw new AttemptLost();
  return source;
}

/** As one value: a row each would be more parameters than a statement may have. */
async function storeRejects(tx: Transaction, { incidentId, sourceNo }: Target, rejects: readonly Reject[]) {
  if (rejects.length === 0) return;
  await tx.execute(sql`
    insert into evidence_rejects (incident_id, source_no, member, record, start_offset, length, reason)
    select ${incidentId}, ${sourceNo}, r.member, r.record, r.offset, r.length, r.reason
    from jsonb_to_recordset(${JSON.stringify(rejects)}::text::jsonb)
      as r(member text, record bigint, "offset" bigint, length bigint, reason text)`);
}

/** From the queue to the source's own stored bytes: as they came, and as they were read. Answers where the first end. */
async function moveBytes(
  tx: Transaction,
  source: Source,
  deliveries: readonly Delivery[],
  readUpTo: number,
): Promise<number> {
  let original = source.bytes;
  let decoded = readUpTo;
  for (const delivery of deliveries) {
    const bytes = Buffer.from(delivery.bytes ?? []);
    const text = textOf(delivery);
    const owner = { incidentId: source.incidentId, sourceNo: source.no };
    const [asCame, asRead] = await Promise.all([packChunk(bytes), packChunk(text)]);
    await tx.insert(evidenceChunks).values([
      { ...owner, stream: "original", offset: original, length: bytes.length, ...asCame },
      { ...owner, stream: "decoded", offset: decoded, length: text.length, ...asRead },
    ]);
    const moved = await tx
      .update(liveDeliveries)
      .set({ takenAt: dateToInstant(new Date()), offset: original, bytes: null, text: null })
      .where(and(eq(liveDeliveries.id, delivery.id), isNull(liveDeliveries.takenAt)))
      .returning({ id: liveDeliveries.id });
    if (moved.length === 0) throw new AttemptLost();
    original += bytes.length;
    decoded += text.length;
  }
  return original;
}
