import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";

/** Raw bytes of one stored piece. An event's bytes are then one piece, or two where it spans them. */
export const CHUNK_BYTES = 1024 * 1024;

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

export type ChunkEncoding = "none" | "deflate";

export interface Packed {
  encoding: ChunkEncoding;
  bytes: Buffer;
}

/** Level 1 in zlib's own threads; kept as it is where that saves less than a tenth (gzip, zip). */
export async function packChunk(raw: Buffer): Promise<Packed> {
  const packed = await deflate(raw, { level: 1, chunkSize: 512 * 1024 });
  return packed.length < raw.length * 0.9 ? { encoding: "deflate", bytes: packed } : { encoding: "none", bytes: raw };
}

export async function unpackChunk(encoding: ChunkEncoding, bytes: Buffer, length: number): Promise<Buffer> {
  // The length is ours: one call without growing buffers, and a damaged chunk cannot blow up.
  return encoding === "none"
    ? bytes
    : inflate(bytes, { maxOutputLength: Math.max(64, length), chunkSize: Math.max(64, length) });
}
