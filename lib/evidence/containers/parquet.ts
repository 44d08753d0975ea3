import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import type { ByteSource } from "./byte-source";
import type { BombGuard } from "./gunzip";
import { ContainerError } from "./limits";
import { BOUNDED, checkPages, MOST_GROUP_BYTES, spanOf } from "./parquet-pages";

/** Rows times columns that are objects at the same time; a group of more is read in windows of rows. */
const MOST_CELLS = 2_000_000;
const MOST_PIECE = 1024 * 1024;

type Guard = Pick<BombGuard, "took">;

/**
 * The rows of a Parquet file as JSON lines, the bytes of one row group and a window of its rows in memory at a time.
 * Instants are written in UTC with microseconds, 64-bit numbers as numbers where JSON holds them exactly and as text
 * where not, bytes in base64. The guard counts what is written, not what the file says of itself.
 */
export async function* parquetLines(source: ByteSource, guard: Guard): AsyncGenerator<Buffer> {
  const whole = asyncBuffer(source);
  const metadata = await read("its footer", () => parquetMetadataAsync(whole));
  let row = 0;
  let unread = source.size;
  for (const [i, group] of metadata.row_groups.entries()) {
    const what = `row group ${i + 1}`;
    const { file, bytes } = await read(what, async () => {
      const { from, until } = spanOf(group);
      const held = await whole.slice(from, until);
      checkPages(metadata, i, held, from);
      return { file: within(held, from, source.size), bytes: held.byteLength };
    });
    // Groups may lie on the same bytes: those count once.
    guard.took(Math.min(bytes, unread), 0);
    unread -= Math.min(bytes, unread);
    const end = row + Number(group.num_rows);
    const window = Math.max(1, Math.floor(MOST_CELLS / Math.max(1, group.columns.length)));
    for (; row < end; row += Math.min(window, end - row)) {
      const rowEnd = Math.min(end, row + window);
      const options = { file, metadata, compressors: BOUNDED, parsers: PARSERS, rowStart: row, rowEnd };
      const objects = await read(what, () => parquetReadObjects(options));
      yield* linesOf(objects, guard, what);
    }
  }
}

async function* linesOf(objects: readonly object[], guard: Guard, what: string): AsyncGenerator<Buffer> {
  let lines: string[] = [];
  let length = 0;
  const piece = () => {
    const bytes = Buffer.from(lines.join(""));
    guard.took(0, bytes.length);
    [lines, length] = [[], 0];
    return bytes;
  };
  for (const object of objects) {
    // A row whose values are too long together for any text is damage like any other.
    const line = await read(what, async () => `${JSON.stringify(object, plain)}\n`);
    lines.push(line);
    length += line.length;
    if (length >= MOST_PIECE) yield piece();
  }
  if (length > 0) yield piece();
}

/** The file, of which only one stretch is asked for, which is held. */
function within(held: ArrayBuffer, from: number, byteLength: number): AsyncBuffer {
  return { byteLength, slice: (start, end = byteLength) => held.slice(start - from, end - from) };
}

async function read<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ContainerError) throw error;
    throw new ContainerError(
      "unreadable",
      `This Parquet file is damaged or of a kind that is not read (${what}: ${String((error as Error).message).slice(0, 200)}). Export it as JSON lines or CSV.`,
    );
  }
}

/** Parquet is read from its end and by places, not from its beginning. */
function asyncBuffer(source: ByteSource): AsyncBuffer {
  return {
    byteLength: source.size,
    async slice(start, end = source.size) {
      const from = start < 0 ? Math.max(0, source.size + start) : start;
      if (end - from > 2 * MOST_GROUP_BYTES) throw new Error("a stretch of it is too long");
      const pieces: Buffer[] = [];
      for await (const piece of source.stream(from, end)) pieces.push(piece);
      const bytes = Buffer.concat(pieces);
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    },
  };
}

const PARSERS = {
  timestampFromMilliseconds: (ms: bigint) => instant(ms * 1000n),
  timestampFromMicroseconds: instant,
  timestampFromNanoseconds: (ns: bigint) => instant(ns / 1000n),
  dateFromDays: (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10),
};

/** Microseconds since 1970 as an instant; null for what no calendar holds. */
function instant(micros: bigint): string | null {
  const ms = micros / 1000n - (micros % 1000n < 0n ? 1n : 0n);
  const date = new Date(Number(ms));
  if (Number.isNaN(date.getTime())) return null;
  return `${date.toISOString().slice(0, -1)}${String(Number(micros - ms * 1000n)).padStart(3, "0")}Z`;
}

function plain(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return value;
}
