"use client";

import {
  formatDuration,
  formatInstant,
  formatRelative,
  type Precision,
  type TimeStyle,
  zoneName,
} from "@/lib/time/format";
import type { Instant } from "@/lib/time/instant";
import { useNow } from "./clock";
import { cn } from "./cn";
import { Unknown } from "./figures";
import { useZone } from "./zone-provider";

export interface TimeProps {
  value: Instant | null | undefined;
  precision?: Precision;
  /** `relative` where freshness matters, the others where the order and the record do. */
  mode?: TimeStyle | "relative";
  /** Prints the zone behind it; in tables it stands in the column's head instead (`<ZoneName/>`). */
  withZone?: boolean;
  /** Takes the time out of the tab order, where its row is focusable and opens the details. */
  quiet?: boolean;
  /** How the source wrote it, shown in the card. */
  source?: string;
  className?: string;
}

/**
 * Every time on every page. UTC on the server and before hydration, then the chosen zone.
 * Hover or focus opens the card with UTC, my zone, the incident's zone and the epoch (TimeCard, once at the root).
 */
export function Time({ value, precision = "exact", mode = "short", withZone, quiet, source, className }: TimeProps) {
  const { zone } = useZone();
  if (!value || precision === "unknown") return <Unknown>{value ? "time unknown" : "unknown"}</Unknown>;
  return (
    <time
      dateTime={value}
      data-instant={value}
      data-precision={precision}
      data-source={source}
      tabIndex={quiet ? undefined : 0}
      className={cn("whitespace-nowrap rounded-xs", (mode === "time" || mode === "datetime") && "mono", className)}
    >
      {mode === "relative" ? (
        <Relative value={value} />
      ) : mode === "short" ? (
        <Short value={value} precision={precision} zone={zone} />
      ) : (
        formatInstant(value, { zone, style: mode, precision })
      )}
      {withZone && mode !== "relative" && ` ${zoneName(zone, value)}`}
    </time>
  );
}

const HOUR_MS = 3_600_000;

/** Without its year only while that is this one. */
function Short({ value, precision, zone }: { value: Instant; precision: Precision; zone: string }) {
  const now = new Date(useNow(HOUR_MS)).toISOString();
  return formatInstant(value, { zone, style: "short", precision, now });
}

const STEP_MS = 15_000;

/** The step of the clock lies behind what was done in it: what was just done must not read as to come. */
function Relative({ value }: { value: Instant }) {
  return formatRelative(value, useNow(STEP_MS) + STEP_MS);
}

/** The zone that the times of this column are in. */
export function ZoneName({ at }: { at?: Instant }) {
  const { zone } = useZone();
  const now = useNow(3_600_000);
  return <span>{zoneName(zone, at ?? new Date(now).toISOString())}</span>;
}

/** "1 h 54 m" from a length of time; null is unknown. */
export function Duration({ ms, because }: { ms: number | null | undefined; because?: string }) {
  if (ms === null || ms === undefined) return <Unknown because={because} />;
  return <span className="whitespace-nowrap">{formatDuration(ms)}</span>;
}

/** The time since an instant, going on: "Open 1 h 54 m". */
export function Elapsed({ since, until }: { since: Instant; until?: Instant | null }) {
  const now = useNow(until ? 3_600_000 : 1000);
  const ms = (until ? Date.parse(until) : now) - Date.parse(since);
  return <span className="whitespace-nowrap">{formatDuration(Math.max(0, ms))}</span>;
}

/** The time left until an instant: "3 h 58 m", and "4 m ago" once it has passed. */
export function Remaining({ until, calm = false }: { until: Instant; calm?: boolean }) {
  const left = Date.parse(until) - useNow(1000);
  const length = calm ? calmly(Math.abs(left)) : Math.abs(left);
  return (
    <span className={cn("whitespace-nowrap", left < 0 && "text-exposed")}>
      {left < 0 ? `${formatDuration(length)} ago` : formatDuration(length)}
    </span>
  );
}

/** In whole minutes until the last two, for what stands beside something that is read. */
export function calmly(ms: number): number {
  return ms < 120_000 ? ms : Math.floor(ms / 60_000) * 60_000;
}
