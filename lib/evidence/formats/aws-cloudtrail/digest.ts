import { type JsonObject, list, own, text } from "@/lib/evidence/formats/fields";
import type { LogDigest } from "@/lib/evidence/model";
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
  };
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
