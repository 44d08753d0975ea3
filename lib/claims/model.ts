import type { Precision, Severity } from "@/lib/incidents/model";
import type { Instant } from "@/lib/time/instant";

export const SPEAKERS = [
  "spokesperson",
  "press",
  "colleague",
  "leadership",
  "ai_system",
  "vendor",
  "authority",
  "researcher",
  "other",
] as const;
export type Speaker = (typeof SPEAKERS)[number];

export const STANDINGS = ["unverified", "supported", "contradicted", "reconciled"] as const;
export type Standing = (typeof STANDINGS)[number];
/** What evidence can say; only people reconcile. */
export type ComputedStanding = Exclude<Standing, "reconciled">;
export const COMPUTED_STANDINGS = ["unverified", "supported", "contradicted"] as const;

/** How a number in a claim is meant. */
export const BOUNDS = ["exact", "at_most", "at_least", "range"] as const;
export type Bound = (typeof BOUNDS)[number];

export interface ClaimedAmount {
  bound: Bound;
  /** `exact` and `at_least` take low, `at_most` takes high, `range` takes both. */
  low: number | null;
  high: number | null;
}

/** What can be counted in a claim. */
export const COUNTED = [
  "people_without_clearance",
  "people_who_accessed",
  "accesses_without_clearance",
  "people_affected",
  "records_affected",
] as const;
export type Counted = (typeof COUNTED)[number];

/** What an AI system is said to have done. No log says what was meant by it, so people judge. */
export const AGENT_ACTS = [
  "act_without_approval",
  "share_data",
  "open_access",
  "act_beyond_answering",
  "delete_data",
  "ignore_stop",
  "other",
] as const;
export type AgentAct = (typeof AGENT_ACTS)[number];

/**
 * What a claim asserts, as far as evidence can decide it: one person's reading of somebody's words, which stay as they
 * were said. `asset` null is the whole incident.
 */
export type Assertion =
  | { kind: "nobody_accessed" | "nobody_without_clearance" | "nothing_exfiltrated"; asset: string | null }
  | { kind: "nothing_misused" }
  | { kind: "opened_at" | "closed_at"; asset: string | null; at: Instant; precision: Exclude<Precision, "unknown"> }
  | { kind: "exposed_for"; asset: string | null; ms: ClaimedAmount }
  | { kind: "count"; of: Counted; asset: string | null; n: ClaimedAmount }
  | { kind: "agent_did" | "agent_did_not"; act: AgentAct; what: string }
  | { kind: "severity"; level: Severity; scale: string };
export type AssertionKind = Assertion["kind"];

export const ASSERTION_KINDS = [
  "nobody_accessed",
  "nobody_without_clearance",
  "nothing_exfiltrated",
  "nothing_misused",
  "opened_at",
  "closed_at",
  "exposed_for",
  "count",
  "agent_did",
  "agent_did_not",
  "severity",
] as const satisfies readonly AssertionKind[];

/**
 * Where a standing leads to. `id` names the window, event or asset; the incident's whole answer and inventory need none.
 * `accesses` are all in the exposed time, `unauthorised` and `possible` those without clearance.
 */
export const BASIS_KINDS = [
  "exposure",
  "accesses",
  "unauthorised",
  "possible",
  "window",
  "event",
  "data",
  "severity",
] as const;
export interface Basis {
  kind: (typeof BASIS_KINDS)[number];
  id: string;
  /** What it says, in a few words: "87 accesses without clearance". */
  says: string;
}

/** What the evidence says about a claim, at one moment. */
export interface Judgement {
  standing: ComputedStanding;
  /** One sentence, for people. */
  reason: string;
  basis: Basis[];
}

export const LIMITS = { claims: 500, words: 4000, evidence: 50, history: 1000 } as const;
