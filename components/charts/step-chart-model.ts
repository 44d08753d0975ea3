import { scaleLinear } from "d3-scale";
import type { Instant } from "@/lib/time/instant";
import { ms, type Span } from "./lanes-model";

/** From `at` on, until the next step: at least `low` for certain, at most `high`. */
export interface Step {
  at: Instant;
  low: number;
  high: number;
}

export type ChartTone = "exposed" | "unknown" | "verified" | "agent" | "neutral";

/** A stretch of which the steps do not tell the whole: `hatched` nothing is known, `beyond` more than can be counted. */
export interface Band {
  id: string;
  from: Instant;
  until: Instant;
  kind: "hatched" | "beyond";
  label: string;
  /** Written beside it where there is room. */
  text: string;
}

export interface ChartLine {
  id: string;
  at: Instant;
  label: string;
  tone: ChartTone;
}

/** Things counted in a slice of time, half-open. */
export interface Bin {
  from: Instant;
  until: Instant;
  first: Instant;
  last: Instant;
  count: number;
}

export interface MarkRow {
  id: string;
  label: string;
  tone: ChartTone;
  shape: "square" | "hatched" | "ring" | "round" | "diamond" | "triangle";
  bins: readonly Bin[];
}

export interface ChartData {
  steps: readonly Step[];
  bands: readonly Band[];
  lines: readonly ChartLine[];
  rows: readonly MarkRow[];
}

/** Two ends in time, half-open. */
export interface Stretch {
  from: Instant;
  until: Instant;
}

/** The counts at a moment, in milliseconds since 1970. */
export function levelAt(steps: readonly Step[], at: number): { low: number; high: number } {
  const step = steps.findLast((one) => ms(one.at) <= at);
  return { low: step?.low ?? 0, high: step?.high ?? 0 };
}

/** The least and the most in a stretch. */
export function levelsIn(steps: readonly Step[], from: number, until: number): { least: number; most: number } {
  const inside = steps.filter((step) => ms(step.at) > from && ms(step.at) < until);
  const levels = [levelAt(steps, from), ...inside];
  return { least: Math.min(...levels.map(({ low }) => low)), most: Math.max(...levels.map(({ high }) => high)) };
}

/** Every instant at which something is drawn, once and in order: where the keyboard stops. */
export function stopsOf({ steps, bands, lines, rows }: ChartData, [from, until]: Span): Instant[] {
  const all = [
    ...steps.map((step) => step.at),
    ...bands.flatMap((band) => [band.from, band.until]),
    ...lines.map((line) => line.at),
    ...rows.flatMap((row) => row.bins.map((bin) => bin.first)),
  ];
  return [...new Set(all)].filter((at) => ms(at) >= from && ms(at) < until).sort();
}

/** What begins or stands at a stop. */
export function at(data: ChartData, stop: Instant) {
  return {
    lines: data.lines.filter((line) => line.at === stop),
    bands: data.bands.filter((band) => band.from <= stop && stop < band.until),
    bins: data.rows.flatMap((row) => row.bins.filter((bin) => bin.first === stop).map((bin) => ({ row, bin }))),
  };
}

/** How many of each row begin in a stretch; slices that lie in it only partly count by their first event. */
export function countsIn(rows: readonly MarkRow[], { from, until }: Stretch): { row: MarkRow; count: number }[] {
  return rows.flatMap((row) => {
    const count = row.bins
      .filter((bin) => bin.first >= from && bin.first < until)
      .reduce((sum, bin) => sum + bin.count, 0);
    return count > 0 ? [{ row, count }] : [];
  });
}

export function yScale(steps: readonly Step[], height: number) {
  const most = Math.max(1, ...steps.map((step) => step.high));
  const scale = scaleLinear().domain([0, most]).nice(4).range([height, 0]);
  return { scale, ticks: scale.ticks(4).filter(Number.isInteger) };
}

/** The outline of one of the two counts as a path, from the first step to the end, and the area under it. */
export function outlineOf(
  steps: readonly Step[],
  of: "low" | "high",
  x: (at: number) => number,
  y: (n: number) => number,
  [from, until]: Span,
): { line: string; area: string } {
  const before = levelAt(steps, from)[of];
  let line = `M${round(x(from))} ${round(y(before))}`;
  for (const step of steps) {
    const when = ms(step.at);
    if (when <= from || when >= until) continue;
    line += `H${round(x(when))}V${round(y(step[of]))}`;
  }
  line += `H${round(x(until))}`;
  return { line, area: `${line}V${round(y(0))}H${round(x(from))}Z` };
}

export function round(n: number): number {
  return Math.round(n * 10) / 10;
}

/** Puts texts beside their lines into as few rows as they need, each left out where even the last row has no room. */
export function placeLabels(
  labels: readonly { x: number; length: number }[],
  width: number,
  rows: number,
): (null | { x: number; row: number; anchor: "start" | "end" })[] {
  const taken: [number, number][][] = Array.from({ length: rows }, () => []);
  return labels.map(({ x, length }) => {
    for (const [row, own] of taken.entries()) {
      for (const anchor of ["start", "end"] as const) {
        const from = anchor === "start" ? x + 4 : x - 4 - length;
        const until = from + length;
        if (from < 0 || until > width || own.some(([a, b]) => from < b + 6 && until > a - 6)) continue;
        own.push([from, until]);
        return { x: anchor === "start" ? x + 4 : x - 4, row, anchor };
      }
    }
    return null;
  });
}
