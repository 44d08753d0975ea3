"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { failedQuery } from "@/lib/api/failed-query";
import { byteHits } from "@/lib/evidence/queries";
import type { ByteHit } from "@/lib/evidence/views";
import { formatBytes } from "@/lib/time/format";

const LEAST = 3;

interface ByteSearchProps {
  incident: string;
  evidence: string | null;
  /** What is looked for at once; empty where somebody comes to type. */
  sought: string;
  onOpen: (event: string) => void;
  onClose: () => void;
}

/** Exact text in the stored bytes, whatever a format made of them. */
export function ByteSearchDialog({ incident, evidence, sought, onOpen, onClose }: ByteSearchProps) {
  const [typed, setTyped] = useState(sought);
  const [text, setText] = useState(sought.length >= LEAST ? sought : "");
  const [short, setShort] = useState(false);
  const pages = useInfiniteQuery(byteHits(incident, text, evidence));
  const hits = pages.data?.pages.flatMap((page) => page.data) ?? [];
  const last = pages.data?.pages.at(-1);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setShort(typed.length < LEAST);
    if (typed.length >= LEAST) setText(typed);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="xl"
        title="Search the original bytes"
        description={`Exact text, with case, in ${evidence ? "this source" : "every source"} as it came.`}
      >
        <form onSubmit={submit} className="flex items-start gap-2 [&>button]:mt-6">
          <Field
            label="Text, three characters or more"
            className="flex-1"
            error={short ? "Type at least three characters to search for." : null}
          >
            <Input
              className="mono"
              value={typed}
              onChange={(event) => {
                setShort(false);
                setTyped(event.currentTarget.value);
              }}
            />
          </Field>
          <Button type="submit" variant="primary" busy={pages.isLoading}>
            Search
          </Button>
        </form>
        <div className="mt-4" aria-live="polite">
          {pages.isLoading && <SkeletonRows rows={4} label="Searching" />}
          {pages.isError && <FailedState title="The search broke off." {...failedQuery(pages)} />}
          {last && (
            <p className="mb-2 text-ink-2">
              {hits.length === 0 ? "Not found" : `${hits.length} found`} in {formatBytes(last.searchedBytes)} of{" "}
              {formatBytes(last.allBytes)}.
            </p>
          )}
          <ul className="grid gap-1.5">
            {hits.map((hit) => (
              <li key={`${hit.evidence}:${hit.offset}`}>
                <Hit hit={hit} onOpen={onOpen} />
              </li>
            ))}
          </ul>
          {pages.hasNextPage && (
            <Button className="mt-3" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              Search on
            </Button>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}

/** What a hit stands in that leads to no event. */
const NO_EVENT: Partial<Record<ByteHit["place"], string>> = {
  reject: "in a rejected record",
  outside: "outside any record",
  unplaced: "in a skipped record, or outside any record",
};

function Hit({ hit, onOpen }: { hit: ByteHit; onOpen: (event: string) => void }) {
  const { event } = hit;
  return (
    <div className="rounded-md border border-line px-2.5 py-1.5">
      <p className="flex flex-wrap justify-between gap-x-3 text-ink-3 text-sm">
        <span className="break-all">
          {hit.filename}, byte {hit.offset.toLocaleString("en")}
        </span>
        {event ? (
          <span>
            {hit.place === "duplicate" && "a repeated delivery of "}
            <button type="button" className="underline underline-offset-3 hover:text-ink" onClick={() => onOpen(event)}>
              event {event}
            </button>
          </span>
        ) : (
          <span>{NO_EVENT[hit.place]}</span>
        )}
      </p>
      <p className="mono break-all text-sm">
        {hit.before}
        <mark className="bg-unknown-soft text-ink">{hit.match}</mark>
        {hit.after}
      </p>
    </div>
  );
}
