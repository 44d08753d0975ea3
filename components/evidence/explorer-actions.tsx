"use client";

import { Download } from "lucide-react";
import { Button, buttonStyle } from "@/components/ui/button";
import { type EventFilter, exportAddress } from "@/lib/evidence/queries";
import type { EventView } from "@/lib/evidence/views";
import { LinkToWindow } from "./link-to-window";
import { SavedViews } from "./saved-views";
import { usePromote } from "./use-promote";

/** Entries made in one go; more are a case for a filter and one entry that cites it. */
const MOST_AT_ONCE = 50;

interface ExplorerActionsProps {
  incident: string;
  filter: EventFilter;
  total: number | null;
  selected: readonly EventView[];
  mayWrite: boolean;
  narrowed: boolean;
  onClear: () => void;
  onSearchBytes: () => void;
  onOpenView: (filter: Record<string, string>) => void;
}

/** What can be done with everything that matches, and with the events that were picked. */
export function ExplorerActions(props: ExplorerActionsProps) {
  const { incident, filter, total, selected, mayWrite, narrowed, onClear, onSearchBytes, onOpenView } = props;
  const promote = usePromote(incident, onClear);
  return (
    <div className="mb-2 flex min-h-8 flex-wrap items-center gap-2">
      <p className="mr-auto text-ink-2" aria-live="polite">
        {total === null ? "Counting…" : total === 1 ? "1 event" : `${total.toLocaleString("en")} events`}
        {selected.length > 0 && `, ${selected.length} picked`}
      </p>
      {selected.length > 0 && mayWrite && (
        <Button
          size="sm"
          busy={promote.isPending}
          disabled={selected.length > MOST_AT_ONCE}
          title={selected.length > MOST_AT_ONCE ? `At most ${MOST_AT_ONCE} at once.` : undefined}
          onClick={() => promote.mutate(selected)}
        >
          Add {selected.length} to the timeline
        </Button>
      )}
      {selected.length > 0 && mayWrite && <LinkToWindow incident={incident} events={selected} onDone={onClear} />}
      {selected.length > 0 && (
        <Button size="sm" variant="quiet" onClick={onClear}>
          Pick none
        </Button>
      )}
      <Button size="sm" variant="quiet" onClick={onSearchBytes}>
        Search the bytes
      </Button>
      <SavedViews incident={incident} filter={filter} narrowed={narrowed} mayWrite={mayWrite} onOpen={onOpenView} />
      {(["csv", "ndjson"] as const).map((format) => (
        <a
          key={format}
          href={exportAddress(incident, filter, format)}
          download
          className={buttonStyle({ variant: "quiet", size: "sm" })}
        >
          <Download aria-hidden="true" /> {format === "csv" ? "CSV" : "NDJSON"}
        </a>
      ))}
    </div>
  );
}
