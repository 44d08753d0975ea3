import * as z from "zod";
import { ANSWERS, CERTAINTIES, DATA_CATEGORIES, PROTECTIONS, QUESTIONS, SUBJECT_KINDS } from "./model";

export const CountView = z.object({
  certainty: z.enum(CERTAINTIES),
  low: z.number().nullable(),
  high: z.number().nullable(),
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
