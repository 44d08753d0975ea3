import * as z from "zod";
import {
  ANSWERS,
  CERTAINTIES,
  DATA_CATEGORIES,
  PROTECTIONS,
  QUESTIONS,
  RECIPIENT_QUESTIONS,
  SPECIAL_KINDS,
  SUBJECT_KINDS,
} from "./model";

export const CountView = z.object({
  certainty: z.enum(CERTAINTIES),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** How it was counted; not in what an earlier version kept. */
  basis: z.string().optional(),
});
export type CountView = z.output<typeof CountView>;

export const DataAnswerView = z.object({
  answer: z.enum(ANSWERS),
  /** `person` answered, it was `computed` from the exposure answer, or `nobody` has answered. */
  basis: z.enum(["person", "computed", "nobody"]),
  reasons: z.array(z.string()),
  /** Evidence event ids, links or words that the answer rests on. */
  evidence: z.array(z.string()),
  by: z.string().nullable(),
  at: z.string().nullable(),
  /** What the evidence says by itself, also where a person has answered otherwise. */
  computed: z.object({ answer: z.enum(ANSWERS), reasons: z.array(z.string()) }).nullable(),
  /** What the evidence said when a person answered; null where it said nothing, or nobody kept it. */
  computedThen: z.enum(ANSWERS).nullable().optional(),
});
export type DataAnswerView = z.output<typeof DataAnswerView>;

export const AffectedDataView = z.object({
  id: z.string(),
  assetId: z.string().nullable(),
  assetName: z.string().nullable(),
  description: z.string(),
  category: z.enum(DATA_CATEGORIES),
  subjectKind: z.enum(SUBJECT_KINDS),
  people: CountView,
  records: CountView,
  jurisdictions: z.array(z.string()),
  protection: z.enum(PROTECTIONS),
  protectionNote: z.string().optional(),
  alsoCategories: z.array(z.enum(DATA_CATEGORIES)).optional(),
  specialKinds: z.array(z.enum(SPECIAL_KINDS)).optional(),
  peopleByPlace: z.record(z.string(), CountView).optional(),
  answers: z.record(z.enum(QUESTIONS), DataAnswerView),
  recordedBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
});
export type AffectedDataView = z.output<typeof AffectedDataView>;

const TotalView = z.object({
  low: z.number().nullable(),
  high: z.number().nullable(),
  exact: z.boolean(),
  counted: z.number(),
  unknown: z.number(),
  method: z.string(),
});

export const AffectedDataList = z.object({
  data: z.array(AffectedDataView),
  nextCursor: z.null(),
  totals: z.object({ people: TotalView, records: TotalView, ruledOut: z.number() }),
});
export type AffectedDataList = z.output<typeof AffectedDataList>;

const statement = z.object({
  answer: z.enum(ANSWERS),
  reason: z.string(),
  evidence: z.array(z.string()),
  by: z.string(),
  at: z.string(),
});
export type StatementView = z.output<typeof statement>;

/** Somebody without clearance who got at the data, or may have. */
export const RecipientView = z.object({
  /** Null for an actor that nobody has resolved. */
  principal: z.string().nullable(),
  /** The principal's name, or what the log wrote, without what looks like a secret; null where the log names nobody. */
  name: z.string().nullable(),
  /** By what somebody unresolved is stated about: the name, or a key where that holds a secret. Null for a principal. */
  actor: z.string().nullable(),
  kind: z.string(),
  resolved: z.boolean(),
  assets: z.array(z.object({ id: z.string(), name: z.string() })),
  /** How it stood towards the data then. */
  clearance: z.array(z.string()),
  accesses: z.object({ certain: z.number(), possible: z.number() }),
  /** Whether any of these exported or shared it. */
  tookAway: z.boolean(),
  first: z.string().nullable(),
  last: z.string().nullable(),
  /** What people stated; null where nobody has. */
  stated: z.record(z.enum(RECIPIENT_QUESTIONS), statement.nullable()),
});
export type RecipientView = z.output<typeof RecipientView>;

const answered = z.object({ yes: z.number(), no: z.number(), unknown: z.number() });

export const RecipientSummary = z.object({
  total: z.number(),
  /** Certainly, by a principal that is known. */
  identified: z.number(),
  unresolved: z.number(),
  /** Whether that is everybody: no gap in the logs, nobody unresolved, and none who only may have. */
  complete: z.boolean(),
  why: z.array(z.string()),
  boundToSecrecy: answered,
  deletionAttested: answered,
});
export type RecipientSummary = z.output<typeof RecipientSummary>;

export const RecipientPage = z.object({
  data: z.array(RecipientView),
  nextCursor: z.string().nullable(),
  summary: RecipientSummary,
  computedAt: z.string().nullable(),
});
export type RecipientPage = z.output<typeof RecipientPage>;

/** Every statement about one recipient, oldest first; each replaces the one before it on the same question. */
export const StatementList = z.object({
  data: z.array(statement.extend({ question: z.enum(RECIPIENT_QUESTIONS), supersededAt: z.string().nullable() })),
  nextCursor: z.null(),
});
export type StatementList = z.output<typeof StatementList>;

export const StatedView = z.object({ stated: z.number() });
