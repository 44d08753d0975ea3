import { createGunzip } from "node:zlib";
import { ContainerError, type ContainerLimits } from "./limits";

/** Small pieces bound what one write can blow up to (deflate reaches about 1 : 1030), and what damage takes with it. */
const PIECE = 4 * 1024;

/** Counts what a source unpacks to over all its members, and stops it when it is out of proportion. */
export class BombGuard {
  private packed = 0;
  private unpacked = 0;

  constructor(private readonly limits: ContainerLimits) {}

  took(packed: number, unpacked: number): void {
    this.packed += packed;
    this.unpacked += unpacked;
    const { ratio, ratioFromBytes, decodedBytes } = this.limits;
    if (this.unpacked > ratioFromBytes && this.unpacked > this.packed * ratio)
      throw new ContainerError(
        "bomb",
        `Refused: this file unpacks to more than ${ratio} times its size, as no log does. If it is real, unpack it yourself and add the result.`,
      );
    if (this.unpacked > decodedBytes)
      throw new ContainerError(
        "bomb",
        "Refused: this file unpacks to more than is allowed. Split it and add the parts.",
      );
  }
}

/**
 * Unpacks gzip, any number of members. A stream that is cut off or damaged yields what it holds, and `onDamage` hears
 * why it ended. Throws ContainerError where that is nothing at all.
 */
export async function* gunzip(
  input: AsyncIterable<Buffer>,
  guard: BombGuard,
  onDamage: (sentence: string) => void,
): AsyncGenerator<Buffer> {
  const unzip = createGunzip({ chunkSize: 256 * 1024 });
  let ready: Buffer[] = [];
  let total = 0;
  let damage: Error | null = null;
  const ended = new Promise<void>((resolve) => unzip.once("close", resolve));
  unzip.on("data", (piece: Buffer) => ready.push(piece));
  unzip.on("error", (error) => {
    damage = error;
  });
  const drain = (packed: number): Buffer[] => {
    const pieces = ready;
    ready = [];
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    total += bytes;
    guard.took(packed, bytes);
    return pieces;
  };
  try {
    for await (const chunk of input) {
      for (let at = 0; at < chunk.length && !damage; at += PIECE) {
        const piece = chunk.subarray(at, at + PIECE);
        // After an error a write is never called back.
        await Promise.race([ended, new Promise<void>((resolve) => unzip.write(piece, () => resolve()))]);
        yield* drain(piece.length);
      }
      if (damage) break;
    }
    if (!damage) {
      unzip.end();
      await ended;
      yield* drain(0);
    }
    if (damage && total === 0)
      throw new ContainerError(
        "unreadable",
        "This gzip file is damaged or cut off before anything in it can be read. Get a complete copy and add that.",
      );
    if (damage) onDamage(describe(damage, total));
  } finally {
    unzip.destroy();
  }
}

function describe(error: Error & { code?: string }, total: number): string {
  const bytes = total.toLocaleString("en-US");
  return error.code === "Z_BUF_ERROR"
    ? `The gzip stream is cut off. The ${bytes} bytes it holds were read; get a complete copy and add it too.`
    : `The gzip stream is damaged after ${bytes} bytes. What stands before was read; get a sound copy and add it too.`;
}
