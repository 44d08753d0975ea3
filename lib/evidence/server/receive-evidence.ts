import { createHash } from "node:crypto";
import { and, eq, inArray, ne } from "drizzle-orm";
import { db, rawSql, type Transaction } from "@/db/client";
import { evidenceChunks, evidenceSources } from "@/db/schema";
import { type Incident, requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { recordEvent } from "@/lib/record/server/record-event";
import type { ReceiveEvidenceQuery } from "../inputs";
import type { ReceivedView } from "../views";
import { type Chunk, ChunkBuffer, type ChunkOwner, storeChunks } from "./chunk-writer";
import { enqueueImport } from "./enqueue-import";
import { safeFilename } from "./filename";

/** Chunks stored with one COPY: what an upload holds in memory is twice this. */
const CHUNKS_A_COPY = 8;

/**
 * Takes a file's bytes as they come, keeps them in pieces with their SHA-256, and queues the import. Until all bytes
 * are there nothing is visible; an upload that breaks off leaves nothing. The same bytes again change nothing.
 */
export async function receiveEvidence(
  ctx: Ctx,
  ref: string,
  query: ReceiveEvidenceQuery,
  body: AsyncIterable<Uint8Array>,
  announced: number | null = null,
): Promise<ReceivedView> {
  const incident = await requireIncident(ctx, db(), ref, "respond");
  const source = await openSource(ctx, incident, query);
  try {
    const { sha256, bytes } = await store(incident.id, source.no, body);
    if (announced !== null && announced !== bytes)
      throw new AppError("invalid", `The upload broke off: ${bytes} of ${announced} bytes came. Send the file again.`);
    return await accept(ctx, incident, source, sha256, bytes);
  } catch (error) {
    await discardSource(incident.id, source.no);
    throw error;
  }
}

type Source = { id: string; no: number };

async function openSource(ctx: Ctx, incident: Incident, query: ReceiveEvidenceQuery): Promise<Source> {
  const { format, zone, dateOrder, year } = query;
  const options = Object.fromEntries(
    Object.entries({ format, zone, dateOrder, year }).filter(([, v]) => v !== undefined),
  );
  const [source] = await db()
    .insert(evidenceSources)
    .values({
      incidentId: incident.id,
      filename: safeFilename(query.filename),
      status: "receiving",
      system: query.system ?? null,
      systemStated: query.system !== undefined,
      options,
      coverageFrom: query.coverageFrom ?? null,
      coverageUntil: query.coverageUntil ?? null,
      broughtBy: requireActor(ctx).name,
      broughtFrom: ctx.ip,
      collected: query.collected || null,
      receivedAt: ctx.now(),
      heartbeatAt: ctx.now(),
    })
    .returning({ id: evidenceSources.id, no: evidenceSources.no });
  invariant(source, "an insert returns its row");
  return source;
}

/** Hashes and stores; reading goes on only as fast as the database takes what was read. */
async function store(incidentId: number, sourceNo: number, body: AsyncIterable<Uint8Array>) {
  const hash = createHash("sha256");
  const buffer = new ChunkBuffer();
  const owner = { incidentId, sourceNo, stream: "original" } as const;
  let storing: Promise<void> = Promise.resolve();
  // Some are stored while the next are read and packed, never more.
  const flush = async () => {
    const chunks = buffer.take();
    chunks.catch(() => {});
    await storing;
    storing = storeUpload(owner, chunks);
    storing.catch(() => {});
  };
  try {
    for await (const piece of body) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      hash.update(bytes);
      buffer.push(bytes);
      if (buffer.waiting >= CHUNKS_A_COPY) await flush();
    }
    buffer.seal();
    await flush();
    await storing;
  } catch (error) {
    await storing.catch(() => {});
    if (error instanceof AppError || isOfDatabase(error)) throw error;
    throw new AppError("invalid", "The upload broke off. Send the file again.");
  }
  return { sha256: hash.digest("hex"), bytes: buffer.end };
}

async function storeUpload(owner: ChunkOwner, packed: Promise<Chunk[]>): Promise<void> {
  const chunks = await packed;
  await rawSql().begin(async (tx) => {
    // The transaction that accepts the source is durable, and with it everything written before.
    await tx`set local synchronous_commit = off`;
    await storeChunks(tx, owner, chunks);
    await tx`update evidence_sources set heartbeat_at = now() where no = ${owner.sourceNo} and status = 'receiving'`;
  });
}

function isOfDatabase(error: unknown): boolean {
  return error instanceof Error && error.name === "PostgresError";
}

async function accept(
  ctx: Ctx,
  incident: Incident,
  source: Source,
  sha256: string,
  bytes: number,
): Promise<ReceivedView> {
  const twin = await findTwin(incident.id, sha256, source.no);
  if (twin) return sameBytes(incident.id, source, twin, sha256, bytes);
  try {
    await db().transaction((tx) => queueSource(tx, ctx, incident.id, source, sha256, bytes));
  } catch (error) {
    // Somebody else brought the same bytes at the same moment.
    const other = await findTwin(incident.id, sha256, source.no);
    if (!other) throw error;
    return sameBytes(incident.id, source, other, sha256, bytes);
  }
  return { id: source.id, status: "queued", sha256, bytes, duplicateOf: null };
}

async function queueSource(
  tx: Transaction,
  ctx: Ctx,
  incidentId: number,
  source: Source,
  sha256: string,
  bytes: number,
): Promise<void> {
  const [row] = await tx
    .update(evidenceSources)
    .set({ status: "queued", sha256, bytes })
    .where(and(eq(evidenceSources.no, source.no), eq(evidenceSources.status, "receiving")))
    .returning({ filename: evidenceSources.filename, system: evidenceSources.system });
  if (!row) throw new AppError("conflict", "This upload was given up meanwhile. Send the file again.");
  const data = { evidence: source.id, filename: row.filename, system: row.system, sha256, bytes };
  await recordEvent(tx, ctx, { incidentId, kind: "evidence_added", data });
  await enqueueImport(tx, incidentId, source.no);
}

async function findTwin(incidentId: number, sha256: string, except: number) {
  const [twin] = await db()
    .select({ id: evidenceSources.id, status: evidenceSources.status })
    .from(evidenceSources)
    .where(
      and(
        eq(evidenceSources.incidentId, incidentId),
        eq(evidenceSources.sha256, sha256),
        inArray(evidenceSources.status, ["queued", "parsing", "ready"]),
        ne(evidenceSources.no, except),
      ),
    );
  return twin ?? null;
}

async function sameBytes(
  incidentId: number,
  source: Source,
  twin: { id: string; status: ReceivedView["status"] },
  sha256: string,
  bytes: number,
): Promise<ReceivedView> {
  await discardSource(incidentId, source.no);
  return { id: twin.id, status: twin.status, sha256, bytes, duplicateOf: twin.id };
}

/** Takes an upload that was not accepted away, bytes and row; leaves an accepted one alone. */
export async function discardSource(incidentId: number, sourceNo: number): Promise<void> {
  await db().transaction(async (tx) => {
    const gone = await tx
      .delete(evidenceSources)
      .where(and(eq(evidenceSources.no, sourceNo), eq(evidenceSources.status, "receiving")))
      .returning({ no: evidenceSources.no });
    if (gone.length === 0) return;
    await tx
      .delete(evidenceChunks)
      .where(and(eq(evidenceChunks.incidentId, incidentId), eq(evidenceChunks.sourceNo, sourceNo)));
  });
}
