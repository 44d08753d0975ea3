"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { failedQuery } from "@/lib/api/failed-query";
import { narrowingOf } from "@/lib/exposure/narrow-queries";
import type { AssetExposureView } from "@/lib/exposure/views";
import { NarrowingItem } from "./narrowing-item";
import { viewParsers } from "./view-state";

const SHOWN = 6;

interface NarrowingSectionProps {
  incidentRef: string;
  assets: readonly AssetExposureView[];
}

/** What evidence would settle what is uncertain, that which settles most first, and how to get it. */
export function NarrowingSection({ incidentRef, assets }: NarrowingSectionProps) {
  const [{ at }] = useQueryStates(viewParsers);
  const narrowing = useQuery(narrowingOf(incidentRef, at));
  const [all, setAll] = useState(false);
  const ids = new Set(assets.map(({ asset }) => asset));
  const items = (narrowing.data?.data ?? []).filter((item) => item.assets.some(({ id }) => ids.has(id)));
  const shown = all ? items : items.slice(0, SHOWN);
  return (
    <section aria-labelledby="narrowing" className="mt-6">
      <h2 id="narrowing" className="scroll-mt-16 font-semibold">
        What would narrow this?
      </h2>
      <p className="mb-2 text-ink-2">
        That which settles most first. Each says at most how much it may move: what is found may also confirm the
        answer.
      </p>
      {narrowing.isPending && <SkeletonRows rows={3} label="Looking for what would narrow the answer" />}
      {narrowing.isError && <FailedState title="What would narrow it could not be said." {...failedQuery(narrowing)} />}
      {narrowing.isSuccess && items.length === 0 && (
        <p className="text-ink-2">
          Nothing here is uncertain: bounds are exact, logs cover the windows, everybody is known.
        </p>
      )}
      <ol className="border-line border-t">
        {shown.map((item, i) => (
          <NarrowingItem key={item.key} item={item} rank={i + 1} incidentRef={incidentRef} />
        ))}
      </ol>
      {items.length > SHOWN && (
        <Button size="sm" variant="quiet" className="mt-1" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show all ${items.length}`}
        </Button>
      )}
    </section>
  );
}
