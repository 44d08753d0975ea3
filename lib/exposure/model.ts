import type { Classification } from "@/lib/assets/model";
import type { ActorKind, Outcome, Verb } from "@/lib/evidence/model";
import type { PrincipalKind, Standing } from "@/lib/people/model";
import type { AudienceKind } from "./audience";
import type { AssetPattern } from "./patterns";

/** Changes whenever the same facts would give another answer. Stored with every answer. */
export const RULE_VERSION = "2026-11.3";

/** How an access is judged at its own instant. */
export const ACCESS_CLASSES = ["cleared", "explained", "uncleared", "unresolved"] as const;
export type AccessClass = (typeof ACCESS_CLASSES)[number];

export const VERDICTS = ["yes", "no", "unknown"] as const;
export type VerdictWord = (typeof VERDICTS)[number];

/** What an answer rests on beside sources, each kind listed by its ids. */
export const FACT_KINDS = [
  "aliases",
  "assets",
  "clearances",
  "coverage",
  "explanations",
  "memberships",
  "merges",
  "principals",
  "windows",
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** Instants are microseconds since 1970. Facts are superseded, never overwritten. */
interface Recorded {
  recordedAt: number;
  supersededAt: number | null;
}

export interface AssetFact extends Recorded {
  id: string;
  name: string;
  classification: Classification;
  systems: string[];
  patterns: AssetPattern[];
}

/** `closed…` null = still open. Audience members are named by id of principal, or by name of group. */
export interface WindowFact extends Recorded {
  id: string;
  assetId: string;
  audience: { kind: AudienceKind; principals: string[]; group: string | null };
  openedEarliest: number;
  openedLatest: number;
  closedEarliest: number | null;
  closedLatest: number | null;
  withdrawn: boolean;
}

/** `versions`: what it was called and taken for, one after the other. */
export interface PrincipalFact {
  id: string;
  recordedAt: number;
  versions: ({ name: string; kind: PrincipalKind } & Recorded)[];
}

/** Two that turned out to be one: whatever is recorded of the merged one is of the survivor. */
export interface MergeFact extends Recorded {
  mergedId: string;
  survivorId: string;
}

export interface AliasFact extends Recorded {
  principalId: string;
  system: string | null;
  value: string;
}

export interface MembershipFact extends Recorded {
  group: string;
  principalId: string;
  from: number | null;
  until: number | null;
}

/** Of one principal or one group; for one asset, or for a classification and everything below it. */
export interface ClearanceFact extends Recorded {
  principalId: string | null;
  group: string | null;
  assetId: string | null;
  classification: Classification | null;
  from: number | null;
  until: number | null;
  standing: Standing;
}

/** Why accesses of a principal, or of an actor as a log names it, were in order. */
export interface ExplanationFact extends Recorded {
  assetId: string;
  principalId: string | null;
  actor: string | null;
  from: number | null;
  until: number | null;
}

export interface CoverageFact extends Recorded {
  system: string;
  from: number;
  until: number;
  hole: boolean;
}

/** A file is known from `readyAt`; a live source from then on, and each of its events from when it was taken. */
export interface SourceFact {
  id: string;
  system: string;
  readyAt: number;
  live: boolean;
  coverage: CoverageFact[];
}

export interface ExposureFacts {
  assets: AssetFact[];
  windows: WindowFact[];
  principals: PrincipalFact[];
  merges: MergeFact[];
  aliases: AliasFact[];
  memberships: MembershipFact[];
  clearances: ClearanceFact[];
  explanations: ExplanationFact[];
  sources: SourceFact[];
}

/** An evidence event, as far as the answer looks at it. `system` is that of the log that names it. */
export interface EventFact {
  sourceId: string;
  /** Of a live source: when this was taken. */
  takenAt: number | null;
  system: string;
  occurredAt: number;
  occurredUntil: number | null;
  actor: string | null;
  actorKind: ActorKind;
  onBehalfOf: string | null;
  verb: Verb;
  outcome: Outcome;
  resources: string[];
  records: number | null;
  bytes: number | null;
  sourceIp: string | null;
}

/** `now` ends open windows; facts recorded after `knownAt` are left out (null: none are). */
export interface Question {
  now: number;
  knownAt: number | null;
}

/** So many addresses of one principal and class are listed. */
export const MOST_ADDRESSES = 200;

/** Of accesses: `possible` are those that are not certain. Of lengths: `possible` holds the certain ones too. */
export interface CertainPossible {
  certain: number;
  possible: number;
}

/** A sum over what logs state: `unstated` accesses do not say, so the true figure is at least `sum`. */
export interface StatedSum {
  sum: number;
  unstated: number;
}

export interface Gap {
  from: number;
  until: number;
  systems: string[];
}

export interface ClassAnswer {
  certain: number;
  possible: number;
  unknownOutcome: number;
  byVerb: Partial<Record<Verb, number>>;
  first: number;
  last: number;
  records: StatedSum;
  bytes: StatedSum;
  /** At most MOST_ADDRESSES; `moreIps`: there are others. */
  sourceIps: string[];
  moreIps: boolean;
}

/** A principal with accesses or attempts, or an actor that nobody has resolved (`principalId` null). */
export interface PrincipalAnswer {
  principalId: string | null;
  /** As the log names it, where nobody has resolved it; null where the log names nobody. */
  actor: string | null;
  classes: Partial<Record<AccessClass, ClassAnswer>>;
  unauthorised: CertainPossible;
  /** How many of these were judged by this one's own standing; an agent that acts for a person is not judged. */
  unauthorisedItself: number;
  /** Accesses that an agent made for this principal, and that this principal made for somebody else. */
  through: number;
  forOthers: number;
  denied: number;
  failed: number;
}

export interface AssetAnswer {
  assetId: string;
  exposedMicros: CertainPossible;
  /** Null where the audience can't be counted. */
  exposedPrincipalMicros: CertainPossible | null;
  /** How many principals of a countable audience could reach it at some time without clearance. */
  couldReach: number | null;
  couldButDidNot: number | null;
  coverageGaps: Gap[];
  /** Where one system has coverage and another, that has a source too, has not. Not a gap; told with the verdict. */
  partlyCovered: Gap[];
  coveredShare: number;
  accessed: VerdictWord;
  exfiltrated: VerdictWord;
  accesses: CertainPossible;
  unauthorised: CertainPossible;
  /** Certain accesses without clearance that exported or shared it. */
  left: number;
  unknownOutcome: number;
  /** Events in the hull that touch it with a verb that is no access. */
  otherEvents: number;
  /** Accesses in the hull in one of its systems that name no resource at all: they may have been to it. */
  unnamedAccesses: number;
  /** No event of any source, at whatever time, is matched by its patterns. */
  matchesNothing: boolean;
  principals: PrincipalAnswer[];
  unexplained: number;
}

export interface ExposureAnswer {
  exposedMicros: CertainPossible;
  assets: AssetAnswer[];
  unexplained: number;
}
