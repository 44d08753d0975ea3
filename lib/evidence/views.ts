import * as z from "zod";
import { ACTOR_KINDS, OUTCOMES, SOURCE_STATUSES, VERBS } from "./model";

export const CoverageView = z.object({ from: z.string(), until: z.string(), basis: z.enum(["stated", "inferred"]) });

/** One imported file: `records = events + duplicates + skipped + rejects`, always. */
export const SourceView = z.object({
  id: z.string(),
  /** The small number by which citations name it. */
  no: z.number(),
  filename: z.string(),
  system: z.string().nullable(),
  format: z.string().nullable(),
  /** Why it was taken for this format. */
  formatReasons: z.array(z.string()),
  sha256: z.string().nullable(),
  bytes: z.number(),
  status: z.enum(SOURCE_STATUSES),
  /** What has to be answered before it can be read; PATCH the source with the answers. */
  needs: z.array(z.enum(["format", "mapping", "zone", "dateOrder"])),
  /** Column names or paths, and first records, where something has to be asked. */
  sample: z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.string())) }).nullable(),
  progress: z.object({ bytesRead: z.number(), bytesTotal: z.number(), eventsPerSecond: z.number().nullable() }),
  counts: z.object({
    records: z.number(),
    events: z.number(),
    duplicates: z.number(),
    skipped: z.number(),
    rejects: z.number(),
  }),
  skippedKinds: z.record(z.string(), z.number()),
  /** E.g. that a gzip was cut off and what could be read of it. */
  notes: z.array(z.string()),
  coverage: z.array(CoverageView),
  firstEventAt: z.string().nullable(),
  lastEventAt: z.string().nullable(),
  error: z.string().nullable(),
  broughtBy: z.string(),
  receivedAt: z.string(),
  readyAt: z.string().nullable(),
  duplicateOf: z.string().nullable(),
});
export type SourceView = z.output<typeof SourceView>;

export const ReceivedView = z.object({
  id: z.string(),
  status: z.enum(SOURCE_STATUSES),
  /** Set when these very bytes were imported before: nothing new was stored. */
  duplicateOf: z.string().nullable(),
});
export type ReceivedView = z.output<typeof ReceivedView>;

export const RejectView = z.object({
  record: z.number(),
  member: z.string().nullable(),
  offset: z.number(),
  length: z.number(),
  reason: z.string(),
});
export type RejectView = z.output<typeof RejectView>;

/** A normalised event; null where the log does not say. */
export const EventView = z.object({
  id: z.string(),
  /** The source's id. */
  evidence: z.string(),
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
  /** How often it was delivered, by this source or others. */
  deliveries: z.number(),
});
export type EventView = z.output<typeof EventView>;

export const SourcePage = z.object({ data: z.array(SourceView), nextCursor: z.string().nullable() });
export type SourcePage = z.output<typeof SourcePage>;
export const RejectPage = z.object({ data: z.array(RejectView), nextCursor: z.string().nullable() });
export type RejectPage = z.output<typeof RejectPage>;
export const EventPage = z.object({ data: z.array(EventView), nextCursor: z.string().nullable() });
export type EventPage = z.output<typeof EventPage>;
