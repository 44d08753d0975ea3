import { createHash, type Hash, randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { evidenceSources, evidenceUploads } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import type { ReceivedView } from "../views";
import { acceptUpload, discardIn } from "./accept-upload";
import { CHUNK_BYTES } from "./chunk-codec";
import { ChunkBuffer } from "./chunk-writer";
import { lastChunk, requireUpload, type Upload } from "./find-upload";
import { storeBody, storeLazily } from "./store-body";
import { readStored, storedBytes } from "./stored-bytes";

const ELSEWHERE = "This upload goes on in another request. Ask how far it is.";

/**
 * Takes the bytes of an upload from `offset` on, which is how many arrived before. Of a body that breaks off, what came
 * is kept. Answers what became of the file with its last byte, and null before. A request that comes while another one
 * is still open takes over from it, since a sender that lost its connection knows before the server does.
 */
export async function continueUpload(
  ctx: Ctx,
  ref: string,
  id: string,
  offset: number,
  body: AsyncIterable<Uint8Array>,
): Promise<ReceivedView | null> {
  const upload = await requireUpload(ctx, ref, id);
  if (upload.received) return upload.received as ReceivedView;
  const writer = await takeOver(ctx, upload);
  const part = { upload, writer };
  try {
    const tail = await lastChunk(db(), upload);
    if (offset !== tail.end)
      throw new AppError("conflict", `${tail.end} bytes arrived, and not ${offset}. Go on from there.`, {
        extra: { "expected-offset": tail.end, "provided-offset": offset },
      });
    const hash = await takePart(ctx, part, tail, body);
    const { end } = await lastChunk(db(), upload);
    return end === upload.bytes ? await complete(ctx, part, hash) : null;
  } finally {
    await db().update(evidenceUploads).set({ writer: null }).where(isMine(part));
  }
}

interface Part {
  upload: Upload;
  writer: string;
}

function isMine({ upload, writer }: Part) {
  return and(
    eq(evidenceUploads.incidentId, upload.incidentId),
    eq(evidenceUploads.id, upload.id),
    eq(evidenceUploads.writer, writer),
    isNull(evidenceUploads.received),
  );
}

/** From here on the request before stores nothing more; waits for what it is storing just now. */
async function takeOver(ctx: Ctx, { incidentId, id }: Upload): Promise<string> {
  const writer = randomUUID();
  const taken = await db()
    .update(evidenceUploads)
    .set({ writer, movedAt: ctx.now() })
    .where(and(eq(evidenceUploads.incidentId, incidentId), eq(evidenceUploads.id, id)))
    .returning({ id: evidenceUploads.id });
  if (taken.length === 0) throw new AppError("conflict", "This upload was given up meanwhile. Send the file again.");
  return writer;
}

type Tail = Awaited<ReturnType<typeof lastChunk>>;

/** Stores what comes. A last piece that is not full is taken up again, so that many short requests leave no small ones. */
async function takePart(
  ctx: Ctx,
  { upload, writer }: Part,
  tail: Tail,
  body: AsyncIterable<Uint8Array>,
): Promise<Hash | null> {
  const { incidentId, id, sourceNo, bytes } = upload;
  const owner = { incidentId, sourceNo, stream: "original" } as const;
  const short = tail.end - tail.offset < CHUNK_BYTES;
  const buffer = new ChunkBuffer(short ? tail.offset : tail.end);
  if (short) buffer.push(await readStored(owner, tail.offset, tail.end - tail.offset));
  const hash = hashes.take(id, tail.end);
  const came = await storeBody(body, {
    buffer,
    hash,
    most: bytes,
    keepsPart: true,
    store: (chunks) =>
      storeLazily(owner, chunks, async (sql) => {
        const mine = await sql`
          update evidence_uploads set moved_at = ${ctx.now()}
          where incident_id = ${incidentId} and id = ${id} and writer = ${writer}`;
        if (mine.count !== 1) throw new AppError("conflict", ELSEWHERE);
        if (chunks[0]?.offset === tail.offset)
          await sql`
            delete from evidence_chunks where incident_id = ${incidentId} and source_no = ${sourceNo}
              and stream = 'original' and start_offset = ${tail.offset}`;
      }),
  });
  if (hash) hashes.keep(id, buffer.end, hash);
  if (came !== "whole")
    throw new AppError("invalid", `The upload broke off after ${buffer.end} bytes. Go on from there.`, {
      extra: { "expected-offset": buffer.end },
    });
  return hash;
}

async function complete(ctx: Ctx, { upload, writer }: Part, hash: Hash | null): Promise<ReceivedView> {
  const { incidentId, id, sourceNo, bytes } = upload;
  const sha256 = hash?.copy().digest("hex") ?? (await storedHash(upload));
  if (upload.sha256 !== null && upload.sha256 !== sha256) await refuseOther(upload, sha256);
  const [source] = await db()
    .select({ id: evidenceSources.id })
    .from(evidenceSources)
    .where(eq(evidenceSources.no, sourceNo));
  if (!source) throw new AppError("conflict", "This upload was given up meanwhile. Send the file again.");
  const arrived = { incidentId, id: source.id, no: sourceNo, sha256, bytes };
  const received = await acceptUpload(ctx, arrived, async (tx, view) => {
    const ended = await tx
      .update(evidenceUploads)
      .set({ received: view, writer: null, movedAt: ctx.now() })
      .where(isMine({ upload, writer }))
      .returning({ id: evidenceUploads.id });
    if (ended.length === 0) throw new AppError("conflict", ELSEWHERE);
    // It came whole only now, and from here.
    const came = { receivedAt: ctx.now(), broughtFrom: ctx.ip };
    await tx.update(evidenceSources).set(came).where(eq(evidenceSources.no, sourceNo));
  });
  hashes.take(id, bytes);
  return received;
}

async function refuseOther(upload: Upload, sha256: string): Promise<never> {
  await db().transaction(async (tx) => {
    await tx.delete(evidenceUploads).where(eq(evidenceUploads.id, upload.id));
    await discardIn(tx, upload.incidentId, upload.sourceNo);
  });
  throw new AppError(
    "invalid",
    `What arrived has the SHA-256 ${sha256}, and not the one that was announced. Nothing of it was kept.`,
  );
}

async function storedHash({ incidentId, sourceNo, bytes }: Upload): Promise<string> {
  const hash = createHash("sha256");
  const stored = storedBytes({ incidentId, sourceNo, stream: "original" }, bytes);
  for await (const piece of stored.stream()) hash.update(piece);
  return hash.digest("hex");
}

const MOST_REMEMBERED = 100;

/**
 * The hash of what arrived, remembered by the process that took it. Where the upload goes on elsewhere, or after a
 * restart, the stored bytes are hashed at the end.
 */
const hashes = {
  known: new Map<string, { end: number; hash: Hash }>(),
  take(id: string, end: number): Hash | null {
    const found = this.known.get(id);
    this.known.delete(id);
    if (end === 0) return createHash("sha256");
    return found?.end === end ? found.hash : null;
  },
  keep(id: string, end: number, hash: Hash): void {
    this.known.set(id, { end, hash });
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MOST_REMEMBERED) break;
      this.known.delete(oldest);
    }
  },
};
