import type { Instant } from "./instant";

/** How exactly a time in the world is known. */
export type Precision = "exact" | "minute" | "hour" | "day" | "unknown";

/** `time` 14:05:33 · `datetime` 2026-03-11 14:05:33 · `short` 11 Mar 14:05 · `date` 11 Mar 2026. */
export type TimeStyle = "time" | "datetime" | "short" | "date";

export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      timeZoneName: "short",
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** Whether the runtime knows this IANA zone name. */
export function isZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What a clock on the wall in `zone` (IANA name, or UTC) showed at the instant. */
export function wallTime(instant: Instant, zone: string): WallTime {
  if (zone === "UTC") {
    const [year, month, day, hour, minute, second] = instant.split(/[-T:.Z]/).map(Number);
    return {
      year: year ?? 0,
      month: month ?? 0,
      day: day ?? 0,
      hour: hour ?? 0,
      minute: minute ?? 0,
      second: second ?? 0,
    };
  }
  const parts = formatterOf(zone).formatToParts(new Date(instant));
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return {
    year: read("year"),
    month: read("month"),
    day: read("day"),
    hour: read("hour"),
    minute: read("minute"),
    second: read("second"),
  };
}

/** "UTC", "CET", "GMT+5:30": the zone's short name at that instant. */
export function zoneName(zone: string, instant: Instant): string {
  if (zone === "UTC") return "UTC";
  return (
    formatterOf(zone)
      .formatToParts(new Date(instant))
      .find((part) => part.type === "timeZoneName")?.value ?? zone
  );
}

/**
 * The instant as text in a zone. What the precision does not support is left out, and an hour is marked "~". With `now`
 * a day of another year is told with its year.
 */
export function formatInstant(
  instant: Instant,
  {
    zone,
    style,
    precision = "exact",
    now,
  }: { zone: string; style: TimeStyle; precision?: Precision; now?: Instant | undefined },
): string {
  if (precision === "unknown") return "time unknown";
  const wall = wallTime(instant, zone);
  const other = now !== undefined && wallTime(now, zone).year !== wall.year;
  const day = `${wall.day} ${MONTHS[wall.month - 1]}${other ? ` ${wall.year}` : ""}`;
  if (style === "date") return `${wall.day} ${MONTHS[wall.month - 1]} ${wall.year}`;
  if (precision === "day") return style === "datetime" ? isoDate(wall) : day;
  const clock = clockText(wall, style === "short" && precision === "exact" ? "minute" : precision);
  if (style === "time") return clock;
  return style === "short" ? `${day} ${clock}` : `${isoDate(wall)} ${clock}`;
}

function clockText(wall: WallTime, precision: Precision): string {
  const clock = `${two(wall.hour)}:${two(wall.minute)}`;
  if (precision === "hour") return `~${clock}`;
  return precision === "minute" ? clock : `${clock}:${two(wall.second)}`;
}

function isoDate(wall: WallTime): string {
  return `${String(wall.year).padStart(4, "0")}-${two(wall.month)}-${two(wall.day)}`;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
] as const;

/** A length of time in its two largest units: "1 h 54 m", "3 d 2 h", "45 s", "250 ms". Rounded down, like a clock. */
export function formatDuration(ms: number): string {
  const sign = ms < 0 ? "−" : "";
  const length = Math.abs(ms);
  if (length < 1000) return length === 0 ? "0 s" : `${sign}${Math.round(length)} ms`;
  const first = UNITS.findIndex(([, size]) => length >= size);
  const parts: string[] = [];
  let rest = length;
  for (const [unit, size] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return sign + parts.join(" ");
}

/** "just now", "12 min ago", "in 3 h", "2 d ago": how far from `nowMs` (milliseconds since 1970). */
export function formatRelative(instant: Instant, nowMs: number): string {
  const ms = Date.parse(instant) - nowMs;
  const length = Math.abs(ms);
  if (length < 45_000) return ms > 5_000 ? "in a moment" : "just now";
  const text =
    length < 3_570_000
      ? `${Math.round(length / 60_000)} min`
      : length < 129_600_000
        ? `${Math.round(length / 3_600_000)} h`
        : `${Math.round(length / 86_400_000)} d`;
  return ms > 0 ? `in ${text}` : `${text} ago`;
}

/** "1.4 GB", with decimal units as disks and networks count. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const unit = Math.min(Math.floor(Math.log10(bytes) / 3), 5);
  const value = bytes / 1000 ** unit;
  return `${value.toFixed(value < 10 ? 1 : 0)} ${["B", "kB", "MB", "GB", "TB", "PB"][unit]}`;
}
