import * as z from "zod";
import { PRECISIONS } from "@/lib/incidents/model";
import { EVENT_KINDS } from "@/lib/record/model";

const AuthorView = z.object({ kind: z.enum(["user", "token", "system"]), id: z.string().nullable(), name: z.string() });

/** How an entry read before a correction, and what took its place. */
export const FormerView = z.object({
  /** The event that said so: the entry itself, or an earlier correction. */
  eventId: z.string(),
  occurredAt: z.string().nullable(),
  precision: z.enum(PRECISIONS),
  kind: z.string(),
  body: z.string(),
  evidenceEventIds: z.array(z.string()),
  replacedBy: z.object({ eventId: z.string(), author: AuthorView, recordedAt: z.string(), reason: z.string() }),
});
export type FormerView = z.output<typeof FormerView>;

/** One entry as it now reads. */
export const TimelineEntryView = z.object({
  id: z.string(),
  /** Null: nobody knows when. */
  occurredAt: z.string().nullable(),
  precision: z.enum(PRECISIONS),
  recordedAt: z.string(),
  author: AuthorView,
  /** By which way it came: web, api, system, seed. */
  source: z.string(),
  kind: z.enum(EVENT_KINDS),
  /** Plain text. */
  body: z.string(),
  /** Of a correction: the entry that it corrects. */
  corrects: z.string().nullable(),
  /** The correction by which it now reads as it does. */
  correctedBy: z.string().nullable(),
  /** Oldest first. */
  former: z.array(FormerView),
  evidenceEventIds: z.array(z.string()),
  /** The same, as people cite them: system and record. */
  evidence: z.array(z.object({ id: z.string(), label: z.string() })),
  pinned: z.boolean(),
  /** Whether a person wrote its text, so that it can be corrected. */
  written: z.boolean(),
});
export type TimelineEntryView = z.output<typeof TimelineEntryView>;

export const TimelinePage = z.object({
  data: z.array(TimelineEntryView),
  nextCursor: z.string().nullable(),
  /** Towards the other end; null where nothing comes before. */
  previousCursor: z.string().nullable(),
  /** Number of the record's last entry when this was read. */
  recordSeq: z.number(),
});
export type TimelinePage = z.output<typeof TimelinePage>;

export const TimelineFacetsView = z.object({
  kinds: z.array(z.object({ kind: z.enum(EVENT_KINDS), count: z.number() })),
  authors: z.array(z.object({ id: z.string().nullable(), name: z.string(), count: z.number() })),
  /** Time span of everything whose time is known. */
  first: z.string().nullable(),
  last: z.string().nullable(),
});
export type TimelineFacetsView = z.output<typeof TimelineFacetsView>;
