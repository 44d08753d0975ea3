import type { Hash } from "node:crypto";
import { type RawSql, rawSql } from "@/db/client";
import { AppError } from "@/lib/api/errors";
import { type Chunk, type ChunkBuffer, type ChunkOwner, storeChunks } from "./chunk-writer";

/** Chunks stored with one COPY: what an upload holds in memory is twice this. */
const CHUNKS_A_COPY = 8;
/** Of a slow sender, whole chunks are stored at least so often: what is stored is not sent again. */
const STORE_EVERY_MS = 2000;

export interface Storing {
  buffer: ChunkBuffer;
  /** Of all bytes pushed; null where those before are not known to it. */
  hash: Hash | null;
  store(chunks: readonly Chunk[]): Promise<void>;
  /** More than so many bytes are refused. */
  most?: number;
  /** Of a body that breaks off, keep what came. */
  keepsPart?: boolean;
}

/**
 * Stores a body as it comes; reading goes on only as fast as the database takes what was read. Answers whether the body
 * came to its end, with everything pushed stored; throws where that could not be stored.
 */
export async function storeBody(body: AsyncIterable<Uint8Array>, storing: Storing): Promise<"whole" | "broken off"> {
  const { buffer, hash } = storing;
  const chunks = new ChunkQueue(storing);
  try {
    for await (const piece of body) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      if (storing.most !== undefined && buffer.end + bytes.length > storing.most)
        throw new AppError("invalid", `More bytes came than the ${storing.most} that were announced.`);
      hash?.update(bytes);
      buffer.push(bytes);
      if (chunks.isTime()) await chunks.flush();
    }
    await chunks.end();
    return "whole";
  } catch (error) {
    const broken = !(error instanceof AppError || isOfDatabase(error));
    if (broken && storing.keepsPart) await chunks.end();
    else await chunks.settle();
    if (!broken) throw error;
    return "broken off";
  }
}

/** Some are stored while the next are read and packed, never more. */
class ChunkQueue {
  private running: Promise<void> = Promise.resolve();
  private at = Date.now();

  constructor(private readonly storing: Storing) {}

  isTime(): boolean {
    return this.storing.buffer.waiting >= CHUNKS_A_COPY || Date.now() - this.at > STORE_EVERY_MS;
  }

  async flush(): Promise<void> {
    this.at = Date.now();
    const taken = this.storing.buffer.take();
    taken.catch(() => {});
    await this.running;
    this.running = taken.then((chunks) => this.storing.store(chunks));
    this.running.catch(() => {});
  }

  async end(): Promise<void> {
    this.storing.buffer.seal();
    await this.flush();
    await this.running;
  }

  async settle(): Promise<void> {
    await this.running.catch(() => {});
  }
}

/** The transaction that accepts the source is durable, and with it everything written before. */
export async function storeLazily(
  owner: ChunkOwner,
  chunks: readonly Chunk[],
  before: (sql: RawSql) => Promise<void>,
): Promise<void> {
  await rawSql().begin(async (tx) => {
    await tx`set local synchronous_commit = off`;
    await before(tx as unknown as RawSql);
    await storeChunks(tx, owner, chunks);
  });
}

function isOfDatabase(error: unknown): boolean {
  return error instanceof Error && error.name === "PostgresError";
}
