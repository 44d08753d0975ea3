"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useEffect, useRef, useState } from "react";
import type { Span } from "@/components/charts/lanes-model";
import { StepChart } from "@/components/charts/step-chart";
import type { Bin, MarkRow, Stretch } from "@/components/charts/step-chart-model";
import { FailedState } from "@/components/ui/failed-state";
import { Skeleton } from "@/components/ui/skeleton";
import { useZone } from "@/components/ui/zone-provider";
import { ApiError } from "@/lib/api/client";
import { failedQuery } from "@/lib/api/failed-query";
import { reachOf, stampOf } from "@/lib/exposure/queries";
import type { AssetExposureView, ExposureView } from "@/lib/exposure/views";
import { formatInstant, zoneName } from "@/lib/time/format";
import { dateToInstant } from "@/lib/time/instant";
import { chartData, classOfRow } from "./chart-data";
import { chartWords } from "./chart-words";
import { CLOSED, viewParsers } from "./view-state";

interface ExposureChartProps {
  incidentRef: string;
  answer: ExposureView;
  assets: readonly AssetExposureView[];
}

/** Zooming is drawn at once; the counts of the new view are asked for when the hand rests. */
const REST_MS = 250;

/** How many could reach without clearance over time, with accesses, silence and named moments on the same axis. */
export function ExposureChart({ incidentRef, answer, assets }: ExposureChartProps) {
  const [view, setView] = useQueryStates(viewParsers);
  const { zone } = useZone();
  const asked = {
    // One that was not known then is not asked about.
    asset: answer.assets.find(({ asset }) => asset === view.asset)?.asset,
    at: view.at ?? undefined,
    from: view.viewFrom ?? undefined,
    until: view.viewUntil ?? undefined,
  };
  const reach = useQuery(reachOf(incidentRef, stampOf(answer), asked));
  const [live, setLive] = useLiveSpan((span) =>
    setView({ ...CLOSED, viewFrom: span ? instantOf(span[0]) : null, viewUntil: span ? instantOf(span[1]) : null }),
  );
  if (reach.isPending) return <Skeleton className="mt-3 h-70 w-full" />;
  // No window has any length yet.
  if (reach.error instanceof ApiError && reach.error.status === 404) return null;
  if (reach.isError || !reach.data) {
    return <FailedState className="mt-3" title="The chart could not be drawn." {...failedQuery(reach)} />;
  }
  const shown = reach.data;
  const data = chartData(shown, assets);
  const span: Span = live ?? [Date.parse(view.viewFrom ?? shown.from), Date.parse(view.viewUntil ?? shown.until)];
  const selection: Stretch | null = view.from && view.until ? { from: view.from, until: view.until } : null;

  function open(row: MarkRow, bin: Bin) {
    const slice = { sliceFrom: bin.from, sliceUntil: bin.until, who: null, event: null };
    const one = classOfRow(row.id);
    if (row.id === "agent")
      void setView({ ...slice, events: null, sliceFrom: null, sliceUntil: null, chain: bin.first });
    else if (one) void setView({ ...slice, class: one, events: "class" });
    else void setView({ ...slice, events: "outside" });
  }

  return (
    <div className="mt-3" aria-busy={reach.isFetching}>
      <StepChart
        label={`Principals who could reach without clearance, ${daysOf(shown, zone)}`}
        data={data}
        span={span}
        zoomedIn={view.viewFrom !== null || live !== null}
        onSpan={setLive}
        selection={selection}
        onSelect={(stretch) => void setView({ ...CLOSED, from: stretch?.from ?? null, until: stretch?.until ?? null })}
        onOpenBin={open}
        describe={chartWords(data, zone)}
        ongoing={answer.open && shown.hull.until <= shown.until}
      />
      <p className="text-ink-3 text-xs">
        A larger mark is more accesses. Hatched: no log. Dotted: named times, and what the AI system did.
      </p>
      {!shown.exact && (
        <p className="mt-1 text-ink-3 text-sm">
          So many steps lie here that each is drawn as high as anything near it. Zoom in for each one.
        </p>
      )}
    </div>
  );
}

/** The day, or the first and the last, since the axis shows the clock alone. */
function daysOf({ from, until }: { from: string; until: string }, zone: string): string {
  const [first, last] = [from, until].map((at) => formatInstant(at, { zone, style: "date" }));
  return `${first === last ? first : `${first} to ${last}`}, ${zoneName(zone, from)}`;
}

/** A view that moves with the hand, handed on once it rests. */
function useLiveSpan(onRest: (span: Span | null) => Promise<unknown>) {
  const [live, setLive] = useState<Span | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const rest = useRef(onRest);
  useEffect(() => {
    rest.current = onRest;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  const move = (span: Span | null) => {
    clearTimeout(timer.current);
    setLive(span);
    timer.current = setTimeout(
      () => {
        void rest.current(span);
        setLive(null);
      },
      span ? REST_MS : 0,
    );
  };
  return [live, move] as const;
}

function instantOf(at: number): string {
  return dateToInstant(new Date(Math.round(at)));
}
