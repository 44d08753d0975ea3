"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { FailedState } from "@/components/ui/failed-state";
import { Skeleton } from "@/components/ui/skeleton";
import { rawRecord } from "@/lib/exposure/queries";

interface RawBytesProps {
  incidentRef: string;
  eventId: string;
  onClose: () => void;
}

/** The record as it came. JSON is set out over lines for reading; the link gives the bytes untouched. */
export function RawBytes({ incidentRef, eventId, onClose }: RawBytesProps) {
  const raw = useQuery(rawRecord(incidentRef, eventId));
  const section = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus goes to each event's bytes when they are opened
  useEffect(() => section.current?.focus({ preventScroll: true }), [eventId]);
  return (
    <section ref={section} tabIndex={-1} aria-label={`Original bytes of event ${eventId}`} className="min-w-0">
      <div className="mb-1 flex items-center gap-2">
        <h3 className="mono font-medium">{eventId}</h3>
        {raw.data !== undefined && <CopyButton value={raw.data} label="Copy the bytes" />}
        <span className="flex-1" />
        <Button size="icon" variant="quiet" aria-label="Close the bytes" onClick={onClose}>
          <X aria-hidden="true" />
        </Button>
      </div>
      {raw.isPending && <Skeleton className="h-40 w-full" />}
      {raw.isError && (
        <FailedState
          title="The original bytes could not be read."
          detail={raw.error.message}
          retrying={raw.isFetching}
          onRetry={() => void raw.refetch()}
        />
      )}
      {raw.data !== undefined && (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-[50vh] overflow-auto whitespace-pre-wrap break-all rounded-md border border-line bg-sunk p-2 text-sm"
        >
          {readable(raw.data)}
        </pre>
      )}
      <p className="mt-1.5 flex flex-wrap gap-x-3 text-sm">
        <a className="underline-quiet" href={`/api/v1/incidents/${incidentRef}/events/${eventId}/raw`}>
          The exact bytes
        </a>
        <Link className="underline-quiet" href={`/incidents/${incidentRef}/evidence?event=${eventId}`}>
          In the evidence
        </Link>
      </p>
    </section>
  );
}

function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
