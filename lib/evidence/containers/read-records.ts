import { CsvReader } from "./csv-reader";
import { type ContainerSpec, type Cut, type Position, type RecordReader, START } from "./cut";
import { detectContainer, HEAD_BYTES } from "./detect-container";
import { JsonReader } from "./json-reader";
import { ContainerError, type ContainerLimits } from "./limits";
import { jsonLines, textLines } from "./line-reader";
import type { Member } from "./unwrap";
import { W3cReader } from "./w3c-reader";

export interface RecordBatch {
  cuts: Cut[];
  /** Null where nothing of the member could be read. */
  spec: ContainerSpec | null;
  /** Where reading can be taken up again once these records are dealt with. */
  position: Position;
  /** The bytes that the batch was cut from, in the order of the stream (the end of the last record may lie in the next). */
  bytes: Buffer;
}

export interface ReadingRecords {
  limits: ContainerLimits;
  /** The formats' word on whether an object with a `Records`-like key is a record itself. */
  isRecord(value: unknown): boolean;
  /** Set where reading is taken up again; otherwise found from the first bytes. */
  spec?: ContainerSpec;
  from?: Position;
  /** Hears sentences for the person who brought the file. */
  note?(sentence: string): void;
}

/** Pieces are cut down to this, so that a batch of records stays small. */
const PIECE = 256 * 1024;

/**
 * The records of one file. A file of an archive that cannot be read is one reject in its place; a source that cannot
 * be read at all throws ContainerError.
 */
export async function* readMember(member: Member, reading: ReadingRecords): AsyncGenerator<RecordBatch> {
  const last = reading.from ?? START;
  if (member.problem !== null) {
    yield unreadable(member.problem, last);
    return;
  }
  try {
    yield* readRecords(member.bytes(last.offset), reading);
  } catch (error) {
    if (!(error instanceof ContainerError) || error.code === "bomb" || member.name === null) throw error;
    yield unreadable(error.message, last);
  }
}

function unreadable(reason: string, last: Position): RecordBatch {
  const position = { ...last, record: last.record + 1 };
  const cut: Cut = { record: position.record, offset: last.offset, length: 0, value: undefined, reason };
  return { cuts: [cut], spec: null, position, bytes: Buffer.alloc(0) };
}

/** Cuts decoded bytes into records, a small batch at a time. `input` begins at `from.offset`. */
export async function* readRecords(input: AsyncIterable<Buffer>, reading: ReadingRecords): AsyncGenerator<RecordBatch> {
  let spec = reading.spec ?? null;
  let reader: RecordReader | null = spec ? readerFor(spec, reading) : null;
  let head: Buffer = Buffer.alloc(0);
  let tryAt = HEAD_BYTES;
  for await (const whole of input) {
    for (let at = 0; at < whole.length; at += PIECE) {
      let piece: Buffer = whole.subarray(at, at + PIECE);
      if (!reader || !spec) {
        head = head.length > 0 ? Buffer.concat([head, piece]) : piece;
        if (head.length < tryAt) continue;
        tryAt = head.length * 2;
        spec = detectContainer(head, false, reading.limits, reading.isRecord);
        if (!spec) continue;
        reader = readerFor(spec, reading);
        piece = head;
        head = Buffer.alloc(0);
      }
      const cuts: Cut[] = [];
      reader.push(piece, cuts);
      yield { cuts, spec, position: reader.position(), bytes: piece };
    }
  }
  if (!reader || !spec) {
    spec = detectContainer(head, true, reading.limits, reading.isRecord);
    if (!spec) throw new Error("a container is always found once the stream has ended");
    reader = readerFor(spec, reading);
  }
  const cuts: Cut[] = [];
  if (head.length > 0) reader.push(head, cuts);
  reader.end(cuts);
  if (reader instanceof JsonReader && reader.isOpen())
    reading.note?.("The file ends before its JSON is closed: it was probably cut off. What it holds was read.");
  yield { cuts, spec, position: reader.position(), bytes: head };
}

function readerFor(spec: ContainerSpec, { limits, from = START }: ReadingRecords): RecordReader {
  switch (spec.container) {
    case "ndjson":
      return jsonLines(limits, from);
    case "lines":
      return textLines(limits, from);
    case "w3c":
      return new W3cReader(limits, from);
    case "csv":
      return new CsvReader(spec, limits, from);
    case "json":
      return new JsonReader(spec.shape, limits, from);
  }
}
