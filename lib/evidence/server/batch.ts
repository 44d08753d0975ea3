import type { Cut } from "../containers/cut";
import type { Format, Normalised, NormaliseOptions } from "../formats/format";
import type { LogDigest, PublicKey } from "../model";
import type { Chunk } from "./chunk-writer";
import { CopyRows } from "./copy-rows";
import type { Dictionary } from "./dictionary";
import { identityOf, type RowPlace, writeEvent } from "./event-row";
import { HoleTracker } from "./holes";
import { type SaidOfLog, saidOfLog } from "./holes-said";
import type { Checkpoint } from "./import-state";
import { UnrecognisedWords } from "./unrecognised-words";

export interface Reject {
  member: string | null;
  record: number;
  offset: number;
  length: number;
  reason: string;
}

/** A digest, and which file of the source it is: its own hash is that of the file. */
export interface PlacedDigest extends LogDigest {
  member: number;
}

/** What is stored in one transaction, together with the checkpoint it reaches. */
export interface Batch {
  digests: PlacedDigest[];
  keys: PublicKey[];
  events: CopyRows;
  touches: CopyRows;
  rejects: Reject[];
  chunks: Promise<Chunk[]>;
  members: { member: number; name: string | null; firstRecord: number; offset: number; stream: string }[];
  checkpoint: Checkpoint;
}

const MOST_OUTCOMES = 32_767;
/** What was skipped is counted by kind; a log that names its own kinds may name any number. */
const MOST_KINDS = 100;
const OTHER_KINDS = "other kinds";

export interface ReadAs {
  format: Format;
  options: NormaliseOptions;
  /** Set where the person stated a system: records without an id of their own are told apart by it. */
  statedSystem: string | null;
}

/** Turns cuts into rows and rejects and keeps the accounts. */
export class BatchBuilder {
  events = new CopyRows();
  touches = new CopyRows();
  /** Rows since the last batch. */
  rows = 0;
  rejects: Reject[] = [];
  digests: PlacedDigest[] = [];
  keys: PublicKey[] = [];
  staged: number;
  skipped: number;
  rejected: number;
  readonly skippedKinds: Record<string, number>;
  first: string | null;
  last: string | null;
  readonly holes: HoleTracker;
  readonly unrecognised: UnrecognisedWords;

  constructor(
    from: Checkpoint,
    public dictionary: Dictionary,
  ) {
    this.staged = from.staged;
    this.skipped = from.skipped;
    this.rejected = from.rejects;
    this.skippedKinds = { ...from.skippedKinds };
    this.first = from.first;
    this.last = from.last;
    this.holes = new HoleTracker(from.holes);
    this.unrecognised = new UnrecognisedWords(from.unrecognised);
  }

  add(cut: Cut, readAs: ReadAs, place: RowPlace, member: string | null): void {
    if (cut.reason !== null) {
      this.reject(cut, cut.reason, member);
      return;
    }
    const outcomes = normalise(cut.value, readAs);
    for (let sub = 0; sub < outcomes.length; sub++) {
      const outcome = outcomes[sub] as Normalised;
      if (outcome.kind === "skip") this.skip(outcome, place.member);
      else if (outcome.kind === "reject") this.reject(cut, outcome.reason, member);
      else {
        const identity = identityOf(readAs, outcome, { value: cut.value, events: outcomes.length, sub });
        const problem = writeEvent(outcome.event, cut, sub, identity, place, this);
        if (problem === null) {
          this.event(outcome.event.occurredAt, saidOfLog(outcome.event, cut.value));
          if (outcome.unrecognised !== undefined) this.unrecognised.add(outcome.unrecognised);
        }
        if (problem !== null) this.reject(cut, problem, member);
      }
    }
  }

  /** Everything since the last batch, which is then no longer here. */
  take(): Pick<Batch, "events" | "touches" | "rejects" | "digests" | "keys"> {
    const { events, touches, rejects, digests, keys } = this;
    this.digests = [];
    this.keys = [];
    this.events = new CopyRows();
    this.touches = new CopyRows();
    this.rejects = [];
    this.rows = 0;
    return { events, touches, rejects, digests, keys };
  }

  reject(cut: Cut, reason: string, member: string | null): void {
    this.rejected++;
    this.holes.reject();
    const { record, offset, length } = cut;
    this.rejects.push({
      member,
      record,
      offset,
      length,
      reason: reason.slice(0, 500).toWellFormed().replaceAll("\0", "�"),
    });
  }

  private event(at: string, said: SaidOfLog | null): void {
    this.staged++;
    this.rows++;
    this.holes.event(at, said);
    if (this.first === null || at < this.first) this.first = at;
    if (this.last === null || at > this.last) this.last = at;
  }

  private skip({ reason, digest, keys }: Extract<Normalised, { kind: "skip" }>, member: number): void {
    this.skipped++;
    if (digest) this.digests.push({ ...digest, member });
    if (keys) this.keys.push(...keys);
    const named = reason.slice(0, 120);
    const has = (kind: string) => Object.hasOwn(this.skippedKinds, kind);
    const kind = has(named) || Object.keys(this.skippedKinds).length < MOST_KINDS ? named : OTHER_KINDS;
    this.skippedKinds[kind] = (has(kind) ? (this.skippedKinds[kind] ?? 0) : 0) + 1;
  }
}

/** A format promises not to throw; a record that makes it break the promise is still only one record. */
export function normalise(value: unknown, { format, options }: ReadAs): Normalised[] {
  try {
    const outcomes = format.normalise(value, options);
    if (outcomes.length > MOST_OUTCOMES)
      return [{ kind: "reject", reason: `holds ${outcomes.length} events; ${MOST_OUTCOMES} are the most` }];
    return outcomes.length > 0 ? outcomes : [{ kind: "skip", reason: "a record without events" }];
  } catch {
    return [{ kind: "reject", reason: `could not be read as ${format.id}` }];
  }
}
