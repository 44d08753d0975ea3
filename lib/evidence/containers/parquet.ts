import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { ByteSource } from "./byte-source";
import type { BombGuard } from "./gunzip";
import { ContainerError } from "./limits";

const MIB = 1024 * 1024;
/** A row group is held whole while it is read, so it has to fit. */
const MOST_GROUP_BYTES = 96 * MIB;
const MOST_ROWS_A_PIECE = 1000;

/**
 * The rows of a Parquet file as JSON lines, one row group in memory at a time. Instants are written in UTC with
 * microseconds, 64-bit numbers as numbers where JSON holds them exactly and as text where not, bytes in base64.
 */
export async function* parquetLines(source: ByteSource, guard: BombGuard): AsyncGenerator<Buffer> {
  const file = asyncBuffer(source);
  const metadata = await read("its footer", () => parquetMetadataAsync(file));
  let row = 0;
  for (const [i, group] of metadata.row_groups.entries()) {
    const rows = Number(group.num_rows);
    refuseLarge(Number(group.total_byte_size), i);
    guard.took(sizeOf(group), Number(group.total_byte_size));
    const objects = await read(`row group ${i + 1}`, () =>
      parquetReadObjects({ file, metadata, compressors, parsers: PARSERS, rowStart: row, rowEnd: row + rows }),
    );
    row += rows;
    for (let at = 0; at < objects.length; at += MOST_ROWS_A_PIECE) {
      const lines = objects.slice(at, at + MOST_ROWS_A_PIECE).map((object) => `${JSON.stringify(object, plain)}\n`);
      yield Buffer.from(lines.join(""));
    }
  }
}

function refuseLarge(bytes: number, group: number): void {
  if (bytes <= MOST_GROUP_BYTES) return;
  throw new ContainerError(
    "refused",
    `Row group ${group + 1} of this Parquet file unpacks to ${Math.round(bytes / MIB)} MB; ${MOST_GROUP_BYTES / MIB} MB are the most. Write it with smaller row groups, or export JSON lines.`,
  );
}

function sizeOf(group: FileMetaData["row_groups"][number]): number {
  return group.columns.reduce((sum, column) => sum + Number(column.meta_data?.total_compressed_size ?? 0), 0);
}

async function read<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
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
