"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { failureText } from "@/lib/api/field-errors";
import { matchingResources } from "@/lib/assets/queries";
import type { MatchingResources } from "@/lib/assets/views";
import type { PatternDraft } from "./patterns-field";

const PAUSE_MS = 300;

/** What the pattern matches in the logs at hand, told while one writes it. */
export function PatternMatches({ pattern }: { pattern: PatternDraft }) {
  const asked = usePaused(pattern);
  const found = useQuery({ ...matchingResources(asked), enabled: asked.resource !== "", retry: false });
  if (asked.resource === "") return null;
  return (
    <p role="status" className="mt-0.5 min-h-[1.125rem] break-all text-ink-3 text-sm">
      {found.data && <Found found={found.data} />}
      {found.isError && <span className="text-unknown">{failureText(found.error)}</span>}
    </p>
  );
}

function Found({ found: { resources, most, incidents, examples } }: { found: MatchingResources }) {
  if (resources === 0) return <span className="text-unknown">Matches nothing that the imported logs name.</span>;
  const count = `${resources >= most ? "over " : ""}${resources.toLocaleString("en")}`;
  const more = resources - examples.length;
  return (
    <>
      Matches {count} {resources === 1 ? "resource" : "resources"}
      {incidents > 1 && ` in ${incidents.toLocaleString("en")} incidents`}:{" "}
      <span className="mono">{examples.join(", ")}</span>
      {more > 0 && ` and ${more.toLocaleString("en")} more`}
    </>
  );
}

/** The pattern once nobody has written on it for a moment. */
function usePaused({ system, resource }: PatternDraft): PatternDraft {
  const [paused, setPaused] = useState({ system, resource });
  useEffect(() => {
    const timer = setTimeout(() => setPaused({ system, resource }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [system, resource]);
  return paused;
}
