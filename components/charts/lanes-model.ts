import { scaleUtc } from "d3-scale";
import { formatInstant, wallTime } from "@/lib/time/format";
import { dateToInstant, type Instant } from "@/lib/time/instant";

export type LaneTone = "exposed" | "unknown" | "verified" | "agent" | "neutral";

/** Something that lasts. `core` is certain, `hull` possible; null until goes on, null from is unknown. */
export interface LaneBar {
  id: string;
  label: string;
  core: { from: Instant; until: Instant | null } | null;
  hull: { from: Instant; until: Instant | null };
  tone: LaneTone;
  href?: string;
}

/** Something at one moment. */
export interface LaneMark {
  id: string;
  at: Instant;
  label: string;
  tone: LaneTone;
  shape: "tick" | "square" | "line";
  /** Written beside it where there is room. */
  text?: string;
  href?: string;
}

export interface Lane {
  id: string;
  label: string;
  bars?: readonly LaneBar[];
  marks?: readonly LaneMark[];
  /** Stretches about which nothing is known: hatched. */
  gaps?: readonly { from: Instant; until: Instant; label: string }[];
  /** Many marks are one stop for the keyboard, under this name. */
  dense?: string;
}

/** Milliseconds since 1970, from and until. */
export type Span = readonly [number, number];

export const ms = (at: Instant) => Date.parse(at);

/** The span of everything that is drawn, with a little air; an hour around now where nothing is. */
export function spanOf(lanes: readonly Lane[], nowMs: number): Span {
  return withAir([...barTimes(lanes, nowMs), ...markTimes(lanes)], nowMs);
}

/**
 * What is looked at first: the bars, and the moments not farther from them than they are long. A mark of a week later
 * would press an hour into a line.
 */
export function heartOf(lanes: readonly Lane[], nowMs: number): Span {
  const bars = barTimes(lanes, nowMs);
  if (bars.length === 0) return spanOf(lanes, nowMs);
  const from = Math.min(...bars);
  const until = Math.max(...bars);
  const reach = Math.max(until - from, 600_000);
  const near = markTimes(lanes).filter((at) => at >= from - reach && at <= until + reach);
  return withAir([...bars, ...near], nowMs);
}

/** How many moments lie outside a span. */
export function outside(lanes: readonly Lane[], [from, until]: Span): number {
  return markTimes(lanes).filter((at) => at < from || at > until).length;
}

function barTimes(lanes: readonly Lane[], nowMs: number): number[] {
  return lanes.flatMap((lane) =>
    (lane.bars ?? []).flatMap(({ hull }) => [ms(hull.from), hull.until === null ? nowMs : ms(hull.until)]),
  );
}

function markTimes(lanes: readonly Lane[]): number[] {
  return lanes.flatMap((lane) => (lane.marks ?? []).map((mark) => ms(mark.at)));
}

function withAir(times: readonly number[], nowMs: number): Span {
  const from = times.length > 0 ? Math.min(...times) : nowMs - 1_800_000;
  const until = times.length > 0 ? Math.max(...times) : nowMs + 1_800_000;
  const air = Math.max((until - from) * 0.04, 30_000);
  return [from - air, until + air];
}

export function scaleOf(span: Span, width: number) {
  return scaleUtc().domain(span).range([0, width]);
}

/** Where the axis has its lines, at round times of the zone's own clock. */
export function ticksOf(span: Span, width: number, zone: string): { at: number; label: string }[] {
  const shift = offsetMs((span[0] + span[1]) / 2, zone);
  const ticks = scaleUtc()
    .domain([span[0] + shift, span[1] + shift])
    .ticks(Math.max(2, Math.floor(width / 110)));
  const length = span[1] - span[0];
  return ticks.map((tick) => {
    const at = tick.getTime() - shift;
    return { at, label: labelOf(dateToInstant(new Date(at)), zone, length) };
  });
}

function labelOf(at: Instant, zone: string, length: number): string {
  if (length > 300 * 86_400_000) return formatInstant(at, { zone, style: "date" });
  if (length > 4 * 86_400_000) return formatInstant(at, { zone, style: "time", precision: "day" });
  if (length > 86_400_000) return formatInstant(at, { zone, style: "short", precision: "minute" });
  return formatInstant(at, { zone, style: "time", precision: length < 600_000 ? "exact" : "minute" });
}

function offsetMs(at: number, zone: string): number {
  const wall = wallTime(dateToInstant(new Date(at)), zone);
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  return Math.round((asUtc - at) / 60_000) * 60_000;
}

/** Nearer or farther around the middle, never under a second nor over ten years. */
export function zoomed([from, until]: Span, factor: number, around = (from + until) / 2): Span {
  const length = Math.min(Math.max((until - from) * factor, 1000), 315_576_000_000);
  const share = (around - from) / (until - from);
  return [around - length * share, around + length * (1 - share)];
}

export function moved([from, until]: Span, share: number): Span {
  const by = (until - from) * share;
  return [from + by, until + by];
}

/** Which side of its mark each text goes, left out where it would lie on another. */
export function placeTexts(
  marks: readonly { x: number; text: string }[],
  width: number,
): (null | { x: number; anchor: "start" | "end" })[] {
  const taken: [number, number][] = [];
  return marks.map(({ x, text }) => {
    const length = text.length * 6.1 + 5;
    const others = marks.filter((mark) => mark.x !== x).map((mark) => [mark.x - 2, mark.x + 2] as [number, number]);
    const fits = (from: number, until: number) =>
      from >= 0 && until <= width && ![...taken, ...others].some(([a, b]) => from < b && until > a);
    for (const [anchor, from, until] of [
      ["start", x + 4, x + 4 + length],
      ["end", x - 4 - length, x - 4],
    ] as const) {
      if (!fits(from, until)) continue;
      taken.push([from, until]);
      return { x: anchor === "start" ? from : until, anchor };
    }
    return null;
  });
}
