"use client";

import { useQuery } from "@tanstack/react-query";
import { SectionHeading } from "@/components/ui/definition-rows";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import type { DigestReport, ListedFile } from "@/lib/evidence/custody";
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
        {unchecked > 0 && `, ${unchecked.toLocaleString("en")} not checked`}. The digests’ own signatures are not
        checked: that needs AWS’s public key.
      </p>
      <Files title="Differ" files={report.differing} all={differs} />
      <Files title="Not brought" files={report.notBrought} all={notBrought} />
      <Gaps report={report} />
    </div>
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
