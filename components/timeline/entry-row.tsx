"use client";

import { Pin } from "lucide-react";
import Link from "next/link";
import { chipStyle } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { Time } from "@/components/ui/time";
import { KIND_WORDS } from "@/lib/timeline/model";
import type { TimelineEntryView } from "@/lib/timeline/views";
import { FormerReadings } from "./former-readings";
import { EntryMarker } from "./marker";
import { RowActions } from "./row-actions";

export interface EntryRowProps {
  incidentRef: string;
  entry: TimelineEntryView;
  canRespond: boolean;
  /** The address points at it. */
  target: boolean;
  onCorrect: (entry: TimelineEntryView) => void;
  onInsert: (entry: TimelineEntryView) => void;
}

/** When, what kind, what happened, who says so and what it rests on. Its text is plain text, whatever is in it. */
export function EntryRow({ incidentRef, entry, canRespond, target, onCorrect, onInsert }: EntryRowProps) {
  return (
    <article
      id={`tl-${entry.id}`}
      data-list-item=""
      data-entry={entry.id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: J and K move over entries, and E corrects the one in focus
      tabIndex={0}
      aria-label={`Entry ${entry.id}`}
      aria-current={target || undefined}
      className={cn(
        "group relative grid scroll-mt-16 grid-cols-[4.75rem_1.125rem_minmax(0,1fr)] border-line border-b py-2.25 -outline-offset-2 max-sm:grid-cols-[3.75rem_1rem_minmax(0,1fr)]",
        "[contain-intrinsic-size:auto_4rem] [content-visibility:auto]",
        target && "bg-unknown-soft",
      )}
    >
      <div className="pt-px text-ink-2">
        <Time value={entry.occurredAt} precision={entry.precision} mode="time" quiet />
      </div>
      <div className="pt-1.25">
        <EntryMarker kind={entry.kind} />
      </div>
      <div className="min-w-0">
        <p className="max-w-[68ch] whitespace-pre-wrap break-words pr-1">{entry.body}</p>
        <div className="mt-0.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-ink-3 text-sm">
          <span>
            {KIND_WORDS[entry.kind]}
            {entry.author.name && ` · ${entry.author.name}`}
            {entry.author.kind === "token" && " by API"}
          </span>
          {entry.pinned && (
            <span className="inline-flex items-center gap-1 text-ink-2">
              <Pin aria-hidden="true" className="size-3" /> pinned
            </span>
          )}
          {entry.evidence.map((cited) => (
            <Link
              key={cited.id}
              href={`/incidents/${incidentRef}/evidence?event=${encodeURIComponent(cited.id)}`}
              prefetch={false}
              className={cn(
                chipStyle({ mono: true }),
                "min-h-6 max-w-full items-center truncate text-xs hover:border-line-strong hover:text-ink",
              )}
            >
              {cited.label}
            </Link>
          ))}
        </div>
        {entry.former.length > 0 && <FormerReadings entry={entry} />}
      </div>
      <RowActions
        incidentRef={incidentRef}
        entry={entry}
        canRespond={canRespond}
        onCorrect={() => onCorrect(entry)}
        onInsert={() => onInsert(entry)}
      />
    </article>
  );
}
