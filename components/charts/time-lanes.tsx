"use client";

import { Minus, Plus, Scan, Table2 } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useZone } from "@/components/ui/zone-provider";
import { LaneRow } from "./lane-row";
import { heartOf, type Lane, moved, outside, type Span, scaleOf, spanOf, ticksOf, zoomed } from "./lanes-model";
import { LanesTable } from "./lanes-table";
import { useWheelZoom } from "./use-wheel-zoom";
import { useWidth } from "./use-width";

const HEAD = 20;
const ROW = 24;
/** Widths of what stands above the plot on the right, and of a letter of the axis. */
const TOOLS = 116;
const OUTSIDE = 84;
const TICK_LETTER = 6.4;

export interface TimeLanesProps {
  /** Says what is drawn: "Exposure, agent and people over time". */
  label: string;
  lanes: readonly Lane[];
  nowMs: number;
}

/**
 * Rows of intervals and moments over one time axis. Knows no domain. `+`, `−`, `0` and the arrows work while the chart
 * has the focus; every bar is a stop for the keyboard, and the table says the same in words.
 */
export function TimeLanes({ label, lanes, nowMs }: TimeLanesProps) {
  const { zone } = useZone();
  const [frame, width] = useWidth();
  const [chosen, choose] = useState<Span | null>(null);
  const [asTable, setAsTable] = useState(false);
  const hatch = useId();
  const heart = heartOf(lanes, nowMs);
  const span = chosen ?? heart;
  const beyond = outside(lanes, span);
  const tools = TOOLS + (beyond > 0 ? OUTSIDE : 0);
  const narrow = width < 480;
  const gutter = narrow ? 0 : 146;
  const plot = Math.max(width - gutter - 8, 50);
  const rowHeight = narrow ? ROW + 14 : ROW;
  const scale = scaleOf(span, plot);
  useWheelZoom(frame, (factor, x) => choose(zoomed(span, factor, scale.invert(x - gutter).getTime())));

  function onKey(event: KeyboardEvent) {
    const next = keyed(event.key, span);
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
  }

  return (
    <figure className="relative border-line border-b pt-2 pb-1.5 print:hidden" aria-label={label}>
      <div className="absolute top-1 right-0 z-20 flex gap-0.5">
        {!asTable && (
          <>
            <Tool label="Zoom out" icon={<Minus />} onClick={() => choose(zoomed(span, 2))} />
            <Tool label="Zoom in" icon={<Plus />} onClick={() => choose(zoomed(span, 0.5))} />
            {beyond > 0 && (
              <Button variant="quiet" size="sm" className="text-ink-3" onClick={() => choose(spanOf(lanes, nowMs))}>
                {beyond} outside
              </Button>
            )}
            <Tool
              label="Back to the exposure"
              icon={<Scan />}
              onClick={() => choose(null)}
              disabled={chosen === null}
            />
          </>
        )}
        <Tool
          label={asTable ? "Show as lanes" : "Show as table"}
          icon={<Table2 />}
          onClick={() => setAsTable(!asTable)}
        />
      </div>
      <div ref={frame}>
        {asTable ? (
          <LanesTable label={label} lanes={lanes} />
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: a chart is not a set of form fields
          <div
            role="group"
            aria-label={`${label}; plus, minus, zero and arrows zoom and move`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it answers to keys while it has the focus
            tabIndex={0}
            onKeyDown={onKey}
          >
            <svg width={width} height={HEAD + lanes.length * rowHeight + 4} className="block overflow-hidden">
              <title>{label}</title>
              <defs>
                <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                  <rect width="5" height="5" className="fill-bg" opacity="0.55" />
                  <rect width="2" height="5" className="fill-unknown" />
                </pattern>
                <clipPath id={`${hatch}-plot`}>
                  <rect x="-8" width={plot + 16} height="100%" />
                </clipPath>
              </defs>
              {ticksOf(span, plot - 90, zone).map((tick) => {
                const x = gutter + scale(tick.at);
                return (
                  <g key={tick.at}>
                    <path d={`M${x} ${HEAD}V${HEAD + lanes.length * rowHeight}`} className="stroke-line" />
                    <text
                      x={x}
                      y={12}
                      textAnchor={x < 20 ? "start" : "middle"}
                      className="fill-ink-3 font-mono text-[10.5px]"
                    >
                      {x + (tick.label.length * TICK_LETTER) / 2 < width - tools ? tick.label : ""}
                    </text>
                  </g>
                );
              })}
              {lanes.map((lane, i) => (
                <g key={lane.id} transform={`translate(0 ${HEAD + i * rowHeight})`}>
                  <text x={0} y={narrow ? 11 : 16} className="fill-ink-2 text-[11.5px]">
                    {short(lane.label, narrow ? 60 : 22)}
                    <title>{lane.label}</title>
                  </text>
                  <g transform={`translate(${gutter} ${narrow ? 14 : 0})`} clipPath={`url(#${hatch}-plot)`}>
                    <LaneRow lane={lane} scale={scale} width={plot} nowMs={nowMs} hatch={hatch} />
                  </g>
                </g>
              ))}
            </svg>
          </div>
        )}
      </div>
    </figure>
  );
}

function Tool({ label, ...props }: { label: string; icon: React.ReactNode; onClick: () => void; disabled?: boolean }) {
  return (
    <Button variant="quiet" size="sm" title={label} aria-label={label} className={cn("px-1.5 text-ink-3")} {...props} />
  );
}

function keyed(key: string, span: Span): Span | null | undefined {
  if (key === "+" || key === "=") return zoomed(span, 0.5);
  if (key === "-") return zoomed(span, 2);
  if (key === "0") return null;
  if (key === "ArrowLeft") return moved(span, -0.2);
  if (key === "ArrowRight") return moved(span, 0.2);
  return undefined;
}

function short(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}
