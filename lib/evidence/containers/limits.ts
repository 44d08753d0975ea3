const MIB = 1024 * 1024;

/** What a source may ask of memory and time. Everything beyond is refused or becomes one reject. */
export interface ContainerLimits {
  /** A record of more bytes is one reject and is never held whole. */
  recordBytes: number;
  jsonDepth: number;
  csvColumns: number;
  /** How many times its packed size a stream may unpack to, looked at beyond `ratioFromBytes`. */
  ratio: number;
  ratioFromBytes: number;
  /** Everything that one source may unpack to. */
  decodedBytes: number;
  zipEntries: number;
  /** Of a Parquet file in a gzip or zip, which is read from its end and so has to be held whole. */
  packedParquetBytes: number;
}

export const CONTAINER_LIMITS: ContainerLimits = {
  recordBytes: 8 * MIB,
  jsonDepth: 200,
  csvColumns: 2000,
  ratio: 200,
  ratioFromBytes: 64 * MIB,
  decodedBytes: 256 * 1024 * MIB,
  zipEntries: 10_000,
  packedParquetBytes: 64 * MIB,
};

/** A source that cannot be read at all. The message is for the person who brought it: what is wrong, what to do. */
export class ContainerError extends Error {
  override name = "ContainerError";
  constructor(
    readonly code: "empty" | "refused" | "bomb" | "unreadable",
    message: string,
  ) {
    super(message);
  }
}
