import { setImmediate as nextTurn } from "node:timers/promises";
import { type ContainerSpec, type Position, START, tooLong } from "../containers/cut";
import { CONTAINER_LIMITS } from "../containers/limits";
import { type RecordBatch, readMember } from "../containers/read-records";
import { type Member, unwrap } from "../containers/unwrap";
import { formatById } from "../formats/registry";
import { type Batch, BatchBuilder, type ReadAs } from "./batch";
import { ChunkBuffer } from "./chunk-writer";
import { Dictionary } from "./dictionary";
import { type Checkpoint, ImportRefusal, type Reading } from "./import-state";
import type { ImportedSource } from "./open-attempt";
import { Pacer } from "./pacer";
import { isKnownRecord, quietReading, recogniseSource, type SourceAnswers, type ToRecognise } from "./recognise-source";
import { throwIfStopping } from "./stopping";
import { type StoreTarget, storeBatch } from "./store-batch";
import { storeWords } from "./store-words";
import { storedBytes } from "./stored-bytes";

/** A batch is stored when it reaches any of these. */
const BATCH_ROWS = 20_000;
const BATCH_REJECTS = 10_000;
const BATCH_BYTES = 24 * 1024 * 1024;
const BATCH_MS = 1000;
/** What a format is recognised by. */
const SAMPLE_RECORDS = 50;
/** What words are counted in, where somebody has to say what they mean. */
const LOOKED_RECORDS = 2000;
const SAMPLE_BYTES = 4 * 1024 * 1024;
/** By then a first record has ended, or is too long to be one. */
const LONGEST_FIRST_BYTES = CONTAINER_LIMITS.recordBytes + 1024 * 1024;

/** Takes one source from its stored bytes into its stage, batch by batch, each with the checkpoint it reaches. */
export class SourceReader {
  private readonly builder: BatchBuilder;
  private readonly dictionaries = new Map<string, Dictionary>();
  private readonly pacer: Pacer;
  private reading: Reading | null;
  private chunks: ChunkBuffer;
  private newMembers: Batch["members"] = [];
  private storing: Promise<void> = Promise.resolve();
  private member: number;
  private firstRecord: number;
  private memberOffset: number;
  private spec: ContainerSpec | null;
  private position: Position;
  private decoded: boolean;
  private notes: string[];
  private bytesInBatch = 0;
  /** Why a file of an archive was left out, while none has been read. */
  private firstRefusal: ImportRefusal | null = null;

  constructor(
    private readonly target: StoreTarget,
    private readonly source: ImportedSource,
    from: Checkpoint,
  ) {
    this.reading = from.reading;
    this.member = from.member;
    this.firstRecord = from.firstRecord;
    this.memberOffset = from.memberOffset;
    this.spec = from.spec;
    this.position = from.position;
    this.decoded = from.decoded;
    this.notes = [...from.notes];
    this.chunks = new ChunkBuffer(from.decodedEnd);
    this.pacer = new Pacer(target, source.bytes, from.staged);
    this.builder = new BatchBuilder(from, this.dictionary());
  }

  /** Everything to the end; answers the last checkpoint, which is stored. */
  async readAll(): Promise<Checkpoint> {
    const { incidentId, sourceNo } = this.target;
    const original = storedBytes({ incidentId, sourceNo, stream: "original" }, this.source.bytes, this.pacer);
    const note = (sentence: string) => {
      if (!this.notes.includes(sentence) && this.notes.length < 50) this.notes.push(sentence);
    };
    let index = 0;
    for await (const member of unwrap(original, { limits: CONTAINER_LIMITS, note })) {
      if (index++ < this.member) continue;
      await this.readFile(member, note);
    }
    if (!this.reading && this.firstRefusal) this.reading = this.quiet(this.firstRefusal);
    await this.flush();
    await this.storing;
    return this.checkpoint();
  }

  /** Nothing in the whole file is a record: so it stands if its system was stated, else it is refused. */
  private quiet(refusal: ImportRefusal): Reading {
    const { system, systemStated } = this.source;
    if (refusal.code !== "no_records" || !systemStated || system === null || this.builder.rejected > 0) throw refusal;
    return quietReading(system);
  }

  private async readFile(member: Member, note: (sentence: string) => void): Promise<void> {
    this.decoded ||= !member.asStored;
    if (!this.spec) this.nameMember(member);
    let end = this.memberOffset + this.position.offset;
    const options = { limits: CONTAINER_LIMITS, isRecord: isKnownRecord, note };
    const batches = readMember(member, this.spec ? { ...options, spec: this.spec, from: this.position } : options);
    try {
      for await (const batch of this.spec ? batches : this.recognised(batches, member)) {
        if (!member.asStored) this.keepDecoded(end, batch.bytes);
        end += batch.bytes.length;
        await this.takeBatch(batch, member);
      }
    } catch (error) {
      if (!(error instanceof ImportRefusal) || error.code === "needs_answer") throw error;
      if (member.name === null && error.code !== "no_records") throw error;
      this.leaveOut(member.name ?? this.source.filename, error);
    }
    this.member++;
    this.firstRecord += this.position.record;
    this.memberOffset = end;
    this.spec = null;
    this.position = START;
  }

  /** Looks at the first records, settles how they are read, and hands all of them on. */
  private async *recognised(batches: AsyncGenerator<RecordBatch>, member: Member): AsyncGenerator<RecordBatch> {
    const waiting: RecordBatch[] = [];
    let records: unknown[] = [];
    let firstReject: string | null = null;
    let bytes = 0;
    let ended = false;
    let seen = false;
    while (!ended && records.length < SAMPLE_RECORDS && bytes < (seen ? SAMPLE_BYTES : LONGEST_FIRST_BYTES)) {
      const next = await batches.next();
      if (next.done) {
        ended = true;
        break;
      }
      waiting.push(next.value);
      bytes += next.value.bytes.length;
      seen ||= next.value.cuts.length > 0;
      for (const cut of next.value.cuts) {
        if (cut.reason === null) records.push(cut.value);
        else firstReject ??= `record ${cut.record} at byte ${cut.offset.toLocaleString("en-US")}: ${cut.reason}`;
      }
    }
    records = records.slice(0, SAMPLE_RECORDS);
    if (!seen && !ended) firstReject = `record 1 at byte 0: ${tooLong(CONTAINER_LIMITS)}`;
    const looked = waiting.flatMap(({ cuts }) => cuts.filter((cut) => cut.reason === null)).slice(0, LOOKED_RECORDS);
    const values = looked.map(({ value }) => value);
    this.settle({ records, looked: values, firstReject, spec: waiting.at(-1)?.spec ?? null }, member);
    records = [];
    while (waiting.length > 0) yield waiting.shift() as RecordBatch;
    if (!ended) yield* batches;
  }

  private settle(first: Pick<ToRecognise, "records" | "looked" | "firstReject" | "spec">, member: Member): void {
    const { reading } = recogniseSource({
      ...first,
      filename: member.name ?? this.source.filename,
      answers: this.source.options as SourceAnswers,
      statedSystem: this.source.systemStated ? this.source.system : null,
    });
    if (this.reading && this.reading.format !== reading.format)
      throw new ImportRefusal(
        "other_format",
        `this file looks like ${reading.format}, the ones before it like ${this.reading.format}: add it by itself`,
      );
    this.reading ??= reading;
    this.builder.dictionary = this.dictionary();
  }

  private leaveOut(name: string, refusal: ImportRefusal): void {
    this.firstRefusal ??= refusal;
    if (refusal.code === "no_records") return;
    const cut = { record: 1, offset: 0, length: 0, value: undefined, reason: refusal.message };
    this.builder.reject(cut, refusal.message, name);
    this.position = { ...START, record: 1 };
  }

  private async takeBatch(batch: RecordBatch, member: Member): Promise<void> {
    throwIfStopping();
    // The batch before this one is being stored in many small steps, each of which waits for a turn.
    await nextTurn();
    const { incidentId, sourceNo } = this.target;
    const { member: no, firstRecord, memberOffset } = this;
    const place = { incidentId, sourceNo, member: no, firstRecord, memberOffset };
    const readAs = this.readAs();
    for (const cut of batch.cuts) this.builder.add(cut, readAs, place, member.name);
    this.spec = batch.spec;
    this.position = batch.position;
    this.bytesInBatch += batch.bytes.length;
    const { rows, rejects } = this.builder;
    const full = rows >= BATCH_ROWS || rejects.length >= BATCH_REJECTS || this.bytesInBatch >= BATCH_BYTES;
    if (full || this.pacer.sinceLast() >= BATCH_MS) await this.flush();
  }

  private readAs(): ReadAs {
    const format = formatById(this.reading?.format ?? "");
    if (!this.reading || !format) {
      // A file of which nothing could be cut: its one reject needs no format.
      return { format: NO_FORMAT, options: { zone: null, dateOrder: null, mapping: null }, statedSystem: null };
    }
    const statedSystem = this.source.systemStated ? this.source.system : null;
    return { format, options: this.reading.options, statedSystem };
  }

  private keepDecoded(offset: number, bytes: Buffer): void {
    // After a restart the first bytes may be stored already.
    const known = Math.max(0, this.chunks.end - offset);
    if (known < bytes.length) this.chunks.push(known > 0 ? bytes.subarray(known) : bytes);
  }

  private nameMember(member: Member): void {
    const { member: no, firstRecord, memberOffset: offset } = this;
    const stream = member.asStored ? "original" : "decoded";
    this.newMembers.push({ member: no, name: member.name, firstRecord, offset, stream });
  }

  private dictionary(): Dictionary {
    const system = this.reading?.system ?? "";
    const known = this.dictionaries.get(system);
    if (known) return known;
    const fresh = new Dictionary(storeWords(this.target.sql, this.target.incidentId), system);
    this.dictionaries.set(system, fresh);
    return fresh;
  }

  /** Stores what is in hand. One batch is stored while the next is built, never more. */
  private async flush(): Promise<void> {
    this.chunks.seal();
    const batch: Batch = {
      ...this.builder.take(),
      chunks: this.chunks.take(),
      members: this.newMembers,
      checkpoint: this.checkpoint(),
    };
    batch.chunks.catch(() => {});
    this.newMembers = [];
    this.bytesInBatch = 0;
    const pace = this.pacer.pace(this.builder.staged);
    await this.storing;
    this.storing = storeBatch(this.target, batch, this.builder.dictionary, pace).then(() => this.pacer.tell());
    this.storing.catch(() => {});
  }

  private checkpoint(): Checkpoint {
    const { reading, member, firstRecord, memberOffset, spec, position, decoded, builder, notes } = this;
    const { staged, skipped, rejected: rejects, skippedKinds, first, last } = builder;
    return {
      ...{ tries: 0, reading, member, firstRecord, memberOffset, spec, position, decoded },
      decodedEnd: this.chunks.end,
      ...{ staged, skipped, rejects, skippedKinds: { ...skippedKinds }, first, last },
      unrecognised: builder.unrecognised.snapshot(),
      ...{ holes: builder.holes.snapshot(), cutOff: notes.length > 0, notes: [...notes] },
    };
  }
}

const NO_FORMAT: ReadAs["format"] = {
  id: "none",
  title: "No format",
  system: "",
  basis: "documentation",
  blindSpots: [],
  recognise: () => 0,
  normalise: () => [{ kind: "reject", reason: "no known format" }],
};
