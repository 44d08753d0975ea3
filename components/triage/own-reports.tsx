"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import { DECLINE_WORDS } from "@/lib/triage/model";
import { ownReports } from "@/lib/triage/queries";
import type { ReportView } from "@/lib/triage/views";

/** What one has reported, and what became of each. */
export function OwnReports() {
  const pages = useInfiniteQuery(ownReports());
  const reports = pages.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <section aria-labelledby="own-reports" className="mt-8 max-w-3xl">
      <h2 id="own-reports" className="mb-1 font-semibold">
        Your reports
      </h2>
      {pages.isPending && <SkeletonRows rows={3} label="Loading your reports" />}
      {pages.isError && <FailedState title="Your reports could not be loaded." {...failedQuery(pages)} />}
      {pages.isSuccess && reports.length === 0 && (
        <EmptyState title="You have not reported anything.">
          What you report stands here with what became of it.
        </EmptyState>
      )}
      <ul>
        {reports.map((report) => (
          <Report key={report.ref} report={report} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button className="mt-3" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}

function Report({ report }: { report: ReportView }) {
  const { ref, what, phase, reportedAt } = report;
  return (
    <li className="border-line border-b py-2.5">
      <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
        <span className="mono text-ink-3">{ref}</span>
        {phase ? (
          <Link href={`/incidents/${ref}`} className="underline-quiet min-w-0 font-medium">
            {what}
          </Link>
        ) : (
          <span className="font-medium">{what}</span>
        )}
        <span className="ml-auto text-ink-3 text-sm">
          <Time value={reportedAt} mode="relative" quiet />
        </span>
      </div>
      <div className="mt-1 text-ink-2">
        <Outcome report={report} />
      </div>
    </li>
  );
}

function Outcome({ report }: { report: ReportView }) {
  const { outcome, decidedBy, decidedAt, phase, declineReason, outcomeText, mergedInto } = report;
  const by = (
    <>
      by {decidedBy ?? "somebody"} {decidedAt && <Time value={decidedAt} mode="relative" quiet />}
    </>
  );
  if (outcome === "waiting") return <>Waits for a commander.</>;
  if (outcome === "declined") {
    return (
      <>
        <Chip>Declined</Chip> {declineReason ? DECLINE_WORDS[declineReason].toLowerCase() : "no reason given"}, {by}
        {outcomeText && <p className="mt-1 max-w-[75ch] whitespace-pre-wrap">{outcomeText}</p>}
      </>
    );
  }
  if (outcome === "merged") {
    return (
      <>
        <Chip>Merged</Chip>{" "}
        {mergedInto ? (
          <>
            into{" "}
            <Link href={`/incidents/${mergedInto}`} className="underline-quiet">
              {mergedInto}
            </Link>
          </>
        ) : (
          "into another incident"
        )}
        , {by}
      </>
    );
  }
  return (
    <>
      <Chip tone="verified">Accepted</Chip> {by}
      {phase ? `; it is ${phase}` : "; its members handle it, and only they see it"}
      {outcomeText && <p className="mt-1 max-w-[75ch] whitespace-pre-wrap">{outcomeText}</p>}
    </>
  );
}
