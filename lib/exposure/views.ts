import * as z from "zod";
import { ACCESS_VERBS, ACTOR_KINDS, OUTCOMES, VERBS } from "@/lib/evidence/model";
import { AUDIENCE_KINDS } from "./audience";
import { ACCESS_CLASSES, FACT_KINDS, VERDICTS } from "./model";

const certainPossible = z.object({ certain: z.number(), possible: z.number() });

export const WindowView = z.object({
  id: z.string(),
  asset: z.string(),
  assetName: z.string(),
  audience: z.object({
    kind: z.enum(AUDIENCE_KINDS),
    principals: z.array(z.object({ id: z.string(), name: z.string() })),
    group: z.string().nullable(),
  }),
  openedAt: z.string(),
  openedAtEarliest: z.string(),
  openedAtLatest: z.string(),
  closedAt: z.string().nullable(),
  closedAtEarliest: z.string().nullable(),
  closedAtLatest: z.string().nullable(),
  path: z.string().nullable(),
  note: z.string().nullable(),
  openedEvidence: z.array(z.string()),
  closedEvidence: z.array(z.string()),
  recordedAt: z.string(),
  recordedBy: z.string(),
});
export type WindowView = z.output<typeof WindowView>;

export const WindowList = z.object({ data: z.array(WindowView), nextCursor: z.null() });
export type WindowList = z.output<typeof WindowList>;

export const ExplanationView = z.object({
  id: z.string(),
  asset: z.string(),
  principal: z.object({ id: z.string(), name: z.string() }).nullable(),
  actor: z.string().nullable(),
  from: z.string().nullable(),
  until: z.string().nullable(),
  reason: z.string(),
  agreedBy: z.string().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  /** What is proposed counts for nothing until another person has agreed. */
  state: z.enum(["proposed", "agreed"]),
  /** Whether the reader may be that other person. */
  canAgree: z.boolean(),
});
export type ExplanationView = z.output<typeof ExplanationView>;
export const ExplanationList = z.object({ data: z.array(ExplanationView), nextCursor: z.null() });
export type ExplanationList = z.output<typeof ExplanationList>;

/** `atLeast`: some of the accesses do not say, so the true figure may be higher. Null: none says. */
const stated = z.object({ sum: z.number().nullable(), atLeast: z.boolean() });
export type StatedView = z.output<typeof stated>;

export const GapView = z.object({ from: z.string(), until: z.string(), systems: z.array(z.string()) });
export type GapView = z.output<typeof GapView>;

const byVerb = z.partialRecord(z.enum(ACCESS_VERBS), z.number());

export const ClassView = z.object({
  certain: z.number(),
  possible: z.number(),
  unknownOutcome: z.number(),
  byVerb,
  first: z.string(),
  last: z.string(),
  records: stated,
  bytes: stated,
  /** The first of them; `moreIps`: there are others. */
  sourceIps: z.array(z.string()),
  moreIps: z.literal(true).optional(),
});
export type ClassView = z.output<typeof ClassView>;

export const ExposedPrincipalView = z.object({
  /** Null for an actor that nobody has resolved. */
  principal: z.string().nullable(),
  /** The principal's name, or what the log wrote; null where the log names nobody. */
  name: z.string().nullable(),
  kind: z.enum(ACTOR_KINDS),
  resolved: z.boolean(),
  accesses: z.object({
    cleared: z.number(),
    explained: z.number(),
    uncleared: z.number(),
    unresolved: z.number(),
  }),
  certain: z.number(),
  possible: z.number(),
  unauthorised: certainPossible,
  /** How many of these were judged by this one's own standing: none of what an agent did for people. */
  unauthorisedItself: z.number(),
  denied: z.number(),
  failed: z.number(),
  byVerb,
  first: z.string().nullable(),
  last: z.string().nullable(),
  records: stated,
  bytes: stated,
  /** The first of them; `moreIps`: there are others. */
  sourceIps: z.array(z.string()),
  moreIps: z.literal(true).optional(),
  /** Accesses that an agent made on this principal's behalf. */
  through: z.number(),
  /** Accesses that this principal made on somebody else's behalf. */
  forOthers: z.number(),
  /** In words: the standing of this principal towards the asset in the window. */
  why: z.string(),
  classes: z.partialRecord(z.enum(ACCESS_CLASSES), ClassView),
});
export type ExposedPrincipalView = z.output<typeof ExposedPrincipalView>;

const verdict = z.object({ verdict: z.enum(VERDICTS), reasons: z.array(z.string()) });
export type VerdictView = z.output<typeof verdict>;

export const AssetExposureView = z.object({
  asset: z.string(),
  name: z.string(),
  classification: z.string(),
  systems: z.array(z.string()),
  open: z.boolean(),
  exposedMs: certainPossible,
  exposedPrincipalMs: certainPossible.nullable(),
  coveredShare: z.number(),
  coverageGaps: z.array(GapView),
  /** Stretches that one of the asset's systems covers and another does not. */
  partlyCovered: z.array(GapView),
  accessed: verdict,
  exfiltrated: verdict,
  counts: z.object({
    accesses: certainPossible,
    unauthorised: certainPossible,
    unknownOutcome: z.number(),
    denied: z.number(),
    failed: z.number(),
    /** Events that name it while it was open, with a verb that is no access. */
    otherEvents: z.number(),
    /** Accesses while it was open, in its systems, that name no resource: they may have been to it. */
    unnamedAccesses: z.number(),
  }),
  /** No event of any log is matched by its patterns: they may be wrong. */
  matchesNothing: z.boolean(),
  principals: z.array(ExposedPrincipalView),
  couldReach: z.number().nullable(),
  couldButDidNot: z.number().nullable(),
  unexplained: z.number(),
});
export type AssetExposureView = z.output<typeof AssetExposureView>;

export const ExposureView = z.object({
  now: z.string(),
  knownAt: z.string().nullable(),
  computedAt: z.string(),
  ruleVersion: z.string(),
  /** A fact or source that it rests on has changed since; it is being computed anew. */
  stale: z.boolean(),
  /** Why it could not be computed anew, when that was tried. */
  failure: z.object({ at: z.string(), message: z.string() }).nullable(),
  /** Equal fingerprint, equal inputs. */
  fingerprint: z.string(),
  inputs: z.object({
    sources: z.array(
      z.object({
        id: z.string(),
        filename: z.string(),
        sha256: z.string().nullable(),
        system: z.string().nullable(),
        live: z.boolean(),
        /** Of a live source, how many of its records were known; null: all of the file. */
        records: z.number().nullable(),
      }),
    ),
    /** Ids of versions. */
    windows: z.array(z.string()),
    assets: z.array(z.string()),
    /** SHA-256 over the ids in bytewise order, a line each; …/exposure/inputs lists them. */
    facts: z.record(z.enum(FACT_KINDS), z.object({ count: z.number(), sha256: z.string() })),
  }),
  exposedMs: certainPossible,
  open: z.boolean(),
  assets: z.array(AssetExposureView),
  unexplained: z.number(),
  /** Over all assets: an access to two of them counts for each, a principal once. */
  summary: z.object({
    exposedMs: certainPossible,
    accessed: z.enum(VERDICTS),
    exfiltrated: z.enum(VERDICTS),
    accesses: certainPossible,
    unauthorised: z.object({ certain: z.number(), possible: z.number(), principals: z.number() }),
    unknownOutcome: z.number(),
    couldReach: z.number().nullable(),
    /** Null where an audience can't be counted, and the second also where logs are silent. */
    exposedPrincipalMs: certainPossible.nullable(),
    couldButDidNot: z.number().nullable(),
    gapMs: z.number(),
    coveredShare: z.number().nullable(),
    denied: z.number(),
  }),
});
export type ExposureView = z.output<typeof ExposureView>;

export const AccessView = z.object({
  /** The evidence event's id: …/events/{id} leads on to its bytes. */
  event: z.string(),
  asset: z.string(),
  assetName: z.string(),
  occurredAt: z.string(),
  occurredUntil: z.string().nullable(),
  actor: z.string().nullable(),
  principal: z.string().nullable(),
  principalName: z.string().nullable(),
  onBehalfOf: z.string().nullable(),
  beneficiary: z.string().nullable(),
  beneficiaryName: z.string().nullable(),
  actorKind: z.enum(ACTOR_KINDS),
  class: z.enum(ACCESS_CLASSES),
  certainty: z.enum(["certain", "possible"]).nullable(),
  verb: z.enum(VERBS),
  action: z.string(),
  outcome: z.enum(OUTCOMES),
  resources: z.array(z.string()),
  records: z.number().nullable(),
  bytes: z.number().nullable(),
  sourceIp: z.string().nullable(),
  /** Session or key by which it was made, as the log names it. */
  session: z.string().nullable(),
});
export type AccessView = z.output<typeof AccessView>;

export const AccessPage = z.object({ data: z.array(AccessView), nextCursor: z.string().nullable() });
export type AccessPage = z.output<typeof AccessPage>;

export const FactPage = z.object({
  kind: z.enum(FACT_KINDS),
  data: z.array(z.string()),
  nextCursor: z.string().nullable(),
});
export type FactPage = z.output<typeof FactPage>;
