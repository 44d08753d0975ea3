"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { parseAsString, useQueryState } from "nuqs";
import { type ReactNode, useRef } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Input } from "@/components/ui/input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { useListKeys } from "@/components/ui/use-list-keys";
import { failureText } from "@/lib/api/field-errors";
import type { Severity } from "@/lib/incidents/model";
import { postmortemList } from "@/lib/postmortems/queries";
import type { PostmortemRow } from "@/lib/postmortems/views";
import { StateChip } from "./state-chip";

interface LibraryProps {
  badge: (level: Severity | null) => ReactNode;
}

/** Every postmortem that one may read, the newest incident first. */
export function PostmortemLibrary({ badge }: LibraryProps) {
  const [q, setQ] = useQueryState("q", parseAsString.withDefault("").withOptions({ throttleMs: 300 }));
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list, "postmortem");
  const { data, error, refetch, isFetching } = useQuery({ ...postmortemList(q), placeholderData: keepPreviousData });
  return (
    <>
      <Input
        type="search"
        data-page-search
        aria-label="Search titles"
        placeholder="Search titles"
        value={q}
        onValueChange={(next) => void setQ(next || null)}
        className="mb-3 max-w-72"
      />
      {error && !data ? (
        <FailedState
          title="The postmortems could not be loaded."
          detail={failureText(error)}
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      ) : !data ? (
        <SkeletonRows label="Loading the postmortems" />
      ) : data.data.length === 0 ? (
        <EmptyState title={q ? "No title matches" : "No postmortems yet"}>
          {q
            ? "Try another word, or clear the search."
            : "A postmortem is generated on the page of its incident, from what the record holds."}
        </EmptyState>
      ) : (
        <div ref={list}>
          <Rows rows={data.data} badge={badge} />
        </div>
      )}
    </>
  );
}

function Rows({ rows, badge }: LibraryProps & { rows: readonly PostmortemRow[] }) {
  return (
    <Table caption="Postmortems" className="min-w-[46rem]">
      <THead>
        <tr>
          <Th>Incident</Th>
          <Th className="w-full">Title</Th>
          <Th>Severity of record</Th>
          <Th>State</Th>
          <Th>Approved by</Th>
          <Th>Published</Th>
          <Th numeric>Tasks finished</Th>
        </tr>
      </THead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.incident}>
            <Td className="mono whitespace-nowrap">{row.incident}</Td>
            <Td className="min-w-56">
              <Link
                data-list-item
                href={`/incidents/${row.incident}/postmortem`}
                className="rounded-xs hover:underline hover:decoration-line-strong hover:underline-offset-3"
              >
                {row.title}
              </Link>
            </Td>
            <Td>{badge(row.severity)}</Td>
            <Td>
              <StateChip state={row.state} />
            </Td>
            <Td className="whitespace-nowrap">{row.approvedBy ?? <span className="text-ink-3">nobody yet</span>}</Td>
            <Td className="whitespace-nowrap">
              {row.publishedAt ? (
                <Time value={row.publishedAt} mode="date" />
              ) : (
                <span className="text-ink-3">not yet</span>
              )}
            </Td>
            <Td numeric>
              {row.tasksFinished} of {row.tasks}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
