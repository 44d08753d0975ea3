"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Unknown } from "@/components/ui/figures";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failureText } from "@/lib/api/field-errors";
import { incidentPages } from "@/lib/incidents/queries";
import type { IncidentRow } from "@/lib/incidents/views";
import { verificationOf } from "@/lib/record/queries";
import type { VerificationView } from "@/lib/record/views";

type Check = VerificationView | "checking" | { failed: string };

/** Checks records where they are kept, one after the other, and hands them out to be checked elsewhere. */
export function RecordChecks() {
  const list = useInfiniteQuery(incidentPages({ order: "newest", limit: 50 }));
  const queryClient = useQueryClient();
  const [checks, setChecks] = useState<Record<string, Check>>({});
  const [busy, setBusy] = useState(false);
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];

  async function check(refs: readonly string[]) {
    setBusy(true);
    for (const ref of refs) {
      setChecks((now) => ({ ...now, [ref]: "checking" }));
      const found = await queryClient
        .fetchQuery({ ...verificationOf(ref), staleTime: 0 })
        .catch((error: unknown) => ({ failed: failureText(error) }));
      setChecks((now) => ({ ...now, [ref]: found }));
    }
    setBusy(false);
  }

  return (
    <section aria-labelledby="records">
      <div className="mb-2 flex flex-wrap items-center gap-3">
        <h2 id="records" className="font-semibold text-md">
          Records of incidents
        </h2>
        {rows.length > 0 && (
          <Button size="sm" busy={busy} onClick={() => void check(rows.map((row) => row.ref))}>
            Check all shown
          </Button>
        )}
      </div>
      <p className="mb-2 max-w-[80ch] text-ink-2">
        A check reads every entry, its link to the one before, and what the incident shows of it. To check without
        trusting this server, export a record and run the <span className="mono">verify.mjs</span> inside it; compare
        the last hash with one noted before.
      </p>
      {list.isPending && <SkeletonRows rows={4} label="The incidents are being loaded" />}
      {list.error && !list.data && (
        <FailedState
          title="The incidents could not be loaded."
          detail={failureText(list.error)}
          onRetry={() => void list.refetch()}
          retrying={list.isFetching}
        />
      )}
      {list.data && rows.length === 0 && (
        <EmptyState title="There is no incident yet.">Each gets a record with its first entry.</EmptyState>
      )}
      {rows.length > 0 && (
        <DataTable
          caption="Incidents and what a check of their records found"
          columns={columnsOf(checks, busy, (ref) => void check([ref]))}
          rows={rows}
          rowKey={(row) => row.ref}
        />
      )}
      {list.hasNextPage && (
        <Button className="mt-3" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          More incidents
        </Button>
      )}
    </section>
  );
}

function columnsOf(checks: Record<string, Check>, busy: boolean, onCheck: (ref: string) => void) {
  return [
    {
      id: "incident",
      head: "Incident",
      cell: (row: IncidentRow) => (
        <Link href={`/incidents/${row.ref}`} className="underline-quiet">
          <span className="mono">{row.ref}</span> {row.title}
        </Link>
      ),
    },
    { id: "found", head: "Found", cell: (row: IncidentRow) => <Found check={checks[row.ref]} /> },
    {
      id: "acts",
      head: <span className="sr-only">Acts</span>,
      cell: (row: IncidentRow) => (
        <span className="flex justify-end gap-1">
          <Button size="sm" disabled={busy} aria-label={`Check ${row.ref}`} onClick={() => onCheck(row.ref)}>
            Check
          </Button>
          <Button
            size="sm"
            nativeButton={false}
            aria-label={`Export the record of ${row.ref}`}
            render={<a href={`/api/v1/incidents/${row.ref}/record/export`} download />}
          >
            Export
          </Button>
        </span>
      ),
    },
  ];
}

function Found({ check }: { check: Check | undefined }) {
  if (check === undefined)
    return <Unknown because="it was not checked since this page was opened">not checked</Unknown>;
  if (check === "checking") return <span className="text-ink-3">being checked</span>;
  if ("failed" in check) return <span className="text-unknown">not checked: {check.failed}</span>;
  if (!check.sound) {
    const where = check.firstBad && check.firstBad.seq > 0 ? `Entry ${check.firstBad.seq}: ` : "";
    return (
      <span className="text-exposed">
        Altered. {where}
        {check.firstBad?.reason}
      </span>
    );
  }
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <span className="text-verified">{check.entries.toLocaleString("en")} entries, sound</span>
      <span className="mono text-ink-3" title={check.head}>
        {check.head.slice(0, 12)}…
      </span>
      <CopyButton value={`${check.entries}:${check.head}`} label="Copy the last entry’s number and hash" />
      <span className="text-ink-3">
        <Time value={check.checkedAt} mode="time" />
      </span>
    </span>
  );
}
