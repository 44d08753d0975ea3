import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { CheckedSource, DigestReport, ListedFile } from "./custody";
import type { LogDigest } from "./model";

/** A digest that was brought, and in which source; without the files that it lists, which are many. */
export interface DigestHead extends Omit<LogDigest, "files" | "signed"> {
  evidence: string;
}

/** A file of a source, by its name in the archive or the source's, with the SHA-256 of its unpacked bytes. */
export interface BroughtFile {
  evidence: string;
  name: string;
  sha256: string | null;
}

export type FileReport = Omit<DigestReport, "signatures">;

/** Lists in the report are cut off here. */
export const LISTED = 200;
const MICROSECOND = 1;

type Interval = Pick<DigestHead, "from" | "until">;

/**
 * Checks what was brought against what digests say was delivered: verified where the hash is there under any name,
 * differing where only the name is. Half-open intervals; `events` are the first and last event of the files. Digests
 * come one by one, so that their lists need not be held together.
 */
export class DigestCheck {
  private readonly files: readonly BroughtFile[];
  private readonly hashes: ReadonlySet<string | null>;
  private readonly names: ReadonlyMap<string, BroughtFile>;
  private readonly verifying = new Map<string, Interval[]>();
  private readonly named = new Set<string>();
  private readonly counts = { verified: 0, differs: 0, unchecked: 0, notBrought: 0 };
  private readonly lists = {
    differs: [] as ListedFile[],
    unchecked: [] as ListedFile[],
    notBrought: [] as ListedFile[],
  };

  constructor(
    private readonly digests: readonly DigestHead[],
    brought: readonly BroughtFile[],
    private readonly events: { first: string; last: string } | null,
  ) {
    // An archive may hold digests beside the files that they list.
    const own = new Set(digests.map(({ name }) => plainName(name)));
    this.files = brought.filter(({ name }) => !own.has(plainName(name)));
    this.hashes = new Set(this.files.map((file) => file.sha256));
    this.names = new Map(this.files.map((file) => [plainName(file.name), file]));
  }

  add(digest: DigestHead, listed: LogDigest["files"]): void {
    const { evidence, name, from, until } = digest;
    for (const { name: file, sha256 } of listed) {
      const plain = plainName(file);
      const namesake = this.names.get(plain);
      if (namesake) this.named.add(plain);
      if (this.hashes.has(sha256)) {
        this.counts.verified++;
        const others = this.verifying.get(sha256);
        if (others) others.push({ from, until });
        else this.verifying.set(sha256, [{ from, until }]);
        continue;
      }
      const status = !namesake ? "notBrought" : namesake.sha256 === null ? "unchecked" : "differs";
      this.counts[status]++;
      const place = { actual: namesake?.sha256 ?? null, evidence: namesake?.evidence ?? null };
      const list = this.lists[status];
      if (list.length < LISTED)
        list.push({ name: file, expected: sha256, ...place, digest: { evidence, name, from, until } });
    }
  }

  report(): FileReport {
    const gaps = this.events ? gapsOf(this.digests, this.events) : [];
    return {
      digests: this.digests.length,
      logFiles: this.counts,
      sources: sourcesOf(this.files, this.verifying, this.named),
      differing: this.lists.differs,
      notBrought: this.lists.notBrought,
      events: this.events,
      gaps: gaps.slice(0, LISTED),
      gapCount: gaps.length,
    };
  }
}

/** Names of the same file before and after it was unpacked, with or without the folders it was in. */
function plainName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1).replace(/\.gz$/i, "");
}

function sourcesOf(
  files: readonly BroughtFile[],
  verifying: ReadonlyMap<string, readonly Interval[]>,
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
function gapsOf(digests: readonly DigestHead[], { first, last }: { first: string; last: string }) {
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
