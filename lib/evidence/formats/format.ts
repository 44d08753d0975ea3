import type { LogDigest, NormalisedEvent, Outcome, PublicKey, Verb } from "@/lib/evidence/model";

/** How the bytes of a source were cut into records. */
export type Container = "json" | "ndjson" | "csv" | "lines" | "w3c";

/** What recognition may look at besides the record itself. */
export interface RecogniseHints {
  filename: string;
  container: Container;
  /** Column names of a CSV, in order. */
  header?: readonly string[];
}

/** Answers that a person (or an API caller) gave for this source. */
export interface NormaliseOptions {
  /** IANA zone or fixed offset for times without a zone; null while nobody has said. */
  zone: string | null;
  /** Order of day and month in `03/04/2024`; null while nobody has said. */
  dateOrder: "dmy" | "mdy" | null;
  /** Year of times that state none (syslog of the old form); absent or null while nobody has said. */
  year?: number | null;
  /** Column mapping of a generic source. */
  mapping: ColumnMapping | null;
  /** The session that a whole file is of, where its first lines and its name agree on it. */
  session?: string;
}

/** Target field → name of the column (CSV) or dotted path (JSON) that holds it. */
export interface MappedColumns {
  occurredAt: string;
  /** End of the interval, where a line stands for several acts. */
  occurredUntil?: string;
  actor?: string;
  actorKind?: string;
  onBehalfOf?: string;
  action?: string;
  verb?: string;
  resource?: string;
  outcome?: string;
  sourceIp?: string;
  session?: string;
  trace?: string;
  records?: string;
  bytes?: string;
  eventId?: string;
}

/** Columns, and what the words in two of them mean, where somebody said so; it goes before what is recognised. */
export interface ColumnMapping extends MappedColumns {
  /** The log's word for how it ended → ours. */
  outcomes?: Readonly<Record<string, Outcome>>;
  /** The log's word for what was done → ours. */
  verbs?: Readonly<Record<string, Verb>>;
}

/** One record becomes one or more of these; each counts once in the source's accounts. */
export type Normalised =
  | {
      kind: "event";
      event: NormalisedEvent;
      /** What the event was made of, without what transports put around it; absent where that is the whole record. */
      record?: unknown;
      /** Words that nobody said the meaning of: they became an unknown outcome, or another verb. */
      unrecognised?: { outcome?: string; action?: string };
    }
  /** A known non-event, e.g. a transcript's summary line, a digest file with what it says of others, or keys for those. */
  | { kind: "skip"; reason: string; digest?: LogDigest; keys?: PublicKey[] }
  | { kind: "reject"; reason: string };

/** A question that has to be answered before a source of this format can be read. */
export type Need = "mapping" | "zone" | "dateOrder" | "year";

/**
 * Knowledge of one log format. Data where it can be, code only where it must be.
 * Pure: no IO, no clock, no locale, no server time zone.
 */
export interface Format {
  id: string;
  title: string;
  /** The evidence system whose coverage a source of this format gives, unless the importer says otherwise. */
  system: string;
  basis: "samples" | "documentation";
  /** What this log cannot show; printed in coverage reports. */
  blindSpots: readonly string[];
  /** Its vendor delivers digests of its files, so the bytes of each file are hashed to be checked against them. */
  digests?: true;
  /**
   * One event is written in several shapes that can't be compared key by key (an API's and a table's, the stages of a
   * request, a trace that grows): two deliveries of one id then differ only in what every log shares.
   */
  shapes?: "several";
  /** 0 (no) to 1 (certainly) that this record is of this format. */
  recognise(record: unknown, hints: RecogniseHints): number;
  /** What must be asked before these first records can be read, given the answers so far; empty when nothing. */
  needs?(records: readonly unknown[], hints: RecogniseHints, options: NormaliseOptions): Need[];
  /** What these first records settle for the whole source; never against an answer. */
  settle?(records: readonly unknown[], hints: RecogniseHints, options: NormaliseOptions): NormaliseOptions;
  /** Never throws for any JSON value; a record it cannot read is a reject with the reason. */
  normalise(record: unknown, options: NormaliseOptions): Normalised[];
}
