import type { ByteSource } from "../containers/byte-source";
import { type ContainerSpec, tooLong } from "../containers/cut";
import { CONTAINER_LIMITS, type ContainerLimits } from "../containers/limits";
import { type RecordBatch, readMember } from "../containers/read-records";
import { type Member, unwrap } from "../containers/unwrap";
import { formatById } from "../formats/registry";
import { BatchBuilder, type ReadAs } from "./batch";
import { Dictionary } from "./dictionary";
import { FRESH, ImportRefusal } from "./import-state";
import { isKnownRecord, recogniseSource } from "./recognise-source";

const PLACE = { incidentId: 1, sourceNo: 1, member: 0, firstRecord: 0, memberOffset: 0 };
const SAMPLE_RECORDS = 50;
const SAMPLE_BYTES = 9 * 1024 * 1024;

export interface PureReading {
  /** Cuts in all files of the source, and the bytes they were cut from. */
  cuts: number;
  bytes: number;
  builder: BatchBuilder;
  notes: string[];
}

/** What an import does with a file, without a database: for tests. Each file of an archive is recognised by itself. */
export async function readPurely(source: ByteSource, limits: ContainerLimits, name: string): Promise<PureReading> {
  let words = 0;
  const dictionary = new Dictionary(async (new_) => new_.map(({ hash }) => ({ hash, id: ++words })), "test");
  const reading: PureReading = { cuts: 0, bytes: 0, builder: new BatchBuilder(FRESH, dictionary), notes: [] };
  const note = (sentence: string) => void reading.notes.push(sentence);
  for await (const member of unwrap(source, { limits, note })) {
    const batches = readMember(member, { limits, isRecord: isKnownRecord, note });
    try {
      await readFile(batches, member, name, reading);
    } catch (error) {
      // As an import does: a file of an archive that is no log is one reject.
      if (!(error instanceof ImportRefusal) || member.name === null || error.code === "needs_answer") throw error;
      const cut = { record: 1, offset: 0, length: 0, value: undefined, reason: error.message };
      reading.builder.reject(cut, error.message, member.name);
    }
  }
  await dictionary.resolve();
  const { events, touches } = reading.builder.take();
  events.fill();
  touches.fill();
  return reading;
}

async function readFile(
  batches: AsyncGenerator<RecordBatch>,
  member: Member,
  filename: string,
  reading: PureReading,
): Promise<void> {
  const waiting: RecordBatch[] = [];
  let held = 0;
  let readAs: ReadAs | null = null;
  const settle = () => {
    readAs ??= recognise(waiting, filename);
    for (const batch of waiting.splice(0)) take(batch, readAs, member, reading);
  };
  for await (const batch of batches) {
    waiting.push(batch);
    held += batch.bytes.length;
    const seen = waiting.reduce((sum, { cuts }) => sum + cuts.length, 0);
    if (readAs || seen >= SAMPLE_RECORDS || held >= SAMPLE_BYTES) settle();
  }
  if (waiting.length > 0) settle();
}

function take(batch: RecordBatch, readAs: ReadAs, member: Member, reading: PureReading): void {
  reading.cuts += batch.cuts.length;
  reading.bytes += batch.bytes.length;
  for (const cut of batch.cuts) reading.builder.add(cut, readAs, PLACE, member.name);
  // Rows are not what this is about: none are kept.
  if (reading.builder.rows > 10_000) reading.builder.take();
}

function recognise(batches: readonly RecordBatch[], filename: string): ReadAs {
  const cuts = batches.flatMap((batch) => batch.cuts);
  const records = cuts.flatMap(({ value, reason }) => (reason === null ? [value] : [])).slice(0, SAMPLE_RECORDS);
  const bad = cuts.find(({ reason }) => reason !== null);
  const endless = cuts.length === 0 && batches.reduce((sum, { bytes }) => sum + bytes.length, 0) >= SAMPLE_BYTES;
  const firstReject = bad
    ? `record ${bad.record} at byte ${bad.offset}: ${bad.reason}`
    : endless
      ? `record 1 at byte 0: ${tooLong(CONTAINER_LIMITS)}`
      : null;
  const spec: ContainerSpec | null = batches.at(-1)?.spec ?? null;
  const { format, reading } = recogniseSource({
    records,
    firstReject,
    spec,
    filename,
    answers: {},
    statedSystem: null,
  });
  return { format: formatById(reading.format) ?? format, options: reading.options, statedSystem: null };
}
