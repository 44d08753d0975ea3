"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import { historyOf } from "@/lib/people/queries";
import type { PrincipalChange } from "@/lib/people/views";
import { Since } from "./since";

/** What was recorded when, and what of it no longer holds. Loaded when it is asked for. */
export function HistorySection({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const list = useId();
  const history = useQuery({ ...historyOf(id), enabled: open });
  return (
    <section>
      <Button size="sm" variant="quiet" aria-expanded={open} aria-controls={list} onClick={() => setOpen(!open)}>
        {open ? "Hide history" : "Show history"}
      </Button>
      <div id={list} hidden={!open} className="mt-1">
        {open && history.isPending && <SkeletonRows rows={3} label="Loading the history" />}
        {history.isError && <FailedState title="The history could not be loaded." {...failedQuery(history)} />}
        <ol aria-label="History, newest first">
          {(history.data?.data ?? []).map((change) => (
            <li key={JSON.stringify(change)} className="flex flex-wrap gap-x-3 border-line border-b py-1">
              <span className="w-36 shrink-0 text-ink-3">
                <Time value={change.at} mode="datetime" />
              </span>
              <span className="min-w-0 flex-1 basis-60">
                <Sentence change={change} />
                {change.by && <span className="text-ink-3"> by {change.by}</span>}
              </span>
            </li>
          ))}
        </ol>
        {history.data?.more && <p className="mt-1 text-ink-2">Older changes are in the audit log.</p>}
      </div>
    </section>
  );
}

function Sentence({ change: { kind, subject, detail, from, until } }: { change: PrincipalChange }) {
  const word = <span className="break-all font-medium">{subject}</span>;
  const when = (from || until) && (
    <>
      {" "}
      <Since from={from} until={until} />
    </>
  );
  switch (kind) {
    case "created":
      return <>Recorded as {word}</>;
    case "alias_recorded":
      return (
        <>
          Named {word}
          {detail && ` in ${detail}`}
        </>
      );
    case "alias_gone":
      return <>No longer named {word}</>;
    case "membership_recorded":
      return (
        <>
          In {word}
          {when}
        </>
      );
    case "membership_gone":
      return (
        <>
          No longer recorded: in {word}
          {when}
        </>
      );
    case "clearance_recorded":
      return (
        <>
          Clearance for {word}, {detail}
          {when}
        </>
      );
    case "clearance_gone":
      return (
        <>
          No longer recorded: clearance for {word}, {detail}
          {when}
        </>
      );
    case "merged":
      return (
        <>
          {word} merged into {detail}
        </>
      );
    case "split":
      return (
        <>
          {word} split off from {detail} again
        </>
      );
  }
}
