"use client";

import { useQuery } from "@tanstack/react-query";
import { SectionHeading } from "@/components/ui/definition-rows";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import type { DigestReport, ListedFile, NamedDigest, SignatureReport } from "@/lib/evidence/custody";
import { digestReport } from "@/lib/evidence/custody-queries";

/** What the incident's CloudTrail digests verify, what differs or is missing, and for which hours there is none. */
export function DigestChecks({ incident }: { incident: string }) {
  const report = useQuery(digestReport(incident));
  return (
    <section className="mt-5">
      <SectionHeading count={report.data?.digests}>CloudTrail digests of this incident</SectionHeading>
      {report.isPending && <SkeletonRows rows={3} label="Loading the digests" />}
      {report.isError && <FailedState title="The digests could not be loaded." {...failedQuery(report)} />}
      {report.data && <Checks report={report.data} />}
    </section>
  );
}

function Checks({ report }: { report: DigestReport }) {
  if (report.digests === 0)
    return (
      <p className="text-ink-2">
        None was brought, so nothing shows that these files are as AWS delivered them. Add the files below
        CloudTrail-Digest in the same bucket.
      </p>
    );
  const { verified, differs, unchecked, notBrought } = report.logFiles;
  return (
    <div className="grid gap-2 text-ink-2">
      <p>
        Of the log files that they list, {verified.toLocaleString("en")} verified,{" "}
        <span className={differs > 0 ? "text-exposed" : ""}>{differs.toLocaleString("en")} differ</span>,{" "}
        {notBrought.toLocaleString("en")} not brought
        {unchecked > 0 && `, ${unchecked.toLocaleString("en")} not checked`}.
      </p>
      <Signatures report={report.signatures} />
      <Files title="Differ" files={report.differing} all={differs} />
      <Files title="Not brought" files={report.notBrought} all={notBrought} />
      <Gaps report={report} />
    </div>
  );
}

/** Whether the digests are AWS's own, and whole: each says of the one before it which it was. */
function Signatures({ report }: { report: SignatureReport }) {
  const { valid, invalid, reasons, chain, invalidDigests, brokenDigests, keysFrom } = report;
  return (
    <>
      <p>
        {keysFrom.length > 0 && (
          <>
            By the public keys that were brought: {valid.toLocaleString("en")} signed as AWS signs,{" "}
            <span className={invalid > 0 ? "text-exposed" : ""}>
              {invalid.toLocaleString("en")} with a wrong signature
            </span>
            . Whether the keys are AWS’s, nobody here can tell: compare their fingerprints.
          </>
        )}
      </p>
      {reasons.length > 0 && (
        <ul>
          {reasons.map(({ reason, count }) => (
            <li key={reason} className="text-unknown">
              {count.toLocaleString("en")} × signature not checked: {reason}.
            </li>
          ))}
        </ul>
      )}
      <Digests title="With a wrong signature" digests={invalidDigests} all={invalid} />
      {chain.follows + chain.broken + chain.notBrought + chain.unchecked > 0 && (
        <p>
          Each names the one before it: {chain.follows.toLocaleString("en")} times it is here and unchanged,{" "}
          <span className={chain.broken > 0 ? "text-exposed" : ""}>
            {chain.broken.toLocaleString("en")} times changed
          </span>
          , {chain.notBrought.toLocaleString("en")} times not brought
          {chain.unchecked > 0 && `, ${chain.unchecked.toLocaleString("en")} times not checked`}.
        </p>
      )}
      <Digests title="Changed since the next one was written" digests={brokenDigests} all={chain.broken} />
    </>
  );
}

function Digests({ title, digests, all }: { title: string; digests: readonly NamedDigest[]; all: number }) {
  if (digests.length === 0) return null;
  return (
    <details>
      <summary className="cursor-pointer text-exposed">
        {title}: {all.toLocaleString("en")}
        {all > digests.length && `, of which the first ${digests.length} here`}
      </summary>
      <ul className="mono mt-1 max-h-48 overflow-auto break-all text-sm">
        {digests.map(({ evidence, name }) => (
          <li key={`${evidence}:${name}`}>{name}</li>
        ))}
      </ul>
    </details>
  );
}

function Files({ title, files, all }: { title: string; files: readonly ListedFile[]; all: number }) {
  if (files.length === 0) return null;
  return (
    <details>
      <summary className="cursor-pointer">
        {title}: {all.toLocaleString("en")}
        {all > files.length && `, of which the first ${files.length} here`}
      </summary>
      <ul className="mono mt-1 max-h-48 overflow-auto break-all text-sm">
        {files.map((file) => (
          <li key={`${file.digest.name}:${file.name}`}>{file.name}</li>
        ))}
      </ul>
    </details>
  );
}

function Gaps({ report: { gaps, gapCount } }: { report: DigestReport }) {
  if (gapCount === 0) return <p>Between the first event and the last, a digest covers every hour.</p>;
  return (
    <div>
      <p className="text-unknown">No digest covers, between the first event and the last:</p>
      <ul className="max-h-48 overflow-auto text-sm">
        {gaps.map((gap) => (
          <li key={`${gap.trail}:${gap.from}`}>
            <Time value={gap.from} mode="datetime" withZone quiet /> –{" "}
            <Time value={gap.until} mode="datetime" withZone quiet />
            {gap.trail && <span className="mono text-ink-3"> {gap.trail}</span>}
          </li>
        ))}
      </ul>
      {gapCount > gaps.length && <p className="text-ink-3">and {(gapCount - gaps.length).toLocaleString("en")} more</p>}
    </div>
  );
}
