"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { SectionHeading } from "@/components/ui/definition-rows";
import { FailedState } from "@/components/ui/failed-state";
import { Time } from "@/components/ui/time";
import { useViewer } from "@/lib/access/use-viewer";
import { failedQuery } from "@/lib/api/failed-query";
import { triageQueue } from "@/lib/triage/queries";

/** What waits for a commander's decision; nothing for others, and nothing where none does. */
export function WaitingTriage({ most }: { most: number }) {
  const viewer = useViewer();
  const may = viewer.can("command");
  const pages = useInfiniteQuery({ ...triageQueue(), enabled: may });
  const rows = pages.data?.pages.flatMap((page) => page.data) ?? [];
  if (pages.isError) return <FailedState title="What waits for triage could not be loaded." {...failedQuery(pages)} />;
  if (!may || rows.length === 0) return null;
  return (
    <section>
      <SectionHeading count={`${rows.length}${pages.hasNextPage ? "+" : ""}`}>Waits for triage</SectionHeading>
      <ul>
        {rows.slice(0, most).map(({ ref, title, report, alerts }) => (
          <li key={ref}>
            <Link
              href={`/incidents/${ref}`}
              data-list-item
              className="flex flex-wrap justify-between gap-x-3 border-line border-b py-1.25 hover:bg-sunk pointer-coarse:py-2.5"
            >
              <span className="min-w-0">
                <span className="mono mr-2 text-ink-3">{ref}</span>
                {title}
              </span>
              <span className="text-ink-2 text-sm">
                {alerts?.firing ? <span className="text-exposed">{alerts.firing} firing · </span> : null}
                {report.origin === "alert" ? "alert" : report.reporter},{" "}
                <Time value={report.reportedAt} mode="relative" quiet />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Link href="/triage" className="underline-quiet mt-1 inline-block text-ink-2 text-sm">
        To the triage
      </Link>
    </section>
  );
}
