import type { Instant } from "@/lib/time/instant";
import type { ContainerSpec, Position } from "../containers/cut";
import { START } from "../containers/cut";
import type { Need, NormaliseOptions } from "../formats/format";
import type { HoleState } from "./holes";
import { NO_HOLES } from "./holes";

/** What was recognised, once for the whole source. */
export interface Reading {
  format: string;
  options: NormaliseOptions;
  system: string;
  reasons: string[];
}

/**
 * How far an import has come, written in the transaction that stores what it read: after any crash the import goes on
 * from here and ends with the same result.
 */
export interface Checkpoint {
  /** Attempts since the last progress: a file that kills its reader is given up in the end. */
  tries: number;
  reading: Reading | null;
  /** The file of the source that is being read, and where it begins in the source. */
  member: number;
  firstRecord: number;
  memberOffset: number;
  spec: ContainerSpec | null;
  position: Position;
  /** Whether the bytes read are kept as a decoded stream of their own, and how far that is stored. */
  decoded: boolean;
  decodedEnd: number;
  /** Outcomes so far; `staged` are the events before duplicates are taken out. */
  staged: number;
  skipped: number;
  rejects: number;
  skippedKinds: Record<string, number>;
  first: Instant | null;
  last: Instant | null;
  holes: HoleState;
  cutOff: boolean;
  notes: string[];
  /** Words of outcomes and actions that nobody said the meaning of, and how often each came. */
  unrecognised?: Unrecognised;
}

export interface Unrecognised {
  outcome: Record<string, number>;
  action: Record<string, number>;
}

export const FRESH: Checkpoint = {
  tries: 0,
  reading: null,
  member: 0,
  firstRecord: 0,
  memberOffset: 0,
  spec: null,
  position: START,
  decoded: false,
  decodedEnd: 0,
  staged: 0,
  skipped: 0,
  rejects: 0,
  skippedKinds: {},
  first: null,
  last: null,
  holes: NO_HOLES,
  cutOff: false,
  notes: [],
};

export interface Sample {
  columns: string[];
  rows: string[][];
  /** Of sources that were asked about before there were these, there are none. */
  values?: { column: string; values: { value: string; count: number }[]; others: number }[];
  records?: number;
}

/** A source that cannot be read as it is: what is wrong and what to do, and what to answer if that would help. */
export class ImportRefusal extends Error {
  override name = "ImportRefusal";
  constructor(
    readonly code: string,
    message: string,
    readonly needs: Need[] = [],
    readonly sample: Sample | null = null,
    readonly reading: Reading | null = null,
  ) {
    super(message);
  }
}

/** This attempt has lost the source: it was cancelled, or another worker has it. Nothing more is written. */
export class AttemptLost extends Error {
  override name = "AttemptLost";
}
