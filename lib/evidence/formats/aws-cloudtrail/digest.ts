import { type JsonObject, list, own, text } from "@/lib/evidence/formats/fields";
import type { LogDigest, PublicKey, SignedDigest } from "@/lib/evidence/model";
import { parseInstant } from "@/lib/time/instant";

const LONGEST_NAME = 1024;

/**
 * What a CloudTrail digest file says: which log files were delivered in its hour, and the SHA-256 of each one's
 * unpacked content. There is one an hour for every account and region of a trail, also when nothing was delivered. Null
 * for one that does not say which hour.
 */
export function cloudTrailDigest(record: JsonObject): LogDigest | null {
  const name = text(own(record, "digestS3Object"));
  const from = instantOf(own(record, "digestStartTime"));
  const until = instantOf(own(record, "digestEndTime"));
  if (name === null || from === null || until === null || from >= until) return null;
  return {
    name: plain(name),
    trail: trailOf(record, name),
    from,
    until,
    files: list(own(record, "logFiles")).flatMap(fileOf),
    signed: signedOf(record, name),
  };
}

const MOST_KEYS = 1000;

/** What `aws cloudtrail list-public-keys` prints; null for anything else. */
export function cloudTrailKeys(record: JsonObject): PublicKey[] | null {
  const given = own(record, "PublicKeyList");
  if (!Array.isArray(given)) return null;
  return given.slice(0, MOST_KEYS).flatMap((value) => {
    const [fingerprint, key] = [text(own(value, "Fingerprint")), text(own(value, "Value"))];
    if (fingerprint === null || !HEX.test(fingerprint) || key === null || !BASE64.test(key)) return [];
    return [{ fingerprint: fingerprint.toLowerCase(), key }];
  });
}

const HEX = /^[0-9a-f]{1,128}$/i;
const BASE64 = /^[A-Za-z0-9+/]{1,4000}={0,2}$/;
const SIGNATURE = /^[0-9a-f]{1,4096}$/i;

/** Its words as they stand: the signature is over them. It stands in the next digest, and in the metadata of the object. */
function signedOf(record: JsonObject, object: string): SignedDigest | null {
  const endTime = text(own(record, "digestEndTime"));
  const bucket = text(own(record, "digestS3Bucket"));
  const fingerprint = text(own(record, "digestPublicKeyFingerprint")) ?? "";
  const algorithm = text(own(record, "digestSignatureAlgorithm"));
  const path = `${bucket}/${object}`;
  if (endTime === null || bucket === null || algorithm === null || !HEX.test(fingerprint)) return null;
  if (plain(path) !== path) return null;
  const previous = previousOf(record);
  return { endTime, path, fingerprint: fingerprint.toLowerCase(), algorithm: plain(algorithm), previous };
}

function previousOf(record: JsonObject): SignedDigest["previous"] {
  const name = text(own(record, "previousDigestS3Object"));
  const sha256 = text(own(record, "previousDigestHashValue")) ?? "";
  const signature = text(own(record, "previousDigestSignature")) ?? "";
  if (name === null || !HEX.test(sha256) || !SIGNATURE.test(signature)) return null;
  return { name: plain(name), sha256: sha256.toLowerCase(), signature: signature.toLowerCase() };
}

function instantOf(value: unknown): string | null {
  const written = text(value);
  return written === null ? null : parseInstant(written);
}

function fileOf(value: unknown): LogDigest["files"] {
  const name = text(own(value, "s3Object"));
  const sha256 = text(own(value, "hashValue"))?.toLowerCase() ?? "";
  const known = own(value, "hashAlgorithm") === "SHA-256" && /^[0-9a-f]{64}$/.test(sha256);
  return name !== null && known ? [{ name: plain(name), sha256 }] : [];
}

/** `…/AWSLogs/[organisation/]account/CloudTrail-Digest/region/…` */
function trailOf(record: JsonObject, name: string): string {
  const [, account, region] = /([^/]+)\/CloudTrail-Digest\/([^/]+)\//.exec(name) ?? [];
  return plain([text(own(record, "awsAccountId")) ?? account, region].filter(Boolean).join(" ") || "unnamed trail");
}

/** Something that the database can keep, whatever the file holds. */
function plain(word: string): string {
  return word.slice(0, LONGEST_NAME).toWellFormed().replaceAll("\0", "\uFFFD");
}
