import * as z from "zod";

/**
 * What is not settled: silence of a log, a bound, who somebody is, whether something succeeded, what a log can't show,
 * whether what was read was taken out.
 */
const NARROW_KINDS = ["gap", "hole", "bound", "actor", "outcome", "aggregate", "blind", "outside", "taken"] as const;

const assetRef = z.object({ id: z.string(), name: z.string() });

export const NarrowItem = z.object({
  key: z.string(),
  kind: z.enum(NARROW_KINDS),
  assets: z.array(assetRef),
  /** Whose log would settle it. */
  system: z.string().nullable(),
  from: z.string().nullable(),
  until: z.string().nullable(),
  /** Of a bound: which end of which window. */
  window: z.object({ id: z.string(), end: z.enum(["opened", "closed"]) }).nullable(),
  /** As the log writes it. */
  actor: z.string().nullable(),
  /** Why the log is silent there, or what it can't show. */
  reason: z.string().nullable(),
  /** At most so much may change. */
  moves: z.object({ accesses: z.number(), ms: z.number(), principals: z.number() }),
  /** Nothing else keeps a verdict of these assets unknown. */
  decides: z.boolean(),
  get: z.object({ where: z.string(), command: z.string().nullable(), kept: z.string() }).nullable(),
});
export type NarrowItem = z.output<typeof NarrowItem>;

/** An asset's system whose sources hold nothing by which reading it would show. */
export const BlindSpot = z.object({
  asset: assetRef,
  system: z.string(),
  formats: z.array(z.string()),
  why: z.enum(["never_named", "never_read"]),
  /** What the formats of these sources can't show. */
  cannotShow: z.array(z.string()),
});
export type BlindSpot = z.output<typeof BlindSpot>;

export const NarrowingView = z.object({
  /** Of the answer that it is about. */
  computedAt: z.string(),
  fingerprint: z.string(),
  data: z.array(NarrowItem),
  blind: z.array(BlindSpot),
  nextCursor: z.null(),
});
export type NarrowingView = z.output<typeof NarrowingView>;
