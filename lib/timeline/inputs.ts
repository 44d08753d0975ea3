import * as z from "zod";
import { instantInput, optionalText, textInput } from "@/lib/api/inputs";
import { PRECISIONS } from "@/lib/incidents/model";
import { EVENT_KINDS, type IncidentEventKind } from "@/lib/record/model";
import { LIMITS, WRITTEN_KINDS } from "./model";

const evidenceEventIds = z
  .array(
    z
      .string()
      .regex(/^\d{1,9}-\d{1,10}(-\d{1,5})?$/, "An evidence event is named by its source and record, such as 3-120."),
  )
  .max(LIMITS.evidenceIds, `At most ${LIMITS.evidenceIds} evidence events an entry.`);

const body = textInput("Say what happened.", LIMITS.bodyLength);

export const AddEntryInput = z.strictObject({
  /** Left out: now. Null: nobody knows when. */
  occurredAt: instantInput().nullable().optional(),
  precision: z.enum(PRECISIONS).optional(),
  body,
  /** Left out: a note, or "from evidence" where evidence is cited. */
  kind: z.enum(WRITTEN_KINDS).optional(),
  evidenceEventIds: evidenceEventIds.optional(),
});
export type AddEntryInput = z.output<typeof AddEntryInput>;

export const CorrectEntryInput = z
  .strictObject({
    occurredAt: instantInput().nullable().optional(),
    precision: z.enum(PRECISIONS).optional(),
    body: body.optional(),
    kind: z.enum(WRITTEN_KINDS).optional(),
    evidenceEventIds: evidenceEventIds.optional(),
    reason: textInput("Say why it is corrected.", LIMITS.reasonLength),
    /** The correction that was read last, or the entry itself: refused if there is a newer one. */
    basedOn: optionalText(12).optional(),
  })
  .refine(
    ({ reason: _, basedOn: __, ...changes }) => Object.values(changes).some((value) => value !== undefined),
    "Say what to correct: time, text, kind or evidence.",
  );
export type CorrectEntryInput = z.output<typeof CorrectEntryInput>;

const flag = z.stringbool({ truthy: ["true", "1"], falsy: ["false", "0"] });

/** What of the record is asked for; the same filters for list, copy and file. */
export const TimelineFilters = z.object({
  /** Kinds, separated by commas. Left out: what the timeline shows by default. */
  kinds: z
    .string()
    .max(1000)
    .transform((text) => text.split(",").filter((kind) => kind !== ""))
    .pipe(z.array(z.enum(EVENT_KINDS as unknown as readonly [IncidentEventKind, ...IncidentEventKind[]])))
    .optional(),
  /** All activity, not only the timeline. */
  all: flag.optional(),
  /** A user's id, or a name. */
  author: z.string().trim().max(200).optional(),
  q: z.string().trim().max(200).optional(),
  /** Only entries that cite evidence, or only those that do not. */
  evidence: flag.optional(),
  pinned: flag.optional(),
  from: instantInput().optional(),
  until: instantInput().optional(),
  order: z.enum(["newest", "oldest"]).default("newest"),
});
export type TimelineFilters = z.output<typeof TimelineFilters>;

export const ListTimelineQuery = TimelineFilters.extend({
  limit: z.coerce.number().int().min(1).max(LIMITS.pageSize).default(50),
  cursor: z.string().max(500).optional(),
  /** Begins at this entry instead, with some of what comes before it. */
  around: z
    .string()
    .regex(/^\d{1,9}$/, "An entry is named by its number.")
    .optional(),
});
export type ListTimelineQuery = z.output<typeof ListTimelineQuery>;

export const ExportTimelineQuery = TimelineFilters.extend({ format: z.enum(["csv", "md"]).default("csv") });
export type ExportTimelineQuery = z.output<typeof ExportTimelineQuery>;
