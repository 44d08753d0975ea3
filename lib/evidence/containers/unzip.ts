import { Readable } from "node:stream";
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from "yauzl";
import type { ByteSource } from "./byte-source";
import { ContainerError, type ContainerLimits } from "./limits";

export interface ZipMember {
  name: string;
  packedBytes: number;
  /** Why it cannot be read, if so. */
  problem: string | null;
  open(): Promise<Readable>;
}

class StoredBytes extends RandomAccessReader {
  constructor(private readonly source: ByteSource) {
    super();
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.source.stream(start, end), { objectMode: false });
  }
}

/** Opens an archive by its directory. Names in it are labels, never paths: nothing is ever written anywhere. */
export async function openZip(source: ByteSource, limits: ContainerLimits): Promise<ZipMember[]> {
  const zip = await open(source);
  if (zip.entryCount > limits.zipEntries)
    throw new ContainerError(
      "refused",
      `This archive holds ${zip.entryCount.toLocaleString("en-US")} files; ${limits.zipEntries.toLocaleString("en-US")} are the most that one may hold. Split it.`,
    );
  const members: ZipMember[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (members.length >= limits.zipEntries) break;
      const name = entry.fileNameRaw.toString("utf8");
      if (!isNoise(name)) members.push(memberOf(zip, entry, label(name)));
    }
  } catch (error) {
    throw unreadable(error);
  }
  if (members.length === 0) throw new ContainerError("empty", "This archive holds no files.");
  return members;
}

async function open(source: ByteSource): Promise<ZipFile> {
  try {
    return await fromRandomAccessReaderPromise(new StoredBytes(source), source.size, {
      autoClose: false,
      lazyEntries: true,
      validateEntrySizes: true,
      // Names are decoded here: the library would refuse an archive for a hostile one, and to us it is only a label.
      decodeStrings: false,
    });
  } catch (error) {
    throw unreadable(error);
  }
}

function memberOf(zip: ZipFile, entry: Entry, name: string): ZipMember {
  return {
    name,
    packedBytes: entry.compressedSize,
    problem: problemOf(entry),
    open: () => zip.openReadStreamPromise(entry),
  };
}

function problemOf(entry: Entry): string | null {
  if (entry.isEncrypted()) return "this file in the archive is encrypted: unpack it with its password and add it";
  if (!entry.canDecodeFileData())
    return `this file in the archive is packed with method ${entry.compressionMethod}, which cannot be read: unpack it and add it`;
  return null;
}

function isNoise(name: string): boolean {
  return name.endsWith("/") || name.startsWith("__MACOSX/") || /(^|\/)\.DS_Store$/.test(name);
}

/** Keeps a hostile name to one harmless line. */
function label(name: string): string {
  return name.replace(/\p{C}/gu, "�").toWellFormed().slice(0, 300);
}

function unreadable(error: unknown): ContainerError {
  if (error instanceof ContainerError) return error;
  return new ContainerError("unreadable", "This zip archive is damaged or cut off. Get a complete copy and add that.");
}
