import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { type DigestHead, LISTED } from "../check-digests";
import type { NamedDigest, SignatureReport } from "../custody";
import type { PublicKey, SignedDigest } from "../model";

/** A digest with what its signature is over. */
export interface SignedHead extends DigestHead {
  /** SHA-256 of its own unpacked bytes; null where they are not known by themselves. */
  sha256: string | null;
  signed: SignedDigest | null;
}

export interface BroughtKey extends PublicKey {
  evidence: string;
}

const ALGORITHM = "SHA256withRSA";
/** Larger ones are nobody's, and would take their time. */
const LARGEST_KEY_BITS = 8192;
const LARGEST_EXPONENT = 2n ** 32n;
/** So many at a time, before others have their turn. */
const AT_A_TIME = 200;

/**
 * Checks digests as CloudTrail documents it: RSA with SHA-256 (PKCS #1 v1.5) over the end of its hour, its place, the
 * hash of its content and the signature before it, a line each. A digest does not hold its own signature: the next one
 * repeats it.
 */
export async function checkSignatures(
  digests: readonly SignedHead[],
  keys: readonly BroughtKey[],
): Promise<SignatureReport> {
  const byName = new Map(digests.map((digest) => [digest.name, digest]));
  const look: Look = {
    signatures: gathered(digests.map(({ signed }) => [signed?.previous?.name, signed?.previous?.signature])),
    keys: gathered(keys.map(({ fingerprint, key }) => [fingerprint, readKey(key)])),
  };
  const report: SignatureReport = {
    valid: 0,
    invalid: 0,
    notChecked: 0,
    reasons: [],
    invalidDigests: [],
    keysFrom: [...new Set(keys.map(({ evidence }) => evidence))],
    chain: { follows: 0, broken: 0, unchecked: 0, notBrought: 0 },
    brokenDigests: [],
  };
  const reasons = new Map<string, number>();
  let looked = 0;
  for (const digest of digests) {
    if (++looked % AT_A_TIME === 0) await setImmediate();
    const found = check(digest, look);
    if (found === "valid") report.valid++;
    else if (found === "invalid") list(report.invalidDigests, digest, ++report.invalid);
    else {
      report.notChecked++;
      reasons.set(found.reason, (reasons.get(found.reason) ?? 0) + 1);
    }
    follow(digest, byName, report);
  }
  report.reasons = [...reasons].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
  return report;
}

interface Look {
  /** By the name of the digest that they are of. */
  signatures: ReadonlyMap<string, readonly string[]>;
  /** By fingerprint; null for what is no key. */
  keys: ReadonlyMap<string, readonly (KeyObject | null)[]>;
}

const MOST_TRIED = 4;

/** What is said of one name, each thing once: what somebody added beside the right one does not make it wrong. */
function gathered<T>(pairs: readonly (readonly [string | undefined, T | undefined])[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const [name, value] of pairs) {
    if (name === undefined || value === undefined) continue;
    const values = found.get(name) ?? [];
    if (values.length < MOST_TRIED && !values.includes(value)) values.push(value);
    found.set(name, values);
  }
  return found;
}

type Found = "valid" | "invalid" | { reason: string };

function check({ name, sha256, signed }: SignedHead, { signatures, keys }: Look): Found {
  if (keys.size === 0)
    return { reason: "no public key was brought. Add what `aws cloudtrail list-public-keys` prints, as a file" };
  if (signed === null) return { reason: "it says too little of itself, or was read before signatures were kept" };
  if (signed.algorithm !== ALGORITHM) return { reason: `it is signed as ${signed.algorithm.slice(0, 60)}` };
  const given = keys.get(signed.fingerprint);
  if (!given) return { reason: "no public key of its fingerprint was brought" };
  const readable = given.filter((key) => key !== null);
  if (readable.length === 0) return { reason: "the public key of its fingerprint is no RSA key that can be read" };
  if (sha256 === null) return { reason: "its own bytes are not known, since it is not a file by itself" };
  const repeated = signatures.get(name);
  if (!repeated)
    return {
      reason: "the next digest, which repeats it, was not brought; else it is only in the metadata of the object",
    };
  const words = [signed.endTime, signed.path, sha256, signed.previous?.signature ?? "null"].join("\n");
  const fits = (key: KeyObject) =>
    repeated.some((signature) => verify("RSA-SHA256", Buffer.from(words), key, Buffer.from(signature, "hex")));
  return readable.some(fits) ? "valid" : "invalid";
}

/** Whether the digest before is as this one says. */
function follow(
  digest: SignedHead,
  byName: ReadonlyMap<string, SignedHead>,
  { chain, brokenDigests }: SignatureReport,
) {
  const previous = digest.signed?.previous;
  if (!previous) return;
  const before = byName.get(previous.name);
  if (!before) chain.notBrought++;
  else if (before.sha256 === null) chain.unchecked++;
  else if (before.sha256 === previous.sha256) chain.follows++;
  else list(brokenDigests, before, ++chain.broken);
}

function list(into: NamedDigest[], { evidence, name, from, until }: SignedHead, count: number): void {
  if (count <= LISTED) into.push({ evidence, name, from, until });
}

/** As the vendor's tool prints it: base64 of an RSA public key in DER (PKCS #1). Null for anything else. */
function readKey(text: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "pkcs1" });
    const { modulusLength = Number.POSITIVE_INFINITY, publicExponent = LARGEST_EXPONENT } =
      key.asymmetricKeyDetails ?? {};
    return modulusLength <= LARGEST_KEY_BITS && publicExponent < LARGEST_EXPONENT ? key : null;
  } catch {
    return null;
  }
}
