import type { Precision } from "./format";
import { instantToMicros, microsToInstant, parseInstant } from "./instant";
import { readLoose } from "./natural-loose";
import { EMPTY, type NaturalContext, type NaturalReading, read } from "./natural-reading";
import { resolve, takeZone } from "./wall-clock";

const WALL_ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?$/;
const EPOCH = /^(\d{10}|\d{13}|\d{16})(?:\.(\d{1,6}))?$/;
const FROM_NOW = /^(?:t\s*)?([-−+])\s*(?:(\d+)\s*d)?\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+)\s*s)?$/i;
const RANGE = /^(?:between|from)\s+(.+?)\s+(?:and|to|until|till|[-–])\s+(.+)$/i;

/**
 * Reads a time the way people write it in an incident: "14:05", "20 min ago", "yesterday 14h05", "T-45m", a pasted ISO
 * time, seconds or milliseconds since 1970, with or without a zone. A time without a date is taken from the past.
 * A local time that the zone's clock showed twice, or a date such as 3/4, is handed back as a question; one that it
 * never showed is refused. Nothing is guessed from part of the text.
 */
export function readNaturalTime(text: string, context: NaturalContext): NaturalReading {
  const input = text.trim();
  if (!input) return { kind: "unread", reason: EMPTY };
  const range = RANGE.exec(input);
  if (range?.[1] && range[2]) return readRange(range[1], range[2], context);
  return readExact(input, context) ?? readLoose(input, context);
}

function readRange(from: string, to: string, context: NaturalContext): NaturalReading {
  const zoned = takeZone(to, context.zone);
  const start = readNaturalTime(from, { ...context, zone: zoned.zone });
  const end = readNaturalTime(to, context);
  if (start.kind !== "read") return start;
  if (end.kind !== "read") return end;
  if (end.time.instant <= start.time.instant) {
    return { kind: "unread", reason: "The end would lie before the start. Add the days." };
  }
  return { kind: "read", time: { ...start.time, until: end.time.instant } };
}

function readExact(input: string, context: NaturalContext): NaturalReading | null {
  if (/^now$/i.test(input)) return read(context.now, "exact", "UTC", true, context);

  const instant = parseInstant(input);
  if (instant) return read(instant, /:\d\d:\d\d/.test(input) ? "exact" : "minute", "UTC", true, context);

  const epoch = EPOCH.exec(input);
  if (epoch?.[1]) return read(microsToInstant(epochMicros(epoch[1], epoch[2] ?? "")), "exact", "UTC", true, context);

  const offset = FROM_NOW.exec(input);
  if (offset?.slice(2).some(Boolean)) {
    const [, sign, d = 0, h = 0, m = 0, s = 0] = offset;
    const micros = (((Number(d) * 24 + Number(h)) * 60 + Number(m)) * 60 + Number(s)) * 1_000_000;
    const at = instantToMicros(context.now) + (sign === "+" ? micros : -micros);
    return read(microsToInstant(at), s ? "exact" : "minute", "UTC", true, context);
  }

  const zoned = takeZone(input, context.zone);
  const wall = WALL_ISO.exec(zoned.rest);
  if (!wall) return null;
  const [, year, month, day, hour, minute, second, fraction = ""] = wall;
  const precision: Precision = second ? "exact" : hour ? "minute" : "day";
  return resolve(
    {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour ?? 0),
      minute: Number(minute ?? 0),
      second: Number(second ?? 0),
      microsecond: Number(`${fraction}000000`.slice(0, 6)),
    },
    precision,
    zoned,
    context,
  );
}

function epochMicros(whole: string, fraction: string): number {
  const perUnit = whole.length === 10 ? 1_000_000 : whole.length === 13 ? 1000 : 1;
  return Number(whole) * perUnit + Math.floor(Number(`0.${fraction || 0}`) * perUnit);
}
