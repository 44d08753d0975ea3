"use client";

import { Progress as Base } from "@base-ui/react/progress";
import { formatBytes, formatDuration } from "@/lib/time/format";

export interface ProgressProps {
  label: string;
  done: number;
  /** Null while the size is not known. */
  total: number | null;
  unit?: "bytes" | "count";
  /** Units a second; null until it is known. */
  rate?: number | null;
  /** What the rate counts, when it is not the unit: "events". */
  rateUnit?: string;
}

/** How far long work is, how fast it goes and how long it still takes. */
export function Progress({ label, done, total, unit = "bytes", rate, rateUnit }: ProgressProps) {
  const show = unit === "bytes" ? formatBytes : (n: number) => n.toLocaleString("en");
  const left = total !== null && rate && !rateUnit ? formatDuration(((total - done) / rate) * 1000) : null;
  const text = total === null ? show(done) : `${show(done)} of ${show(total)}`;
  return (
    <Base.Root value={total === null ? null : done} max={total ?? 100} aria-valuetext={text} className="w-full">
      <div className="mb-1 flex justify-between gap-3 text-sm">
        <Base.Label className="min-w-0 truncate">{label}</Base.Label>
        <span className="shrink-0 text-ink-2">
          {text}
          {rate ? ` · ${show(Math.round(rate))}${rateUnit ? ` ${rateUnit}` : ""}/s` : ""}
          {left ? ` · ${left} left` : ""}
        </span>
      </div>
      <Base.Track className="h-1 overflow-hidden rounded-full bg-line">
        <Base.Indicator className="h-full rounded-full bg-ink transition-[width] duration-200 data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
      </Base.Track>
    </Base.Root>
  );
}
