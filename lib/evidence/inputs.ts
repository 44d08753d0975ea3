import * as z from "zod";
import { instantInput, optionalText, RefParams, textInput } from "@/lib/api/inputs";
import { ACTOR_KINDS, EVENT_ORDERS, OUTCOMES, VERBS } from "./model";

const system = () => textInput("Name the system, such as aws or m365.", 120);

/** Of times that state none; a query carries it as text. */
const YEAR = z.coerce.number().int().min(1995).max(2099);

/** What comes with the bytes of an upload; everything but the name may be answered later. */
const arriving = {
  filename: z.string().min(1, "Say the file's name.").max(1000),
  system: system().optional(),
  format: z.string().max(60).optional(),
  zone: z.string().max(60).optional(),
  dateOrder: z.enum(["dmy", "mdy"]).optional(),
  year: YEAR.optional(),
  coverageFrom: instantInput().optional(),
  coverageUntil: instantInput().optional(),
  collected: optionalText(1000).optional(),
};
const inOrder = { path: ["coverageUntil"], message: "Coverage has to end after it begins." };

export const ReceiveEvidenceQuery = z
  .object({
    ...arriving,
    /** Only says how it would be read, from its first records. */
    dryRun: z.enum(["true", "false"]).optional(),
  })
  .refine(coverageInOrder, inOrder);
export type ReceiveEvidenceQuery = z.output<typeof ReceiveEvidenceQuery>;
export type Arriving = Omit<ReceiveEvidenceQuery, "dryRun">;

/** The most that an upload in several requests may announce. */
const MOST_BYTES = 16 * 2 ** 40;

/** An upload in several requests: how long the whole is, and by what it is known again. */
export const BeginUploadInput = z
  .strictObject({
    ...arriving,
    bytes: z.number().int().min(1, "An empty file holds no evidence.").max(MOST_BYTES, "That is over 16 TiB."),
    /** Whatever tells this file from others of its name and length; the same one again goes on with what arrived. */
    fingerprint: textInput("Leave it out, or say something.", 200).optional(),
    sha256: z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, "A SHA-256 is 64 hexadecimal digits.")
      .transform((text) => text.toLowerCase())
      .optional(),
  })
  .refine(coverageInOrder, inOrder);
export type BeginUploadInput = z.output<typeof BeginUploadInput>;

/** So many of a log's words can be given a meaning; a column with more has sentences in it. */
const MOST_WORDS = 200;
const column = z.string().min(1).max(500);

/** Which column (or dotted path) holds what; the time is the only one without which nothing can be read. */
export const ColumnMappingInput = z.object({
  occurredAt: column,
  occurredUntil: column.optional(),
  actor: column.optional(),
  actorKind: column.optional(),
  onBehalfOf: column.optional(),
  action: column.optional(),
  verb: column.optional(),
  resource: column.optional(),
  outcome: column.optional(),
  sourceIp: column.optional(),
  session: column.optional(),
  trace: column.optional(),
  records: column.optional(),
  bytes: column.optional(),
  eventId: column.optional(),
  /** What the words of the outcome and of the action (or verb) column mean; before what is recognised. */
  outcomes: meanings(OUTCOMES).optional(),
  verbs: meanings(VERBS).optional(),
});

/** A log's words and ours for them. */
function meanings<const T extends readonly string[]>(ours: T) {
  return z
    .record(z.string().min(1).max(200), z.enum(ours, `Say one of ${ours.join(", ")}.`))
    .refine((map) => Object.keys(map).length <= MOST_WORDS, `Give ${MOST_WORDS} words or fewer a meaning.`);
}

/** Answers to what a source was asked; it is then read again from the beginning. */
export const AnswerEvidenceInput = z
  .object({
    format: z.string().max(60).optional(),
    zone: z.string().max(60).optional(),
    dateOrder: z.enum(["dmy", "mdy"]).optional(),
    year: YEAR.optional(),
    mapping: ColumnMappingInput.optional(),
    system: system().optional(),
    coverageFrom: instantInput().optional(),
    coverageUntil: instantInput().optional(),
  })
  .refine(coverageInOrder, { path: ["coverageUntil"], message: "Coverage has to end after it begins." });
export type AnswerEvidenceInput = z.output<typeof AnswerEvidenceInput>;

/** Both ends; null where nobody knows it, which is then inferred from the events. */
export const StateCoverageInput = z
  .strictObject({ coverageFrom: instantInput().nullable(), coverageUntil: instantInput().nullable() })
  .refine(coverageInOrder, { path: ["coverageUntil"], message: "Coverage has to end after it begins." });
export type StateCoverageInput = z.output<typeof StateCoverageInput>;

function coverageInOrder(input: {
  coverageFrom?: string | null | undefined;
  coverageUntil?: string | null | undefined;
}): boolean {
  return !input.coverageFrom || !input.coverageUntil || input.coverageFrom < input.coverageUntil;
}

export const EvidenceParams = RefParams.extend({ id: z.uuid() });

const page = (most: number) => ({
  limit: z.coerce.number().int().min(1).max(most).default(50),
  cursor: z.string().max(500).optional(),
});

export const ListEvidenceQuery = z.object(page(200));
/** `reason`: only those that were rejected for this, as the answer's counts name it. */
export const ListRejectsQuery = z.object({ ...page(1000), reason: z.string().max(2000).optional() });
export const CustodyQuery = z.object(page(500));
export type CustodyQuery = z.output<typeof CustodyQuery>;
export type ListRejectsQuery = z.output<typeof ListRejectsQuery>;

/**
 * Names are matched whole and with case; `*` stands for anything. An actor by identity or label; a resource also by a
 * part of its name, in any case, where none is called so as a whole.
 */
const eventFilter = {
  evidence: z.uuid().optional(),
  system: z.string().max(120).optional(),
  from: instantInput().optional(),
  until: instantInput().optional(),
  actor: z.string().max(2000).optional(),
  actorKind: z.enum(ACTOR_KINDS).optional(),
  action: z.string().max(2000).optional(),
  verb: z.enum(VERBS).optional(),
  resource: z.string().max(4000).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  q: z.string().trim().max(500).optional(),
};
export const ListEventsQuery = z.object({
  ...eventFilter,
  order: z.enum(EVENT_ORDERS).default("time"),
  ...page(1000),
});
export type ListEventsQuery = z.output<typeof ListEventsQuery>;

export const CountFacetsQuery = z.object(eventFilter);
export type CountFacetsQuery = z.output<typeof CountFacetsQuery>;

export const ExportEventsQuery = z.object({
  ...eventFilter,
  order: z.enum(EVENT_ORDERS).default("time"),
  format: z.enum(["csv", "ndjson"]).default("csv"),
});
export type ExportEventsQuery = z.output<typeof ExportEventsQuery>;

export const EventParams = RefParams.extend({
  id: z.string().regex(/^\d{1,9}-\d{1,10}(-\d{1,5})?$/, "This is not an event's id."),
});
export const RawQuery = z.object({
  delivery: z.coerce.number().int().min(0).max(100_000).default(0),
  /** Secrets and conversations masked, also for those who may see them. */
  masked: z.stringbool({ truthy: ["true", "1"], falsy: ["false", "0"] }).default(false),
});

/** Exact text in the stored bytes. */
export const SearchBytesQuery = z.object({
  text: z.string().min(3, "Look for three characters or more.").max(500),
  evidence: z.uuid().optional(),
  ...page(100),
});
export type SearchBytesQuery = z.output<typeof SearchBytesQuery>;

export const SaveViewInput = z.object({
  name: textInput("Name the view.", 80),
  filter: z.object({ ...eventFilter, order: z.enum(EVENT_ORDERS).optional() }),
});
export type SaveViewInput = z.output<typeof SaveViewInput>;
export const ViewParams = RefParams.extend({ id: z.uuid() });
