import * as z from "zod";

/** One thing that happened to a source: brought, read, looked at, taken out, hashed again. */
export const CustodyEntry = z.object({
  /** Its number in the incident's record. */
  seq: z.number(),
  at: z.string(),
  kind: z.string(),
  by: z.object({ kind: z.enum(["user", "token", "system"]), name: z.string() }),
  /** In one sentence. */
  what: z.string(),
});
export type CustodyEntry = z.output<typeof CustodyEntry>;

/** How a source came, and everything that the record says of it since, oldest first. */
export const CustodyPage = z.object({
  filename: z.string(),
  /** As taken while the bytes arrived. */
  sha256: z.string().nullable(),
  bytes: z.number(),
  broughtBy: z.string(),
  /** Network address; null where it is not known, or not for this reader. */
  broughtFrom: z.string().nullable(),
  /** How it was collected, in the words of whoever brought it. */
  collected: z.string().nullable(),
  receivedAt: z.string(),
  /** Whether this reader may take the original out and see what is masked. */
  maySeeRaw: z.boolean(),
  data: z.array(CustodyEntry),
  nextCursor: z.string().nullable(),
});
export type CustodyPage = z.output<typeof CustodyPage>;

const interval = { from: z.string(), until: z.string() };

/** A log file that a digest names, where it is not what the digest says or is not there. */
const ListedFile = z.object({
  name: z.string(),
  /** By the digest, of the unpacked bytes. */
  expected: z.string(),
  /** Of the evidence that has its name; null where it was not hashed, or not brought. */
  actual: z.string().nullable(),
  evidence: z.string().nullable(),
  digest: z.object({ evidence: z.string(), name: z.string(), ...interval }),
});
export type ListedFile = z.output<typeof ListedFile>;

/** A source whose vendor delivers digests: how many of its files are as they were delivered. */
export const CheckedSource = z.object({
  evidence: z.string(),
  files: z.number(),
  verified: z.number(),
  differs: z.number(),
  /** Named by no digest that was brought. */
  uncovered: z.number(),
  /** Packed ones whose content was not hashed: too long, or read before digests were known. */
  unchecked: z.number(),
  /** The hours of the digests that verify it. */
  hours: z.object(interval).nullable(),
});
export type CheckedSource = z.output<typeof CheckedSource>;

const NamedDigest = z.object({ evidence: z.string(), name: z.string(), ...interval });
export type NamedDigest = z.output<typeof NamedDigest>;

/**
 * Whether digests are their vendor's, by the public keys that somebody brought, and whether each follows on the one
 * before it. Lists are cut off at 200; the counts are whole.
 */
export const SignatureReport = z.object({
  valid: z.number(),
  invalid: z.number(),
  notChecked: z.number(),
  /** Why not, most frequent first; in words that follow "signature not checked:". */
  reasons: z.array(z.object({ reason: z.string(), count: z.number() })),
  invalidDigests: z.array(NamedDigest),
  /** The sources in which public keys came: whether those are the vendor's, nothing here can tell. */
  keysFrom: z.array(z.string()),
  /** Of digests that name one before them: it is there and as they say, there and another, or not brought. */
  chain: z.object({ follows: z.number(), broken: z.number(), unchecked: z.number(), notBrought: z.number() }),
  brokenDigests: z.array(NamedDigest),
});
export type SignatureReport = z.output<typeof SignatureReport>;

/** What vendors' digests say of the evidence. Lists are cut off at 200; the counts are whole. */
export const DigestReport = z.object({
  digests: z.number(),
  logFiles: z.object({ verified: z.number(), differs: z.number(), unchecked: z.number(), notBrought: z.number() }),
  sources: z.array(CheckedSource),
  differing: z.array(ListedFile),
  notBrought: z.array(ListedFile),
  /** The first and last event of sources whose vendor delivers digests; null where there is none. */
  events: z.object({ first: z.string(), last: z.string() }).nullable(),
  /** Between them, what no digest covers; `trail` is null where no digest was brought at all. */
  gaps: z.array(z.object({ trail: z.string().nullable(), ...interval })),
  gapCount: z.number(),
  signatures: SignatureReport,
});
export type DigestReport = z.output<typeof DigestReport>;
