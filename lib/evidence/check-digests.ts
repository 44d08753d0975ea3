import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { CheckedSource, DigestReport, ListedFile } from "./custody";
import type { LogDigest } from "./model";

/** A digest that was brought, and in which source. */
export interface BroughtDigest extends LogDigest {
  evidence: string;
}

/** A file of a source, by its name in the archive or the source's, with the SHA-256 of its unpacked bytes. */
export interface BroughtFile {
  evidence: string;
  name: string;
  sha256: string | null;
}

const LISTED = 200;
const MICROSECOND = 1;

/**
 * Checks what was brought against what digests say was delivered: verified where the hash is there under any name,
 * differing where only the name is. Half-open intervals; `events` are the first and last event of the files.
 */
export function checkDigests(
  digests: readonly BroughtDigest[],
  brought: readonly BroughtFile[],
  events: { first: string; last: string } | null,
): DigestReport {
  // An archive may hold digests beside the files that they list.
  const own = new Set(digests.map(({ name }) => plainName(name)));
  const files = brought.filter(({ name }) => !own.has(plainName(name)));
  const hashes = new Set(files.map((file) => file.sha256));
  const names = new Map(files.map((file) => [plainName(file.name), file]));
  const verifying = new Map<string, BroughtDigest[]>();
  const named = new Set<string>();
  const counts = { verified: 0, differs: 0, unchecked: 0, notBrought: 0 };
  const lists = { differs: [] as ListedFile[], unchecked: [] as ListedFile[], notBrought: [] as ListedFile[] };
  for (const digest of digests) {
    const { evidence, name, from, until } = digest;
    for (const listed of digest.files) {
      const namesake = names.get(plainName(listed.name));
      named.add(plainName(listed.name));
      if (hashes.has(listed.sha256)) {
        counts.verified++;
        const others = verifying.get(listed.sha256);
        if (others) others.push(digest);
        else verifying.set(listed.sha256, [digest]);
        continue;
      }
      const status = !namesake ? "notBrought" : namesake.sha256 === null ? "unchecked" : "differs";
      counts[status]++;
      const actual = namesake?.sha256 ?? null;
      const place = { actual, evidence: namesake?.evidence ?? null, digest: { evidence, name, from, until } };
      if (lists[status].length < LISTED) lists[status].push({ name: listed.name, expected: listed.sha256, ...place });
    }
  }
  const gaps = events ? gapsOf(digests, events) : [];
  return {
    digests: digests.length,
    logFiles: counts,
    sources: sourcesOf(files, verifying, named),
    differing: lists.differs,
    notBrought: lists.notBrought,
    events,
    gaps: gaps.slice(0, LISTED),
    gapCount: gaps.length,
    signature: "not_checked",
  };
}

/** Names of the same file before and after it was unpacked, with or without the folders it was in. */
function plainName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1).replace(/\.gz$/i, "");
}

function sourcesOf(
  files: readonly BroughtFile[],
  verifying: ReadonlyMap<string, readonly BroughtDigest[]>,
  named: ReadonlySet<string>,
): CheckedSource[] {
  const sources = new Map<string, CheckedSource>();
  for (const { evidence, name, sha256 } of files) {
    const source = sources.get(evidence) ?? {
      evidence,
      files: 0,
      verified: 0,
      differs: 0,
      uncovered: 0,
      unchecked: 0,
      hours: null,
    };
    sources.set(evidence, source);
    const by = sha256 === null ? [] : (verifying.get(sha256) ?? []);
    source.files++;
    if (by.length > 0) source.verified++;
    else if (!named.has(plainName(name))) source.uncovered++;
    else if (sha256 === null) source.unchecked++;
    else source.differs++;
    for (const { from, until } of by) {
      const { hours } = source;
      source.hours = {
        from: hours && hours.from < from ? hours.from : from,
        until: hours && hours.until > until ? hours.until : until,
      };
    }
  }
  return [...sources.values()];
}

/** For each trail, the stretches from the first event to the last that none of its digests covers. */
function gapsOf(digests: readonly BroughtDigest[], { first, last }: { first: string; last: string }) {
  const end = microsToInstant(instantToMicros(last) + MICROSECOND);
  if (digests.length === 0) return [{ trail: null, from: first, until: end }];
  const trails = [...new Set(digests.map(({ trail }) => trail))].sort();
  return trails.flatMap((trail) => {
    const gaps: DigestReport["gaps"] = [];
    let covered = first;
    const inOrder = digests.filter((digest) => digest.trail === trail).sort((a, b) => (a.from < b.from ? -1 : 1));
    for (const { from, until } of inOrder) {
      if (from >= end) break;
      if (from > covered) gaps.push({ trail, from: covered, until: from });
      if (until > covered) covered = until;
    }
    if (covered < end) gaps.push({ trail, from: covered, until: end });
    return gaps;
  });
}
