"use client";

import dynamic from "next/dynamic";
import { Fragment, useRef, useState } from "react";
import { useCommand } from "@/components/ui/commands";
import { useListKeys } from "@/components/ui/use-list-keys";
import { useZone } from "@/components/ui/zone-provider";
import { formatInstant } from "@/lib/time/format";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { TimelineEntryView } from "@/lib/timeline/views";
import { EntryForm } from "./entry-form";
import { EntryRow } from "./entry-row";

const CorrectDialog = dynamic(() => import("./correct-dialog"), { ssr: false });

interface EntryListProps {
  incidentRef: string;
  entries: readonly TimelineEntryView[];
  canRespond: boolean;
  target: string | null;
}

/** Entries under the day they happened on, in the reader's zone. */
export function EntryList({ incidentRef, entries, canRespond, target }: EntryListProps) {
  const { zone } = useZone();
  const container = useRef<HTMLDivElement>(null);
  const [correcting, setCorrecting] = useState<TimelineEntryView | null>(null);
  const [insertingAt, setInsertingAt] = useState<string | null>(null);
  useListKeys(container, "entry");
  useCommand({
    label: "Correct the entry in focus",
    group: "Timeline",
    keys: "e",
    enabled: canRespond,
    run: () => {
      const row = document.activeElement?.closest<HTMLElement>("[data-entry]");
      const entry = entries.find(({ id }) => id === row?.dataset.entry);
      if (entry?.written) setCorrecting(entry);
    },
  });
  let day: string | null = null;
  return (
    <div ref={container}>
      {entries.map((entry, i) => {
        const itsDay = dayOf(entry, zone);
        const head = itsDay !== day;
        day = itsDay;
        return (
          <Fragment key={entry.id}>
            {insertingAt === entry.id && (
              <div className="my-2">
                <EntryForm
                  incidentRef={incidentRef}
                  draftKey={`at:${entry.id}`}
                  timeText={middleOf(entries[i - 1]?.occurredAt ?? null, entry.occurredAt)}
                  onDone={() => {
                    setInsertingAt(null);
                    document.getElementById(`tl-${entry.id}`)?.focus();
                  }}
                />
              </div>
            )}
            {head && <h3 className="border-line border-b pt-3 pb-1 font-medium text-ink-3 text-xs">{itsDay}</h3>}
            <EntryRow
              incidentRef={incidentRef}
              entry={entry}
              canRespond={canRespond}
              target={target === entry.id}
              onCorrect={setCorrecting}
              onInsert={() => setInsertingAt(entry.id)}
            />
          </Fragment>
        );
      })}
      {correcting && (
        <CorrectDialog
          key={correcting.id}
          incidentRef={incidentRef}
          entry={correcting}
          onClose={() => {
            setCorrecting(null);
            document.getElementById(`tl-${correcting.id}`)?.focus();
          }}
        />
      )}
    </div>
  );
}

function dayOf({ occurredAt }: TimelineEntryView, zone: string): string {
  return occurredAt === null ? "Time unknown" : formatInstant(occurredAt, { zone, style: "date" });
}

/** The middle of two entries, or the one time that is known, as text that the time field reads. */
function middleOf(above: Instant | null, below: Instant | null): string {
  const one = above ?? below;
  if (one === null) return "";
  const middle =
    above === null || below === null
      ? one
      : microsToInstant(Math.floor((instantToMicros(above) + instantToMicros(below)) / 2_000_000) * 1_000_000);
  // Whole minutes read best, but must not put an entry before the one above it.
  const style = { zone: "UTC", style: "datetime" } as const;
  return `${formatInstant(middle, middle.slice(17, 19) === "00" ? { ...style, precision: "minute" } : style)} UTC`;
}
