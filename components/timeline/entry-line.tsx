"use client";

import { useEffect, useRef, useState } from "react";
import { useNow } from "@/components/ui/clock";
import { useCommand } from "@/components/ui/commands";
import { Kbd } from "@/components/ui/kbd";
import { Time } from "@/components/ui/time";
import { dateToInstant } from "@/lib/time/instant";
import { EntryForm } from "./entry-form";

/** The line that is always in reach: N from anywhere on the page opens it, with the time of the press. */
export function EntryLine({ incidentRef }: { incidentRef: string }) {
  const [open, setOpen] = useState(0);
  const line = useRef<HTMLButtonElement>(null);
  const left = useRef(false);
  // Whoever has written or left an entry is at the line again, one key away from the next.
  useEffect(() => {
    if (open === 0 && left.current) line.current?.focus({ preventScroll: true });
    left.current = open > 0;
  }, [open]);
  useCommand({
    label: "Write a timeline entry",
    group: "Timeline",
    keys: "n",
    keywords: "add note event happened",
    run: () => setOpen((n) => n + 1),
  });
  if (open > 0) {
    return (
      <div className="my-3">
        <EntryForm key={open} incidentRef={incidentRef} draftKey="line" onDone={() => setOpen(0)} />
      </div>
    );
  }
  return (
    <button
      ref={line}
      type="button"
      onClick={() => setOpen(1)}
      aria-keyshortcuts="N"
      className="my-3 grid w-full grid-cols-[8rem_minmax(0,1fr)_auto] items-center rounded-lg border border-line-strong bg-panel text-left hover:border-ink-3 max-sm:grid-cols-[minmax(0,1fr)_auto]"
    >
      <span className="border-line border-r px-3 py-2 text-ink-2 max-sm:hidden">
        <NowTime />
      </span>
      <span className="truncate px-3 py-2 text-ink-3 pointer-coarse:py-3">
        What happened? Times like “14:05” or “20 min ago” are understood.
      </span>
      <span className="pr-2.5 text-ink-3">
        <Kbd>N</Kbd>
      </span>
    </button>
  );
}

function NowTime() {
  const now = dateToInstant(new Date(useNow(60_000)));
  return (
    <span className="mono">
      <Time value={now} precision="minute" mode="time" quiet /> · now
    </span>
  );
}
