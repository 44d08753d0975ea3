import type { Cut } from "../containers/cut";
import type { Format, Normalised, NormaliseOptions } from "../formats/format";
import type { Chunk } from "./chunk-writer";
import { CopyText } from "./copy-text";
import type { Dictionary } from "./dictionary";
import {
  canonicalRecord,
  type EventRow,
  encodeRow,
  eventRow,
  identityOf,
  isResolved,
  type RowPlace,
} from "./event-row";
import { HoleTracker } from "./holes";
import type { Checkpoint } from "./import-state";

export interface Reject {
  member: string | null;
  record: number;
  offset: number;
  length: number;
  reason: string;
}

/** What is stored in one transaction, together with the checkpoint it reaches. */
export interface Batch {
  /** Rows as text for COPY, and those that wait for the id of a word. */
  events: CopyText;
  touches: CopyText;
  waiting: EventRow[];
  rejects: Reject[];
  chunks: Promise<Chunk[]>;
  members: { member: number; name: string | null; firstRecord: number; offset: number; stream: string }[];
  checkpoint: Checkpoint;
}

const MOST_OUTCOMES = 32_767;

export interface ReadAs {
  format: Format;
  options: NormaliseOptions;
  /** Set where the person stated a system: records without an id of their own are told apart by it. */
  statedSystem: string | null;
}

/** Turns cuts into rows and rejects and keeps the accounts. */
export class BatchBuilder {
  events = new CopyText();
  touches = new CopyText();
  waiting: EventRow[] = [];
  /** Rows since the last batch. */
  rows = 0;
  rejects: Reject[] = [];
  staged: number;
  skipped: number;
  rejected: number;
  readonly skippedKinds: Record<string, number>;
  first: string | null;
  last: string | null;
  readonly holes: HoleTracker;

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
  }

  add(cut: Cut, readAs: ReadAs, place: RowPlace, member: string | null): void {
    if (cut.reason !== null) {
      this.reject(cut, cut.reason, member);
      return;
    }
    const outcomes = normalise(cut.value, readAs);
    for (let sub = 0; sub < outcomes.length; sub++) {
      const outcome = outcomes[sub] as Normalised;
      if (outcome.kind === "skip") this.skip(outcome.reason);
      else if (outcome.kind === "reject") this.reject(cut, outcome.reason, member);
      else {
        const content = () => `${readAs.statedSystem ?? ""}\0${sub}\0${canonicalRecord(cut.value)}`;
        const identity = identityOf(readAs.format.id, outcome.event, content);
        const row = eventRow(outcome.event, cut, sub, identity, place, this.dictionary);
        if (typeof row === "string") this.reject(cut, row, member);
        else this.event(row, outcome.event.occurredAt);
      }
    }
  }

  /** Everything since the last batch, which is then no longer here. */
  take(): Pick<Batch, "events" | "touches" | "waiting" | "rejects"> {
    const { events, touches, waiting, rejects } = this;
    this.events = new CopyText();
    this.touches = new CopyText();
    this.waiting = [];
    this.rejects = [];
    this.rows = 0;
    return { events, touches, waiting, rejects };
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

  private event(row: EventRow, at: string): void {
    this.staged++;
    this.rows++;
    if (isResolved(row)) encodeRow(row, this.events, this.touches);
    else this.waiting.push(row);
    this.holes.event(at);
    if (this.first === null || at < this.first) this.first = at;
    if (this.last === null || at > this.last) this.last = at;
  }

  private skip(reason: string): void {
    this.skipped++;
    const kind = reason.slice(0, 120);
    if (kind in this.skippedKinds || Object.keys(this.skippedKinds).length < 100)
      this.skippedKinds[kind] = (this.skippedKinds[kind] ?? 0) + 1;
  }
}

/** A format promises not to throw; a record that makes it break the promise is still only one record. */
function normalise(value: unknown, { format, options }: ReadAs): Normalised[] {
  try {
    const outcomes = format.normalise(value, options);
    if (outcomes.length > MOST_OUTCOMES)
      return [{ kind: "reject", reason: `holds ${outcomes.length} events; ${MOST_OUTCOMES} are the most` }];
    return outcomes.length > 0 ? outcomes : [{ kind: "skip", reason: "a record without events" }];
  } catch {
    return [{ kind: "reject", reason: `could not be read as ${format.id}` }];
  }
}
