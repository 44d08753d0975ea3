"use client";

import { useQuery } from "@tanstack/react-query";
import { Time } from "@/components/ui/time";
import type { CheckedSource } from "@/lib/evidence/custody";
import { digestReport } from "@/lib/evidence/custody-queries";

/** Whether a source is what its vendor delivered, by the vendor's own digests of it. */
export function DigestLine({ incident, evidence }: { incident: string; evidence: string }) {
  const report = useQuery(digestReport(incident));
  const source = report.data?.sources.find((checked) => checked.evidence === evidence);
  if (!source) return null;
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 text-sm">
      <Verified source={source} />
      {source.differs > 0 && (
        <span className="text-exposed">
          {source.files === 1 ? "Differs from its digest" : `${files(source.differs)} from the digest`}
        </span>
      )}
      {source.uncovered > 0 && (
        <span className="text-ink-3">
          {source.files === 1 ? "No digest covers it" : `${source.uncovered.toLocaleString("en")} covered by no digest`}
        </span>
      )}
      {source.unchecked > 0 && (
        <span className="text-unknown">Not checked against its digest: its unpacked bytes were not hashed</span>
      )}
    </p>
  );
}

function files(n: number): string {
  return n === 1 ? "1 file differs" : `${n.toLocaleString("en")} files differ`;
}

function Verified({ source: { files: all, verified, hours } }: { source: CheckedSource }) {
  if (verified === 0 || !hours) return null;
  return (
    <span className="text-verified">
      {all === 1 ? "Verified" : `${verified.toLocaleString("en")} of ${all.toLocaleString("en")} files verified`} by
      digest of <Time value={hours.from} mode="datetime" quiet />–
      <Time value={hours.until} mode="time" withZone quiet />
    </span>
  );
}
