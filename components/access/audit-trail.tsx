"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Input } from "@/components/ui/input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time, ZoneName } from "@/components/ui/time";
import { failureText } from "@/lib/api/field-errors";
import { auditPages } from "@/lib/record/queries";
import type { AuditEntryView } from "@/lib/record/views";

const TYPING_MS = 250;

/** Who did what in the app outside any incident; what happens inside one is in its own record. */
export function AuditTrail() {
  const [q, setQ] = useQueryState("q", parseAsString.withDefault(""));
  const pages = useInfiniteQuery(auditPages({ q: q || null, action: null }));
  const rows = pages.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      <Search value={q} onChange={(text) => void setQ(text || null)} />
      {pages.isPending && <SkeletonRows rows={8} label="Loading the audit trail" />}
      {pages.isError && (
        <FailedState
          title="The audit trail could not be loaded."
          detail={failureText(pages.error)}
          onRetry={() => void pages.refetch()}
          retrying={pages.isFetching}
        />
      )}
      {pages.isSuccess && rows.length === 0 && (
        <EmptyState title="Nothing matches.">Search for a name, an action or an e-mail address.</EmptyState>
      )}
      {rows.length > 0 && <Entries rows={rows} />}
      {pages.hasNextPage && (
        <div className="mt-3 text-center">
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show older
          </Button>
        </div>
      )}
    </>
  );
}

function Entries({ rows }: { rows: readonly AuditEntryView[] }) {
  return (
    <Table caption="Audit trail, newest first">
      <THead>
        <tr>
          <Th>
            Time, <ZoneName />
          </Th>
          <Th>Who</Th>
          <Th>What</Th>
          <Th>About</Th>
          <Th className="w-full">Details</Th>
          <Th>From</Th>
        </tr>
      </THead>
      <tbody>
        {rows.map((entry) => (
          <Tr key={entry.id} id={`audit-${entry.id}`}>
            <Td>
              <Time value={entry.at} mode="datetime" quiet />
            </Td>
            <Td className="whitespace-nowrap">{entry.actorName}</Td>
            <Td className="whitespace-nowrap">{entry.action.replaceAll("_", " ")}</Td>
            <Td className="max-w-64 truncate">{entry.subject}</Td>
            <Td className="mono max-w-80 truncate text-ink-2">{details(entry.detail)}</Td>
            <Td className="mono">{entry.ip}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function details(detail: Record<string, unknown>): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}

function Search({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(value), [value]);
  return (
    <search className="mb-2 block">
      <Input
        type="search"
        aria-label="Search the audit trail"
        placeholder="Search who, what and about"
        data-page-search
        className="max-w-72"
        value={text}
        onValueChange={(next) => {
          setText(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => onChange(next), TYPING_MS);
        }}
      />
    </search>
  );
}
