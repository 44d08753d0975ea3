import * as z from "zod";
import { PRECISIONS, SEVERITIES } from "@/lib/incidents/model";
import { AGENT_ACTS, BASIS_KINDS, BOUNDS, COMPUTED_STANDINGS, COUNTED, SPEAKERS, STANDINGS } from "./model";

const amount = z.object({ bound: z.enum(BOUNDS), low: z.number().nullable(), high: z.number().nullable() });
const asset = z.string().nullable();
const time = { asset, at: z.string(), precision: z.enum(PRECISIONS) };
const act = { act: z.enum(AGENT_ACTS), what: z.string() };

export const AssertionView = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["nobody_accessed", "nobody_without_clearance", "nothing_exfiltrated"]), asset }),
  z.object({ kind: z.literal("nothing_misused") }),
  z.object({ kind: z.enum(["opened_at", "closed_at"]), ...time }),
  z.object({ kind: z.literal("exposed_for"), asset, ms: amount }),
  z.object({ kind: z.literal("count"), of: z.enum(COUNTED), asset, n: amount }),
  z.object({ kind: z.enum(["agent_did", "agent_did_not"]), ...act }),
  z.object({ kind: z.literal("severity"), level: z.enum(SEVERITIES), scale: z.string() }),
]);

export const JudgementView = z.object({
  standing: z.enum(COMPUTED_STANDINGS),
  reason: z.string(),
  /** What decides it, or would: figures of the answer, windows, events, the inventory, the severity. */
  basis: z.array(z.object({ kind: z.enum(BASIS_KINDS), id: z.string(), says: z.string() })),
});
export type JudgementView = z.output<typeof JudgementView>;

export const DecisionView = z.object({
  standing: z.enum(STANDINGS),
  reason: z.string(),
  evidence: z.array(z.string()),
  by: z.string(),
  at: z.string(),
});
export type DecisionView = z.output<typeof DecisionView>;

export const ClaimView = z.object({
  id: z.string(),
  /** `C-3` within its incident. */
  ref: z.string(),
  version: z.number(),
  speaker: z.string(),
  speakerKind: z.enum(SPEAKERS),
  saidIn: z.string(),
  link: z.string().nullable(),
  saidAt: z.string().nullable(),
  precision: z.enum(PRECISIONS),
  words: z.string(),
  /** One reading of the words, that evidence can decide; null where there is none. */
  assertion: AssertionView.nullable(),
  /** What it asserts, as a sentence. */
  asserts: z.string().nullable(),
  standing: z.enum(STANDINGS),
  /** Who decides the standing: what is computed, a person, or nobody yet. */
  standingBy: z.enum(["evidence", "person", "nobody"]),
  /** False where no evidence can decide it by itself, so that a person may. */
  computable: z.boolean(),
  /** As known when it was said. Null while it is computed, or where nobody knows when that was. */
  asKnownThen: JudgementView.nullable(),
  asKnownNow: JudgementView,
  decision: DecisionView.nullable(),
  /** Other claims that can't be true at the same time. */
  conflicts: z.array(z.object({ claim: z.string(), ref: z.string(), over: z.string() })),
  /** Updates that were sent and rest on it; the reason why, where it was contradicted by then. */
  repeatedIn: z.array(
    z.object({ update: z.string(), audience: z.string(), sentAt: z.string(), reason: z.string().nullable() }),
  ),
  correctedBecause: z.string().nullable(),
  withdrawn: z.boolean(),
  recordedAt: z.string(),
  recordedBy: z.string(),
});
export type ClaimView = z.output<typeof ClaimView>;

export const ClaimList = z.object({
  data: z.array(ClaimView),
  nextCursor: z.null(),
  /** When the exposure answer was computed that the standings rest on; null: none is yet. */
  computedAt: z.string().nullable(),
  counts: z.record(z.enum(STANDINGS), z.number()),
});
export type ClaimList = z.output<typeof ClaimList>;

/** What happened to a claim, oldest first: said, corrected, judged by evidence, decided by people, withdrawn. */
export const ClaimHistoryView = z.object({
  claim: ClaimView,
  history: z.array(
    z.object({
      at: z.string(),
      by: z.string(),
      what: z.enum(["recorded", "corrected", "judged", "decided", "withdrawn"]),
      standing: z.enum(STANDINGS).nullable(),
      /** The words as they were in this version. */
      words: z.string().nullable(),
      asserts: z.string().nullable(),
      reason: z.string(),
      evidence: z.array(z.string()),
    }),
  ),
});
export type ClaimHistoryView = z.output<typeof ClaimHistoryView>;
