"use client";

import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";

export interface HistogramBucket {
  from: string;
  count: number;
}

interface HistogramProps {
  /** Says what is counted: "Events over time". */
  label: string;
  buckets: readonly HistogramBucket[];
  /** In words, for the one bucket or the stretch that is looked at. */
  describe: (first: number, last: number) => string;
  /** Called with the first and last bucket of the stretch that somebody chose. */
  onChoose: (first: number, last: number) => void;
}

type Stretch = { anchor: number; head: number };

/**
 * Counts over time, of which a stretch is chosen: by dragging, or with the arrows (with Shift a stretch) and Enter.
 * Knows no domain.
 */
export function Histogram({ label, buckets, describe, onChoose }: HistogramProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [stretch, setStretch] = useState<Stretch | null>(null);
  const [dragging, setDragging] = useState(false);
  const most = Math.max(1, ...buckets.map((bucket) => bucket.count));
  const end = buckets.length - 1;
  const [first, last] = stretch ? ordered(stretch) : [-1, -1];

  const bucketAt = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    return clamp(Math.floor(((event.clientX - box.left) / box.width) * buckets.length), end);
  };
  const choose = (chosen: Stretch) => {
    setStretch(null);
    onChoose(...ordered(chosen));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const head = movedBy(event.key, stretch?.head ?? -1, end);
    if (head !== null) setStretch({ anchor: event.shiftKey ? (stretch?.anchor ?? head) : head, head });
    else if (event.key === "Enter" && stretch) choose(stretch);
    else if (event.key === "Escape" && stretch) setStretch(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={frame}
      role="slider"
      tabIndex={0}
      aria-label={`${label}. Arrows move, Shift extends, Enter narrows to it.`}
      aria-valuemin={0}
      aria-valuemax={end}
      aria-valuenow={stretch?.head ?? 0}
      aria-valuetext={describe(stretch ? first : 0, stretch ? last : end)}
      className="relative h-16 w-full cursor-crosshair touch-pan-y select-none border-line-strong border-b"
      onKeyDown={onKeyDown}
      onBlur={() => setStretch(null)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = bucketAt(event);
        setDragging(true);
        setStretch({ anchor: at, head: at });
      }}
      onPointerMove={(event) => {
        const at = bucketAt(event);
        if (dragging) setStretch((now) => ({ anchor: now?.anchor ?? at, head: at }));
      }}
      onPointerUp={() => {
        setDragging(false);
        if (stretch) choose(stretch);
      }}
      onPointerCancel={() => {
        setDragging(false);
        setStretch(null);
      }}
    >
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${buckets.length} 100`}
        preserveAspectRatio="none"
        className="absolute inset-0 h-full w-full"
      >
        {stretch && <rect x={first} width={last - first + 1} y={0} height={100} className="fill-focus/20" />}
        {buckets.map(({ from, count }, i) => {
          const height = count === 0 ? 0 : Math.max(3, (count / most) * 92);
          return (
            <rect
              key={from}
              x={i + 0.1}
              width={0.8}
              y={100 - height}
              height={height}
              className={cn("fill-ink-3", i >= first && i <= last && "fill-focus")}
            >
              <title>{describe(i, i)}</title>
            </rect>
          );
        })}
      </svg>
    </div>
  );
}

function ordered({ anchor, head }: Stretch): [number, number] {
  return anchor < head ? [anchor, head] : [head, anchor];
}

function clamp(at: number, end: number): number {
  return Math.min(Math.max(at, 0), end);
}

function movedBy(key: string, at: number, end: number): number | null {
  if (key === "ArrowRight") return clamp(at + 1, end);
  if (key === "ArrowLeft") return clamp(at < 0 ? end : at - 1, end);
  if (key === "Home") return 0;
  return key === "End" ? end : null;
}
