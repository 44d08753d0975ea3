import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants, inflateRaw } from "node:zlib";

/** Raw bytes of one stored piece. An event's bytes are then one piece, or two where it spans them. */
export const CHUNK_BYTES = 1024 * 1024;

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);
const inflate = promisify(inflateRaw);

/** `deflate` is read only: pieces were packed so before. */
export type ChunkEncoding = "none" | "deflate" | "brotli";

export interface Packed {
  encoding: ChunkEncoding;
  bytes: Buffer;
}

/** A window over the whole piece, where deflate sees 32 kB: logs repeat themselves from further away. */
const PACKING = {
  [constants.BROTLI_PARAM_QUALITY]: 3,
  [constants.BROTLI_PARAM_LGWIN]: 20,
  [constants.BROTLI_PARAM_SIZE_HINT]: CHUNK_BYTES,
};

/** In zlib's own threads; kept as it is where that saves less than a tenth (gzip, zip). */
export async function packChunk(raw: Buffer): Promise<Packed> {
  const packed = await compress(raw, { params: PACKING, chunkSize: 256 * 1024 });
  return packed.length < raw.length * 0.9 ? { encoding: "brotli", bytes: packed } : { encoding: "none", bytes: raw };
}

export async function unpackChunk(encoding: ChunkEncoding, bytes: Buffer, length: number): Promise<Buffer> {
  if (encoding === "none") return bytes;
  // The length is ours: one call without growing buffers, and a damaged chunk cannot blow up.
  const size = Math.max(64, length);
  const limits = { maxOutputLength: size, chunkSize: size };
  return encoding === "brotli" ? decompress(bytes, limits) : inflate(bytes, limits);
}
