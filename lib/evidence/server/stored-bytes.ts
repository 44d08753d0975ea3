import { type RawSql, rawSql } from "@/db/client";
import type { ByteSource } from "../containers/byte-source";
import { type ChunkEncoding, unpackChunk } from "./chunk-codec";
import type { ChunkOwner } from "./chunk-writer";

interface StoredChunk {
  offset: number;
  length: number;
  encoding: ChunkEncoding;
  bytes: Buffer;
}

const CHUNKS_A_READ = 4;

interface Reading {
  /** Hears how far reading has come. */
  onRead?: (until: number) => void;
  /** By which connections; a search of everything has its own. */
  sql?: RawSql;
}

/** The stored bytes of a source as they came, or as they were unpacked. */
export function storedBytes(owner: ChunkOwner, size: number, { onRead, sql = rawSql() }: Reading = {}): ByteSource {
  return {
    size,
    async *stream(from = 0, end = size) {
      const until = Math.min(end, size);
      let at = from;
      let next = at < until ? readChunks(sql, owner, at, until) : null;
      while (next) {
        const chunks = await next;
        const last = chunks.at(-1);
        const reached = last ? last.offset + last.length : at;
        if (reached <= at) throw new Error(`the stored bytes of source ${owner.sourceNo} end at ${at} of ${size}`);
        // The next chunks travel while these are worked on.
        next = reached < until ? readChunks(sql, owner, reached, until) : null;
        next?.catch(() => {});
        for (const chunk of chunks) {
          const raw = await unpackChunk(chunk.encoding, chunk.bytes, chunk.length);
          const piece = raw.subarray(at - chunk.offset, Math.min(raw.length, until - chunk.offset));
          at += piece.length;
          onRead?.(at);
          yield piece;
        }
      }
    },
  };
}

/** Some chunks from the one that holds `from`. */
async function readChunks(sql: RawSql, owner: ChunkOwner, from: number, until: number): Promise<StoredChunk[]> {
  return sql<StoredChunk[]>`
    select start_offset as offset, length, encoding, bytes from evidence_chunks
    where incident_id = ${owner.incidentId} and source_no = ${owner.sourceNo} and stream = ${owner.stream}
      and start_offset < ${until} and start_offset >= coalesce((
        select max(start_offset) from evidence_chunks
        where incident_id = ${owner.incidentId} and source_no = ${owner.sourceNo} and stream = ${owner.stream}
          and start_offset <= ${from}), 0)
    order by start_offset limit ${CHUNKS_A_READ}`;
}

/** Exactly the bytes `[from, from + length)`; for one record, so at most a few megabytes. */
export async function readStored(owner: ChunkOwner, from: number, length: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of storedBytes(owner, from + length).stream(from, from + length)) pieces.push(piece);
  return Buffer.concat(pieces);
}
