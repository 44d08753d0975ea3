/** The stored bytes of a source, readable from anywhere in pieces of any size. */
export interface ByteSource {
  size: number;
  /** Bytes `[from, until)`; `until` defaults to the end. */
  stream(from?: number, until?: number): AsyncIterable<Buffer>;
}

/** A source over bytes already in memory. */
export function bufferSource(bytes: Buffer, pieceBytes = 64 * 1024): ByteSource {
  return {
    size: bytes.length,
    async *stream(from = 0, until = bytes.length) {
      for (let at = from; at < until; at += pieceBytes) yield bytes.subarray(at, Math.min(until, at + pieceBytes));
    },
  };
}
