import { CHUNK_BYTES, type Packed, packChunk } from "./chunk-codec";
import { type CanCopy, copyIn } from "./copy-in";
import { asBinaryCopy } from "./copy-rows";

export type ChunkStream = "original" | "decoded";

export interface ChunkOwner {
  incidentId: number;
  sourceNo: number;
  stream: ChunkStream;
}

export interface Chunk extends Packed {
  offset: number;
  length: number;
}

/** Cuts what is pushed into chunks and packs them in the background; `take` hands over what is ready to be stored. */
export class ChunkBuffer {
  private pieces: Buffer[] = [];
  private pending = 0;
  private packing: Promise<Chunk>[] = [];

  constructor(private offset = 0) {}

  /** Bytes pushed so far, counted from the beginning of the stream. */
  get end(): number {
    return this.offset + this.pending;
  }

  /** Whole chunks that wait to be taken. */
  get waiting(): number {
    return this.packing.length;
  }

  push(piece: Buffer): void {
    let rest = piece;
    while (this.pending + rest.length >= CHUNK_BYTES) {
      const room = CHUNK_BYTES - this.pending;
      this.pieces.push(rest.subarray(0, room));
      this.pending += room;
      this.seal();
      rest = rest.subarray(room);
    }
    if (rest.length > 0) {
      this.pieces.push(rest);
      this.pending += rest.length;
    }
  }

  /** Closes the chunk in hand, so that everything pushed so far can be taken. */
  seal(): void {
    if (this.pending === 0) return;
    const raw = Buffer.concat(this.pieces);
    const offset = this.offset;
    this.packing.push(packChunk(raw).then((packed) => ({ ...packed, offset, length: raw.length })));
    this.offset += this.pending;
    this.pieces = [];
    this.pending = 0;
  }

  take(): Promise<Chunk[]> {
    const taken = this.packing;
    this.packing = [];
    return Promise.all(taken);
  }
}

/** Stores chunks with one binary COPY: as a parameter each byte would travel as two letters. */
export async function storeChunks(sql: CanCopy, owner: ChunkOwner, chunks: readonly Chunk[]): Promise<void> {
  if (chunks.length === 0) return;
  const pieces: Buffer[] = [];
  for (const chunk of chunks) {
    pieces.push(
      Buffer.from([0, 7]),
      field(int32(owner.incidentId)),
      field(int32(owner.sourceNo)),
      field(Buffer.from(owner.stream)),
      field(int64(chunk.offset)),
      field(int32(chunk.length)),
      field(Buffer.from(chunk.encoding)),
      int32(chunk.bytes.length),
      chunk.bytes,
    );
  }
  const columns = "incident_id, source_no, stream, start_offset, length, encoding, bytes";
  await copyIn(sql, `copy evidence_chunks (${columns}) from stdin (format binary)`, asBinaryCopy(pieces));
}

function field(bytes: Buffer): Buffer {
  return Buffer.concat([int32(bytes.length), bytes]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}
