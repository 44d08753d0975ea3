import { GB, parse as parseChrono } from "chrono-node/en";
import { Temporal } from "temporal-polyfill";
import { isZone, type Precision } from "./format";
import { type Instant, instantToMicros, microsToInstant, parseInstant } from "./instant";

export interface NaturalTime {
  instant: Instant;
  /** The end, where the text names an interval. */
  until: Instant | null;
  precision: Precision;
  /** The IANA zone or offset that the text was read in. */
  zone: string;
  /** The text itself named the zone. */
  zoneStated: boolean;
  future: boolean;
}

export type NaturalReading =
  | { kind: "read"; time: NaturalTime }
  /** The text means two times; the person chooses. */
  | { kind: "ambiguous"; reason: string; choices: { label: string; time: NaturalTime }[] }
  /** `impossible`: it is a time, but one that never was. */
  | { kind: "unread"; reason: string; impossible?: true };

export interface NaturalContext {
  now: Instant;
  /** The IANA zone in which a time without a zone is meant. */
  zone: string;
}

interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
}

const EMPTY = "Write a time, such as “14:05”, “20 min ago” or “2026-03-11 14:05 UTC”.";
const WALL_ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?$/;
const EPOCH = /^(\d{10}|\d{13}|\d{16})(?:\.(\d{1,6}))?$/;
const FROM_NOW = /^(?:t\s*)?([-−+])\s*(?:(\d+)\s*d)?\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+)\s*s)?$/i;
const ZONE_WORD = /(?:(?:^|\s)\(?|(?<=\d)(?=Z|UTC))([A-Z][A-Za-z]+\/[A-Za-z_]+(?:\/[A-Za-z_]+)?|UTC|GMT|Z)\)?(?=\s|$)/;
const SLASHED = /\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2,4}))?\b/;
const RANGE = /^(?:between|from)\s+(.+?)\s+(?:and|to|until|till|[-–])\s+(.+)$/i;
const DISTANCE = /\b(ago|before|earlier|in|later|from now)\b/i;
const FILLER = /\b(at|on|around|about|approximately|approx|circa|ca|since|from|between|and|the|um)\b|[~≈,.\s]/gi;
const DAY_MICROS = 86_400_000_000;

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

interface Zoned {
  rest: string;
  zone: string;
  stated: boolean;
}

function takeZone(input: string, fallback: string): Zoned {
  const found = ZONE_WORD.exec(input);
  const name = found?.[1];
  if (!found || !name) return { rest: input, zone: fallback, stated: false };
  const zone = name === "Z" || name === "GMT" ? "UTC" : name;
  if (!isZone(zone)) return { rest: input, zone: fallback, stated: false };
  return { rest: input.replace(found[0], " ").trim(), zone, stated: true };
}

function readLoose(input: string, context: NaturalContext): NaturalReading {
  const zoned = takeZone(input, context.zone);
  const named = /[A-Z][a-z]+\/[A-Z][A-Za-z_]+/.exec(zoned.rest)?.[0];
  if (named) return { kind: "unread", reason: `“${named}” is not a time zone that is known here.` };
  const rest = zoned.rest.replace(/\b(\d{1,2})[hu](\d{2})\b/gi, "$1:$2").replace(/\b(\d{1,2})h\b(?!\s*ago)/gi, "$1:00");

  const slashed = SLASHED.exec(rest);
  if (slashed && Number(slashed[1]) <= 12 && Number(slashed[2]) <= 12 && slashed[1] !== slashed[2]) {
    return askForOrder(rest, zoned, context);
  }
  return readWith(rest, Number(slashed?.[1]) > 12, zoned, context);
}

function askForOrder(rest: string, zoned: Zoned, context: NaturalContext): NaturalReading {
  const choices = [true, false].flatMap((dayFirst) => {
    const reading = readWith(rest, dayFirst, zoned, context);
    if (reading.kind !== "read") return [];
    return [{ label: dayFirst ? "day first" : "month first", time: reading.time }];
  });
  if (choices.length < 2) return { kind: "unread", reason: `Write the date as ${context.now.slice(0, 10)}.` };
  return { kind: "ambiguous", reason: "Day or month first?", choices };
}

type Parsed = ReturnType<typeof parseChrono>[number];

function readWith(rest: string, dayFirst: boolean, zoned: Zoned, context: NaturalContext): NaturalReading {
  const reference = {
    instant: new Date(context.now),
    timezone: offsetMinutes(context.now, zoned.zone),
  };
  const results = dayFirst ? GB.parse(rest, reference) : parseChrono(rest, reference);
  const result = results[0];
  if (!result) return { kind: "unread", reason: `“${rest}” is not understood as a time. ${EMPTY}` };
  const left = rest.replace(result.text, " ").replace(FILLER, "");
  if (left) return { kind: "unread", reason: `Only “${result.text}” is understood as a time. ${EMPTY}` };
  return fromChrono(result, zoned, context);
}

/** Takes chrono's fields, not its instant: with a fixed offset that is an hour wrong across a change of the clocks. */
function fromChrono(result: Parsed, zoned: Zoned, context: NaturalContext): NaturalReading {
  const { start } = result;
  const precision = precisionOf(result);
  if (start.isCertain("timezoneOffset")) {
    const distance = DISTANCE.test(result.text);
    const said = microsToInstant(start.date().getTime() * 1000);
    const dated = start.isCertain("day") || start.isCertain("weekday");
    const instant =
      distance || dated || said <= context.now ? said : microsToInstant(instantToMicros(said) - DAY_MICROS);
    return read(
      distance ? floorTo(instant, precision) : instant,
      precision,
      distance ? "UTC" : "offset",
      true,
      context,
    );
  }
  const wall = wallOf(start, precision);
  const reading = resolve(wall, precision, zoned, context);
  if (reading.kind !== "read") return reading;
  const time = pullIntoPast(reading.time, wall, precision, start, zoned, context);
  if (!result.end) return { kind: "read", time };
  const end = resolve(wallOf(result.end, "minute"), precision, zoned, context);
  if (end.kind !== "read") return { kind: "read", time };
  const shift = instantToMicros(time.instant) - instantToMicros(reading.time.instant);
  return { kind: "read", time: { ...time, until: microsToInstant(instantToMicros(end.time.instant) + shift) } };
}

/** How exactly people speak, which is not what chrono calls certain: "2pm" is an hour, "20 min ago" a minute. */
function precisionOf({ start, text }: Parsed): Precision {
  if (DISTANCE.test(text) && start.isCertain("hour")) {
    if (/\d\s*s(ec(ond)?s?)?\b/i.test(text)) return "exact";
    return /\d\s*m(in(ute)?s?)?\b/i.test(text) ? "minute" : "hour";
  }
  if (!start.isCertain("hour")) return "day";
  if (start.isCertain("second") && /:\d\d:\d\d/.test(text)) return "exact";
  return /\d:\d\d/.test(text) ? "minute" : "hour";
}

function wallOf(parts: Parsed["start"], precision: Precision): Wall {
  const whole = precision === "day";
  return {
    year: parts.get("year") ?? 1970,
    month: parts.get("month") ?? 1,
    day: parts.get("day") ?? 1,
    hour: whole ? 0 : (parts.get("hour") ?? 0),
    minute: whole ? 0 : (parts.get("minute") ?? 0),
    second: parts.isCertain("second") ? (parts.get("second") ?? 0) : 0,
    microsecond: parts.isCertain("millisecond") ? (parts.get("millisecond") ?? 0) * 1000 : 0,
  };
}

/** "14:05" said at 09:00 is yesterday's, "Mon 22:00" is last Monday's, "12 Dec" said in March is last year's. */
function pullIntoPast(
  time: NaturalTime,
  wall: Wall,
  precision: Precision,
  start: Parsed["start"],
  zoned: Zoned,
  context: NaturalContext,
): NaturalTime {
  if (instantToMicros(time.instant) <= instantToMicros(context.now) || start.isCertain("year")) return time;
  const stated = start.isCertain("day") && start.isCertain("month") && !start.isCertain("weekday");
  const sameDay = !start.isCertain("day") && !start.isCertain("weekday");
  const back = stated ? { years: 1 } : { days: sameDay ? 1 : 7 };
  if (stated && instantToMicros(time.instant) - instantToMicros(context.now) < 2 * DAY_MICROS) return time;
  const earlier = Temporal.PlainDate.from(wall).subtract(back);
  const moved = resolve(
    { ...wall, year: earlier.year, month: earlier.month, day: earlier.day },
    precision,
    zoned,
    context,
  );
  return moved.kind === "read" ? moved.time : time;
}

/** What the clock of the zone meant by that wall time: one instant, two, or none. */
function resolve(wall: Wall, precision: Precision, zoned: Zoned, context: NaturalContext): NaturalReading {
  const { microsecond, ...fields } = wall;
  let plain: Temporal.PlainDateTime;
  try {
    plain = Temporal.PlainDateTime.from(
      { ...fields, millisecond: Math.floor(microsecond / 1000), microsecond: microsecond % 1000 },
      { overflow: "reject" },
    );
  } catch {
    return { kind: "unread", reason: "There is no such day or time. Check the numbers.", impossible: true };
  }
  const earlier = plain.toZonedDateTime(zoned.zone, { disambiguation: "earlier" });
  const later = plain.toZonedDateTime(zoned.zone, { disambiguation: "later" });
  const at = (moment: Temporal.ZonedDateTime) =>
    timeOf(microsToInstant(Number(moment.epochNanoseconds / 1000n)), precision, zoned.zone, zoned.stated, context);
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { kind: "read", time: at(earlier) };
  if (!earlier.toPlainDateTime().equals(plain)) {
    if (precision === "day") return { kind: "read", time: at(later) };
    return {
      kind: "unread",
      impossible: true,
      reason: `${plain.toPlainTime().toString().slice(0, 5)} did not exist on that day in ${zoned.zone}: the clocks went forward.`,
    };
  }
  return {
    kind: "ambiguous",
    reason: `The clocks in ${zoned.zone} showed that time twice.`,
    choices: [
      { label: `first, UTC${earlier.offset}`, time: at(earlier) },
      { label: `second, UTC${later.offset}`, time: at(later) },
    ],
  };
}

function read(
  instant: Instant,
  precision: Precision,
  zone: string,
  stated: boolean,
  context: NaturalContext,
): NaturalReading {
  return { kind: "read", time: timeOf(instant, precision, zone, stated, context) };
}

function timeOf(
  instant: Instant,
  precision: Precision,
  zone: string,
  zoneStated: boolean,
  context: NaturalContext,
): NaturalTime {
  return { instant, until: null, precision, zone, zoneStated, future: instant > context.now };
}

function floorTo(instant: Instant, precision: Precision): Instant {
  return precision === "exact" ? instant : `${instant.slice(0, 16)}:00.000000Z`;
}

function offsetMinutes(instant: Instant, zone: string): number {
  const moment = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return moment.offsetNanoseconds / 60_000_000_000;
}
