"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import type { SourceView } from "@/lib/evidence/views";
import { SourceCard } from "./source-card";

/** So many cards are shown at once; the events below are what one comes for. */
const SHOWN = 4;

/** What asks for something is always there; of what is read, the newest, and the rest where somebody wants it. */
export function SourceList({
  incident,
  sources,
  mayWrite,
}: {
  incident: string;
  sources: readonly SourceView[];
  mayWrite: boolean;
}) {
  const [all, setAll] = useState(false);
  // A citation leads to its source, also to one that is folded away.
  useEffect(() => {
    if (!location.hash.startsWith("#source-")) return;
    setAll(true);
    requestAnimationFrame(() => document.getElementById(location.hash.slice(1))?.scrollIntoView());
  }, []);
  const settled = sources.filter(isSettled);
  const folded = all ? [] : settled.slice(SHOWN);
  return (
    <>
      <ul className="grid gap-3">
        {sources
          .filter((source) => !folded.includes(source))
          .map((source) => (
            <li key={source.id}>
              <SourceCard incident={incident} source={source} mayWrite={mayWrite} />
            </li>
          ))}
      </ul>
      {(folded.length > 0 || all) && settled.length > SHOWN && (
        <Button variant="quiet" size="sm" className="mt-2 -ml-2" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Show fewer sources" : `Show ${folded.length} more ${folded.length === 1 ? "source" : "sources"}`}
        </Button>
      )}
    </>
  );
}

function isSettled(source: SourceView): boolean {
  return (
    source.status === "ready" && source.needs.length === 0 && (source.live === null || source.live.endedAt !== null)
  );
}
