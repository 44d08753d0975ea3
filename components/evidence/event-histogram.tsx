"use client";

import { Histogram } from "@/components/charts/histogram";
import { useZone } from "@/components/ui/zone-provider";
import type { FacetsView } from "@/lib/evidence/views";
import { formatInstant } from "@/lib/time/format";
import { instantToMicros, microsToInstant } from "@/lib/time/instant";

const SECOND = 1_000_000;

interface EventHistogramProps {
  facets: FacetsView;
  onNarrow: (span: { from: string; until: string }) => void;
}

/** When the matching events happened; a stretch of it becomes the filter. */
export function EventHistogram({ facets, onNarrow }: EventHistogramProps) {
  const { zone } = useZone();
  const { seconds, buckets } = facets.histogram;
  const at = (i: number) => buckets[i]?.from ?? "";
  const until = (i: number) => microsToInstant(instantToMicros(at(i)) + seconds * SECOND);
  const style = seconds >= 86_400 ? "date" : "datetime";
  const precision = seconds < 60 ? "exact" : "minute";
  const text = (instant: string) => formatInstant(instant, { zone, style, precision });
  const counted = (first: number, last: number) =>
    buckets.slice(first, last + 1).reduce((sum, bucket) => sum + bucket.count, 0);
  const describe = (first: number, last: number) =>
    `${text(at(first))} to ${text(until(last))}: ${counted(first, last).toLocaleString("en")} events`;
  if (buckets.length < 2) return null;
  return (
    <figure className="mb-4 print:hidden">
      <Histogram
        label="Events over time"
        buckets={buckets}
        describe={describe}
        onChoose={(first, last) => onNarrow({ from: at(first), until: until(last) })}
      />
      <figcaption className="mt-1 flex justify-between text-ink-3 text-xs">
        <span className="mono">{text(at(0))}</span>
        <span>drag to narrow · {widthWords(seconds)} a bar</span>
        <span className="mono">{text(until(buckets.length - 1))}</span>
      </figcaption>
    </figure>
  );
}

function widthWords(seconds: number): string {
  const units: [number, string][] = [
    [86_400, "day"],
    [3600, "hour"],
    [60, "minute"],
    [1, "second"],
  ];
  const [size, unit] = units.find(([size]) => seconds % size === 0) ?? [1, "second"];
  const count = seconds / size;
  return count === 1 ? `1 ${unit}` : `${count.toLocaleString("en")} ${unit}s`;
}
