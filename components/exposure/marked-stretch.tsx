"use client";

import { X } from "lucide-react";
import { useQueryStates } from "nuqs";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { Time } from "@/components/ui/time";
import { DrillLink } from "./drill-link";
import { viewParsers } from "./view-state";

/** Which stretch of the chart is marked: it narrows the people below; its events are one step away. */
export function MarkedStretch({ fetching }: { fetching: boolean }) {
  const [{ from, until }, setView] = useQueryStates(viewParsers);
  if (!from || !until) return null;
  const mode = from.slice(0, 10) === until.slice(0, 10) ? "time" : "datetime";
  return (
    <div
      role="status"
      className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-sunk px-3 py-1.5 print:hidden"
    >
      <span>
        Marked <Time value={from} mode={mode} /> until <Time value={until} mode={mode} withZone />: the people below are
        those of this stretch.
      </span>
      {fetching && <Spinner />}
      <span className="flex-1" />
      <DrillLink to={{ events: "all", sliceFrom: from, sliceUntil: until }}>its events</DrillLink>
      <Button size="sm" onClick={() => void setView({ viewFrom: from, viewUntil: until })}>
        Zoom to it
      </Button>
      <Button size="sm" variant="quiet" icon={<X />} onClick={() => void setView({ from: null, until: null })}>
        Clear
      </Button>
    </div>
  );
}
