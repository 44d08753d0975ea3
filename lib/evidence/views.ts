import * as z from "zod";
import { MappingView } from "./mappings";
import { ACTOR_KINDS, OUTCOMES, SOURCE_STATUSES, VERBS } from "./model";

/** One imported file. Counts always reconcile: records = events + duplicates + skipped + rejects. */
export const SourceView = z.object({
  id: z.string(),
  /** The small number by which event ids name it. */
  no: z.number(),
  filename: z.string(),
  system: z.string().nullable(),
  format: z.string().nullable(),
  formatReasons: z.array(z.string()),
  sha256: z.string().nullable(),
  bytes: z.number(),
  status: z.enum(SOURCE_STATUSES),
  progress: z.object({ bytesRead: z.number(), bytesTotal: z.number(), eventsPerSecond: z.number().nullable() }),
  counts: z.object({
    records: z.number(),
    events: z.number(),
    duplicates: z.number(),
    skipped: z.number(),
    rejects: z.number(),
  }),
  /** Known non-events by kind. */
  skippedKinds: z.record(z.string(), z.number()),
  coverage: z.array(z.object({ from: z.string(), until: z.string(), basis: z.enum(["stated", "inferred"]) })),
  /** Stretches inside the coverage about which this source can't speak, with the reason. */
  holes: z.array(z.object({ from: z.string(), until: z.string(), reason: z.string() })),
  firstEventAt: z.string().nullable(),
  lastEventAt: z.string().nullable(),
  /** Sentences about what was damaged or left out. */
  notes: z.array(z.string()),
  /** What has to be answered before it can be read. */
  needs: z.array(z.enum(["mapping", "zone", "dateOrder", "year"])),
  options: z.record(z.string(), z.unknown()),
  /** Column names to map, where a mapping is asked for, and the first records as examples. */
  sample: z
    .object({
      columns: z.array(z.string()),
      rows: z.array(z.array(z.string())),
      /** Of columns in which few different words stand: those words, the most frequent first, in the first records. */
      values: z.array(
        z.object({
          column: z.string(),
          values: z.array(z.object({ value: z.string(), count: z.number() })),
          /** How many records have others. */
          others: z.number(),
        }),
      ),
      /** How many records that is. */
      records: z.number(),
    })
    .nullable(),
  /** What somebody answered for a file with the same columns. */
  offered: MappingView.nullable(),
  error: z.string().nullable(),
  errorCode: z.string().nullable(),
  broughtBy: z.string(),
  collected: z.string().nullable(),
  receivedAt: z.string(),
  readyAt: z.string().nullable(),
  /** Set for a source that takes log lines over the network; `endedAt` is null while it does. */
  live: z.object({ endedAt: z.string().nullable() }).nullable(),
});
export type SourceView = z.output<typeof SourceView>;
export const SourcePage = z.object({ data: z.array(SourceView), nextCursor: z.string().nullable() });
export type SourcePage = z.output<typeof SourcePage>;

export const ReceivedView = z.object({
  id: z.string(),
  status: z.enum(SOURCE_STATUSES),
  sha256: z.string(),
  bytes: z.number(),
  /** Set when the same bytes are already evidence of this incident: then `id` is theirs, and nothing new is kept. */
  duplicateOf: z.string().nullable(),
});
export type ReceivedView = z.output<typeof ReceivedView>;

/** A file on its way in several requests; what arrived is kept for a day after its last byte. */
export const UploadView = z.object({
  id: z.string(),
  filename: z.string(),
  /** Of the whole file. */
  bytes: z.number(),
  /** How many have arrived: the next request goes on here. */
  offset: z.number(),
  begunAt: z.string(),
  keptUntil: z.string(),
  /** What was answered when the last byte had arrived; null until then. */
  received: ReceivedView.nullable(),
});
export type UploadView = z.output<typeof UploadView>;
export const UploadPage = z.object({ data: z.array(UploadView), nextCursor: z.null() });
export type UploadPage = z.output<typeof UploadPage>;

export const RejectView = z.object({
  /** In an archive, the file in it; `record` and `offset` then count within that file. */
  member: z.string().nullable(),
  record: z.number(),
  offset: z.number(),
  length: z.number(),
  reason: z.string(),
  /** How it begins, masked; null for those who may not see raw evidence, and where there is no text. */
  text: z.string().nullable(),
});
export type RejectView = z.output<typeof RejectView>;
export const RejectPage = z.object({
  data: z.array(RejectView),
  /** Over all that are listed, whatever the filter; the most frequent first. */
  reasons: z.array(z.object({ reason: z.string(), count: z.number() })),
  /** Whether this reader may see how records begin. */
  mayRead: z.boolean(),
  nextCursor: z.string().nullable(),
});
export type RejectPage = z.output<typeof RejectPage>;

/** One line of a log in the words that every log shares; null where the log does not say. */
export const EventView = z.object({
  id: z.string(),
  evidence: z.string(),
  member: z.string().nullable(),
  record: z.number(),
  offset: z.number(),
  length: z.number(),
  occurredAt: z.string(),
  occurredUntil: z.string().nullable(),
  actor: z.string().nullable(),
  actorLabel: z.string().nullable(),
  actorKind: z.enum(ACTOR_KINDS),
  onBehalfOf: z.string().nullable(),
  action: z.string(),
  verb: z.enum(VERBS),
  resources: z.array(z.object({ id: z.string(), type: z.string().nullable(), name: z.string().nullable() })),
  outcome: z.enum(OUTCOMES),
  sourceIp: z.string().nullable(),
  sourceIpRaw: z.string().nullable(),
  session: z.string().nullable(),
  trace: z.string().nullable(),
  records: z.number().nullable(),
  bytes: z.number().nullable(),
  eventId: z.string().nullable(),
  system: z.string(),
  /** How many times it was delivered, over all sources; each delivery leads to its own bytes. */
  deliveries: z.number(),
  /** How many other events of the incident carry the same id of the log, time, actor and action, and differ in the rest. */
  sameId: z.number(),
});
export type EventView = z.output<typeof EventView>;
export const EventPage = z.object({ data: z.array(EventView), nextCursor: z.string().nullable() });
export type EventPage = z.output<typeof EventPage>;

export const DeliveryView = z.object({
  evidence: z.string(),
  filename: z.string(),
  member: z.string().nullable(),
  record: z.number(),
  offset: z.number(),
  length: z.number(),
});
export type DeliveryView = z.output<typeof DeliveryView>;
export const DeliveryPage = z.object({ data: z.array(DeliveryView), nextCursor: z.null() });
export type DeliveryPage = z.output<typeof DeliveryPage>;

export const RehashView = z.object({
  sha256: z.string(),
  /** As taken while the bytes arrived. */
  expected: z.string(),
  matches: z.boolean(),
  bytes: z.number(),
  at: z.string(),
});
export type RehashView = z.output<typeof RehashView>;

/** A log format that can be read, and what to know of it. */
export const FormatView = z.object({
  id: z.string(),
  title: z.string(),
  /** The system that a source of it covers, unless somebody states another. */
  system: z.string(),
  /** Whether it was built from real logs or from the vendor's documentation only. */
  basis: z.enum(["samples", "documentation"]),
  /** Sentences about what such a log cannot show. */
  blindSpots: z.array(z.string()),
});
export type FormatView = z.infer<typeof FormatView>;

export const FormatPage = z.object({ data: z.array(FormatView), nextCursor: z.null() });
export type FormatPage = z.infer<typeof FormatPage>;

/** A word and how many of the matching events have it; null where they do not say. */
const FacetView = z.object({ value: z.string().nullable(), count: z.number() });
export type FacetView = z.output<typeof FacetView>;

/** What stands how often in the events that a filter lets through; of actors, actions and resources the most frequent. */
export const FacetsView = z.object({
  total: z.number(),
  actor: z.array(FacetView),
  actorKind: z.array(FacetView),
  verb: z.array(FacetView),
  action: z.array(FacetView),
  outcome: z.array(FacetView),
  resource: z.array(FacetView),
  system: z.array(FacetView),
  source: z.array(FacetView),
  /** Buckets of equal width; empty ones stand in between. */
  histogram: z.object({ seconds: z.number(), buckets: z.array(z.object({ from: z.string(), count: z.number() })) }),
});
export type FacetsView = z.output<typeof FacetsView>;

/** A filter of an incident's events that somebody gave a name. */
export const SavedView = z.object({
  id: z.string(),
  name: z.string(),
  filter: z.record(z.string(), z.string()),
  savedBy: z.string(),
  savedAt: z.string(),
});
export type SavedView = z.output<typeof SavedView>;
export const SavedViewPage = z.object({ data: z.array(SavedView), nextCursor: z.null() });
export type SavedViewPage = z.output<typeof SavedViewPage>;

/** Text that was looked for, where it stands in a source's stored bytes. */
export const ByteHit = z.object({
  evidence: z.string(),
  filename: z.string(),
  offset: z.number(),
  /** What it stands in; "unplaced" is a skipped record or none at all, since places of skipped records are not kept. */
  place: z.enum(["event", "duplicate", "reject", "outside", "unplaced"]),
  /** The event in whose record it stands, or that the record delivers once more; null for a reject, or none. */
  event: z.string().nullable(),
  before: z.string(),
  match: z.string(),
  after: z.string(),
});
export type ByteHit = z.output<typeof ByteHit>;
export const ByteHitPage = z.object({
  data: z.array(ByteHit),
  nextCursor: z.string().nullable(),
  /** How far the look has come. */
  searchedBytes: z.number(),
  allBytes: z.number(),
});
export type ByteHitPage = z.output<typeof ByteHitPage>;
