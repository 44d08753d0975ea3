"use client";

import { Time } from "@/components/ui/time";
import { useLiveState } from "@/lib/live/use-live";

/** Whether what one sees is what others have just written. */
export function LiveIndicator() {
  const state = useLiveState();
  if (state.status === "live") {
    return (
      <span role="status" className="flex items-center gap-1.5 text-verified">
        <span aria-hidden="true" className="size-1.75 rounded-full bg-current" />
        <span className="max-sm:sr-only">live</span>
      </span>
    );
  }
  if (state.status === "connecting") {
    return (
      <span role="status" className="flex items-center gap-1.5 text-ink-3">
        <span aria-hidden="true" className="size-1.75 animate-pulse rounded-full border border-current" />
        <span className="max-sm:sr-only">connecting</span>
      </span>
    );
  }
  return (
    <span role="status" className="flex items-center gap-1.5 text-unknown">
      <span aria-hidden="true" className="hatch size-1.75 rounded-full border border-current" />
      <span>
        offline<span className="max-sm:hidden"> since {<Time value={state.since} mode="time" />}, trying again</span>
      </span>
    </span>
  );
}
