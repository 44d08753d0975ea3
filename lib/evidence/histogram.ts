import { instantToMicros, microsToInstant } from "@/lib/time/instant";

/** Widths that people read without reckoning, in seconds. */
const WIDTHS = [1, 5, 15, 60, 300, 900, 3600, 10_800, 21_600, 86_400, 604_800, 2_592_000];
const MOST_BUCKETS = 96;
const SECOND = 1_000_000;

/** The finest width, in seconds, that cuts the span into no more than about a hundred buckets. */
export function bucketWidth({ from, until }: { from: string; until: string }): number {
  const seconds = (instantToMicros(until) - instantToMicros(from)) / SECOND;
  return WIDTHS.find((width) => seconds / width <= MOST_BUCKETS) ?? Math.ceil(seconds / MOST_BUCKETS);
}

/** Beginnings of the buckets, each at a whole multiple of the width since 1970 (UTC); the last one holds `until`. */
export function bucketStarts({ from, until }: { from: string; until: string }, width: number): string[] {
  const step = width * SECOND;
  const first = Math.floor(instantToMicros(from) / step) * step;
  const count = Math.floor((instantToMicros(until) - first) / step) + 1;
  return Array.from({ length: count }, (_, i) => microsToInstant(first + i * step));
}
