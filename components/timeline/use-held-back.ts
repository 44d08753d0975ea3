"use client";

import { useEffect, useState } from "react";
import type { TimelineEntryView } from "@/lib/timeline/views";

/**
 * Keeps what others write away from what is being read: entries newer than the last look wait until the reader asks for
 * them, unless the top of the list is in sight anyway. One's own entries never wait.
 */
export function useHeldBack(
  entries: readonly TimelineEntryView[],
  recordSeq: number | null,
  { atTop, me, listKey }: { atTop: boolean; me: string; listKey: string },
) {
  const [seen, setSeen] = useState<{ listKey: string; seq: number } | null>(null);
  const known = seen?.listKey === listKey ? seen.seq : recordSeq;
  useEffect(() => {
    if (recordSeq === null) return;
    if (atTop || seen?.listKey !== listKey) setSeen({ listKey, seq: recordSeq });
  }, [atTop, recordSeq, listKey, seen?.listKey]);
  const isHeld = (entry: TimelineEntryView) =>
    !atTop && known !== null && Number(entry.id) > known && entry.author.id !== me;
  return {
    shown: entries.filter((entry) => !isHeld(entry)),
    held: entries.filter(isHeld).length,
    showAll: () => recordSeq !== null && setSeen({ listKey, seq: recordSeq }),
  };
}
