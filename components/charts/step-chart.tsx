"use client";

import { Minus, Plus, Scan, Table2 } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useZone } from "@/components/ui/zone-provider";
import { dateToInstant, type Instant } from "@/lib/time/instant";
import { moved, ms, type Span, scaleOf, zoomed } from "./lanes-model";
import { type Bin, type ChartData, type MarkRow, type Stretch, stopsOf } from "./step-chart-model";
import { type PlotLayout, StepPlot } from "./step-plot";
import { StepTable } from "./step-table";
import { useBrush } from "./use-brush";
import { useWheelZoom } from "./use-wheel-zoom";
import { useWidth } from "./use-width";

export interface StepChartProps {
  /** Says what is counted: "People who could reach without clearance". */
  label: string;
  data: ChartData;
  /** What is drawn, in milliseconds since 1970. */
  span: Span;
  /** Somebody chose the span; null goes back to the whole. */
  zoomedIn: boolean;
  onSpan: (span: Span | null) => void;
  selection: Stretch | null;
  onSelect: (stretch: Stretch | null) => void;
  onOpenBin: (row: MarkRow, bin: Bin) => void;
  /** In words, for the moment at which the keyboard stands, or the stretch that is marked. */
  describe: (stretch: Stretch) => string;
  /** Goes on beyond what is drawn. */
  ongoing: boolean;
  /** Beside the tools: what else belongs to the chart. */
  children?: ReactNode;
}

const PLOT = 118;
const ROW = 18;

/**
 * Steps over time, with counted marks in rows below them, on one axis. Knows no domain. Dragging marks a stretch, with
 * Shift it moves the view; arrows go from moment to moment, with Shift they mark, Enter opens, + − 0 zoom. A table says
 * the same in words.
 */
export function StepChart(props: StepChartProps) {
  const { label, data, span, zoomedIn, onSpan, selection, onSelect, onOpenBin, describe, ongoing, children } = props;
  const { zone } = useZone();
  const [frame, width] = useWidth();
  const [asTable, setAsTable] = useState(false);
  const [cursor, setCursor] = useState<Instant | null>(null);
  const anchor = useRef<Instant | null>(null);
  const layout = layoutOf(width, data.rows.length);
  const scale = scaleOf(span, layout.plotWidth);
  const timeAt = (x: number) => scale.invert(Math.min(Math.max(x - layout.gutter, 0), layout.plotWidth)).getTime();
  useWheelZoom(frame, (factor, x) => onSpan(zoomed(span, factor, timeAt(x))));
  const brush = useBrush({
    timeAt,
    onMark: (from, until) => onSelect(from < until ? { from: instantOf(from), until: instantOf(until) } : null),
    onMove: (byMs) => onSpan([span[0] - byMs, span[1] - byMs]),
    onPress: (x, y) => {
      const hit = binAt(data.rows, layout, x, y, (at) => scale(at) + layout.gutter);
      if (hit) onOpenBin(hit.row, hit.bin);
      else onSelect(null);
    },
  });

  const stops = stopsOf(data, span);
  const here: Stretch | null = cursor ? { from: cursor, until: nextOf(stops, cursor, span) } : null;

  function onKeyDown(event: KeyboardEvent) {
    const to = stopFor(event.key, stops, cursor);
    if (to) {
      setCursor(to);
      if (event.shiftKey) {
        anchor.current ??= cursor ?? to;
        const [first, last] = [anchor.current, to].sort() as [Instant, Instant];
        onSelect({ from: first, until: nextOf(stops, last, span) });
      } else anchor.current = null;
    } else if (event.key === "Enter" && cursor) {
      const found = data.rows
        .flatMap((row) => row.bins.map((bin) => ({ row, bin })))
        .find((one) => one.bin.first === cursor);
      if (found) onOpenBin(found.row, found.bin);
      else return;
    } else if (event.key === "Escape" && (selection || cursor)) {
      onSelect(null);
      setCursor(null);
      anchor.current = null;
    } else {
      const next = keyedSpan(event.key, span, cursor);
      if (next === undefined) return;
      onSpan(next);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const marked = brush.marking ? { from: instantOf(brush.marking[0]), until: instantOf(brush.marking[1]) } : selection;
  return (
    <figure className="relative" aria-label={label} data-print="keep">
      <div className="mb-0.5 flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
        <figcaption className="text-ink-2 text-sm">{label}</figcaption>
        {children}
        <span className="flex-1" />
        <span className="flex gap-0.5 print:hidden">
          {!asTable && (
            <>
              <Tool label="Zoom out" icon={<Minus />} onClick={() => onSpan(zoomed(span, 2))} />
              <Tool label="Zoom in" icon={<Plus />} onClick={() => onSpan(zoomed(span, 0.5))} />
              <Tool label="Show the whole" icon={<Scan />} disabled={!zoomedIn} onClick={() => onSpan(null)} />
            </>
          )}
          <Tool
            label={asTable ? "Show as chart" : "Show as table"}
            icon={<Table2 />}
            onClick={() => setAsTable(!asTable)}
          />
        </span>
      </div>
      <div ref={frame} style={asTable ? undefined : { minHeight: layout.height }}>
        {asTable ? (
          <StepTable label={label} data={data} onOpenBin={onOpenBin} />
        ) : (
          <div
            role="slider"
            tabIndex={0}
            aria-label={`${label}. Arrows go from moment to moment, Shift marks a stretch, Enter opens its events, plus and minus zoom, Escape clears.`}
            aria-valuemin={0}
            aria-valuemax={Math.max(stops.length - 1, 0)}
            aria-valuenow={cursor ? Math.max(stops.indexOf(cursor), 0) : 0}
            aria-valuetext={describe(anchor.current && selection ? selection : (here ?? whole(span)))}
            className="cursor-crosshair touch-pan-y select-none rounded-xs"
            onKeyDown={onKeyDown}
            onBlur={() => {
              setCursor(null);
              anchor.current = null;
            }}
            {...brush.handlers}
          >
            <StepPlot
              label={label}
              data={data}
              span={span}
              layout={layout}
              zone={zone}
              marked={marked}
              cursor={cursor}
              ongoing={ongoing}
            />
          </div>
        )}
      </div>
      {here && !asTable && (
        <p aria-hidden="true" className="mono mt-0.5 text-ink-2 text-xs print:hidden">
          {describe(anchor.current && selection ? selection : here)}
        </p>
      )}
    </figure>
  );
}

function Tool({ label, ...props }: { label: string; icon: ReactNode; onClick: () => void; disabled?: boolean }) {
  return <Button variant="quiet" size="sm" title={label} aria-label={label} className="px-1.5 text-ink-3" {...props} />;
}

function layoutOf(width: number, rows: number): PlotLayout {
  const narrow = width < 480;
  const gutter = narrow ? 66 : 82;
  const labels = narrow ? 3 : 2;
  const rowsTop = 8 + PLOT + 8;
  const labelsTop = rowsTop + rows * ROW + 4;
  return {
    width,
    gutter,
    plotWidth: Math.max(width - gutter - 14, 60),
    plotTop: 8,
    plotHeight: PLOT,
    rowsTop,
    rowHeight: ROW,
    labelsTop,
    labelRows: labels,
    height: labelsTop + labels * 14 + 18,
  };
}

const instantOf = (at: number): Instant => dateToInstant(new Date(Math.round(at)));
const whole = ([from, until]: Span): Stretch => ({ from: instantOf(from), until: instantOf(until) });

function nextOf(stops: readonly Instant[], stop: Instant, [, until]: Span): Instant {
  return stops[stops.indexOf(stop) + 1] ?? instantOf(until);
}

function stopFor(key: string, stops: readonly Instant[], cursor: Instant | null): Instant | undefined {
  const at = cursor === null ? -1 : stops.findIndex((stop) => stop >= cursor);
  if (key === "ArrowRight") return stops[cursor === null ? 0 : Math.min(at + 1, stops.length - 1)];
  if (key === "ArrowLeft") return cursor === null ? stops.at(-1) : stops[Math.max(at - 1, 0)];
  if (key === "Home") return stops[0];
  return key === "End" ? stops.at(-1) : undefined;
}

function keyedSpan(key: string, span: Span, cursor: Instant | null): Span | null | undefined {
  const around = cursor ? ms(cursor) : undefined;
  if (key === "+" || key === "=") return zoomed(span, 0.5, around);
  if (key === "-") return zoomed(span, 2, around);
  if (key === "0") return null;
  if (key === "PageUp") return moved(span, -0.5);
  if (key === "PageDown") return moved(span, 0.5);
  return undefined;
}

const REACH = 6;

function binAt(rows: readonly MarkRow[], layout: PlotLayout, x: number, y: number, xOf: (at: number) => number) {
  const row = rows[Math.floor((y - layout.rowsTop) / layout.rowHeight)];
  if (!row) return null;
  let best: { row: MarkRow; bin: Bin; distance: number } | null = null;
  for (const bin of row.bins) {
    const distance = Math.max(xOf(ms(bin.first)) - x, x - xOf(ms(bin.last)), 0);
    if (distance <= REACH && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { row, bin, distance };
  }
  return best;
}
