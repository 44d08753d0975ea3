import { type ByteSource, bufferSource } from "./byte-source";
import { BombGuard, gunzip } from "./gunzip";
import { ContainerError, type ContainerLimits } from "./limits";
import { parquetLines } from "./parquet";
import { headOf } from "./peek";
import { type Packing, sniffPacking } from "./signature";
import { sniffEncoding, utf16ToUtf8 } from "./text-encoding";
import { openZip, type ZipMember } from "./unzip";

/** One file as text: the source itself, or one of those in an archive. */
export interface Member {
  /** Its name in the archive; null for the source itself. */
  name: string | null;
  /** Whether these bytes are the stored ones, so that they need not be kept twice. */
  asStored: boolean;
  /** Why nothing of it can be read. */
  problem: string | null;
  /** UTF-8 bytes from that offset of the decoded member. */
  bytes(from: number): AsyncIterable<Buffer>;
}

export interface Unwrapping {
  limits: ContainerLimits;
  /** Hears sentences for the person who brought the file: what was damaged, what was left out. */
  note(sentence: string): void;
}

/** From stored bytes to files of UTF-8 text: gzip, zip (one level, with one gzip inside), Parquet in any of these, UTF-16. */
export async function* unwrap(source: ByteSource, work: Unwrapping): AsyncGenerator<Member> {
  if (source.size === 0)
    throw new ContainerError("empty", "This file is empty. Export it again and check that it holds records.");
  const head = await headOf(source.stream(0, 1024), 1024);
  const packing = sniffPacking(head);
  if (packing === "plain") {
    const encoding = sniffEncoding(head);
    if (encoding === "utf-8") yield stored(source);
    else yield decoded(null, () => utf16ToUtf8(source.stream(), encoding));
    return;
  }
  const guard = new BombGuard(work.limits);
  if (packing === "gzip") {
    yield await fromGzip(null, () => source.stream(), guard, work);
    return;
  }
  if (packing === "parquet") {
    yield decoded(null, () => parquetLines(source, guard));
    return;
  }
  for (const entry of await openZip(source, work.limits)) yield await fromZip(entry, guard, work);
}

function stored(source: ByteSource): Member {
  return { name: null, asStored: true, problem: null, bytes: (from) => source.stream(from) };
}

function decoded(name: string | null, open: () => AsyncIterable<Buffer>): Member {
  return { name, asStored: false, problem: null, bytes: (from) => skip(open(), from) };
}

function failed(name: string | null, problem: string): Member {
  return { name, asStored: false, problem, bytes: () => skip(nothing(), 0) };
}

async function fromGzip(
  name: string | null,
  open: () => AsyncIterable<Buffer>,
  guard: BombGuard,
  work: Unwrapping,
): Promise<Member> {
  // Looking at the head must not count twice, nor complain.
  const head = await headOf(
    gunzip(open(), new BombGuard(work.limits), () => {}),
    1024,
  );
  const packing = sniffPacking(head);
  if (packing === "parquet") return await packedParquet(name, () => gunzip(open(), guard, () => {}), guard, work);
  refuseNesting(packing);
  const encoding = sniffEncoding(head);
  const say = (sentence: string) => work.note(name === null ? sentence : `${name}: ${sentence}`);
  return decoded(name, () => {
    const plain = gunzip(open(), guard, say);
    return encoding === "utf-8" ? plain : utf16ToUtf8(plain, encoding);
  });
}

async function fromZip(entry: ZipMember, guard: BombGuard, work: Unwrapping): Promise<Member> {
  if (entry.problem) return failed(entry.name, entry.problem);
  const open = () => inflated(entry, guard, work);
  try {
    const head = await headOf(inflated(entry, new BombGuard(work.limits), { ...work, note: () => {} }), 1024);
    const packing = sniffPacking(head);
    if (packing === "gzip") return await fromGzip(entry.name, open, guard, work);
    if (packing === "parquet") return await packedParquet(entry.name, open, guard, work);
    refuseNesting(packing);
    const encoding = sniffEncoding(head);
    return decoded(entry.name, () => (encoding === "utf-8" ? open() : utf16ToUtf8(open(), encoding)));
  } catch (error) {
    if (error instanceof ContainerError && error.code !== "bomb") return failed(entry.name, error.message);
    throw error;
  }
}

/**
 * A Parquet file out of a gzip or zip. Its first rows are read at once: what cannot be read at all is then one file of
 * the archive that is left out, and not the archive.
 */
async function packedParquet(
  name: string | null,
  open: () => AsyncIterable<Buffer>,
  guard: BombGuard,
  work: Unwrapping,
): Promise<Member> {
  const held = bufferSource(await holdParquet(open(), work.limits));
  for await (const _ of parquetLines(held, new BombGuard(work.limits))) break;
  // What it unpacked to was counted when it was unpacked; here only what is written of it.
  return decoded(name, () => parquetLines(held, { took: (_, written) => guard.took(0, written) }));
}

async function holdParquet(input: AsyncIterable<Buffer>, { packedParquetBytes }: ContainerLimits): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of input) {
    pieces.push(piece);
    length += piece.length;
    if (length > packedParquetBytes)
      throw new ContainerError(
        "refused",
        `A packed Parquet file of more than ${packedParquetBytes / 2 ** 20} MiB is not read, since it has to be held whole. Unpack it and add the Parquet file itself.`,
      );
  }
  return Buffer.concat(pieces);
}

async function* inflated(entry: ZipMember, guard: BombGuard, work: Unwrapping): AsyncGenerator<Buffer> {
  guard.took(entry.packedBytes, 0);
  try {
    for await (const piece of await entry.open()) {
      guard.took(0, piece.length);
      yield piece;
    }
  } catch (error) {
    if (error instanceof ContainerError) throw error;
    work.note(`${entry.name} is damaged in the archive. What could be read of it was read.`);
  }
}

function refuseNesting(packing: Packing): void {
  if (packing !== "plain")
    throw new ContainerError("refused", "An archive inside an archive is not read. Unpack the outer one and add that.");
}

/** A stream from an offset of what it unpacks to: unpacking cannot start in the middle. */
async function* skip(input: AsyncIterable<Buffer>, from: number): AsyncGenerator<Buffer> {
  let left = from;
  for await (const piece of input) {
    if (left >= piece.length) left -= piece.length;
    else {
      yield left > 0 ? piece.subarray(left) : piece;
      left = 0;
    }
  }
}

async function* nothing(): AsyncGenerator<Buffer> {}
