import type { Instant } from "@/lib/time/instant";

/** What somebody did, in the words of every log alike. The order is the code stored in the database. */
export const VERBS = [
  "read",
  "list",
  "write",
  "delete",
  "share",
  "export",
  "grant",
  "revoke",
  "login",
  "execute",
  "invoke",
  "approve",
  "deny",
  "admin",
  "other",
] as const;
export type Verb = (typeof VERBS)[number];

/** Verbs by which data is reached; only these can be an access. */
export const ACCESS_VERBS = ["read", "list", "write", "delete", "share", "export"] as const satisfies readonly Verb[];

export const OUTCOMES = ["success", "denied", "failure", "unknown"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const ACTOR_KINDS = ["human", "agent", "service", "unknown"] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export const SOURCE_STATUSES = ["receiving", "queued", "parsing", "ready", "failed", "cancelled"] as const;
export type SourceStatus = (typeof SOURCE_STATUSES)[number];

/** Something a log line names as touched. `id` is what asset patterns are matched against. */
export interface Resource {
  id: string;
  type: string | null;
  name: string | null;
}

/** Which field an event's time came from and what its zone rests on. */
export interface TimeBasis {
  field: string;
  zone: "stated" | "contract" | "given" | "epoch";
  /** The time as the log wrote it. */
  text: string;
}

/**
 * One line of a log in the words that every log shares. `null` means the log does not say.
 * Nothing here is ever a default: an outcome that is not stated is "unknown", never "success",
 * unless the format's contract says that a missing error is success (CloudTrail).
 */
export interface NormalisedEvent {
  occurredAt: Instant;
  /** End of the interval where the log aggregates several acts into one line; half-open. */
  occurredUntil: Instant | null;
  timeBasis: TimeBasis;
  /** The identity as the log names it; what aliases are matched against. */
  actor: string | null;
  actorLabel: string | null;
  actorKind: ActorKind;
  onBehalfOf: string | null;
  /** The vendor's own word, e.g. `s3.amazonaws.com:GetObject`. */
  action: string;
  verb: Verb;
  resources: Resource[];
  outcome: Outcome;
  /** A valid address in canonical text, or null; what the log wrote stays in `sourceIpRaw`. */
  sourceIp: string | null;
  sourceIpRaw: string | null;
  session: string | null;
  trace: string | null;
  /** How many records and bytes the log says were returned. */
  records: number | null;
  bytes: number | null;
  /** The provider's own id of the event. */
  eventId: string | null;
  /**
   * What makes two deliveries the same event, within a format: the provider's id where there is one,
   * else null, and the pipeline takes the hash of the canonical record.
   */
  identity: string | null;
}

/** A vendor's list of the log files that it delivered in an interval, each with the SHA-256 of its unpacked bytes. */
export interface LogDigest {
  name: string;
  /** Whose deliveries: for CloudTrail account and region. */
  trail: string;
  from: Instant;
  until: Instant;
  files: { name: string; sha256: string }[];
  /** What its vendor signed, and what it says of the digest before it; null where it says too little. */
  signed: SignedDigest | null;
}

/** As the digest writes it, since a signature is over these very words. */
export interface SignedDigest {
  endTime: string;
  /** Bucket and object, with a slash between. */
  path: string;
  /** Of the public key. */
  fingerprint: string;
  algorithm: string;
  /** Null for the first of a chain. */
  previous: { name: string; sha256: string; signature: string } | null;
}

/** A public key, as somebody brought it: base64 of the DER of an RSA key. */
export interface PublicKey {
  fingerprint: string;
  key: string;
}

/** How events can be listed: by time, newest first, or as they stand in their source. */
export const EVENT_ORDERS = ["time", "-time", "record"] as const;

/** So much of a file is looked at before it is imported. */
export const DRY_RUN_BYTES = 8 * 1024 * 1024;
