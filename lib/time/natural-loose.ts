import { GB, parse as parseChrono } from "chrono-node/en";
import { Temporal } from "temporal-polyfill";
import type { Precision } from "./format";
import { type Instant, instantToMicros, microsToInstant } from "./instant";
import { EMPTY, type NaturalContext, type NaturalReading, type NaturalTime, read } from "./natural-reading";
import { resolve, takeZone, type Wall, type Zoned } from "./wall-clock";

const SLASHED = /\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2,4}))?\b/;
/** With dots and a year nobody writes the month first. */
const DOTTED = /\b\d{1,2}\.\d{1,2}\.\d{4}\b/;
const DISTANCE = /\b(ago|before|earlier|in|later|from now)\b/i;
const FILLER = /\b(at|on|around|about|approximately|approx|circa|ca|since|from|between|and|the|um)\b|[~≈,.\s]/gi;
const DAY_MICROS = 86_400_000_000;

/** Reads what people say rather than write down: "20 min ago", "yesterday 14h05", "Mon 22:00", "3/4 at 2pm". */
export function readLoose(input: string, context: NaturalContext): NaturalReading {
  const zoned = takeZone(input, context.zone);
  const named = /[A-Z][a-z]+\/[A-Z][A-Za-z_]+/.exec(zoned.rest)?.[0];
  if (named) return { kind: "unread", reason: `“${named}” is not a time zone that is known here.` };
  const rest = zoned.rest.replace(/\b(\d{1,2})[hu](\d{2})\b/gi, "$1:$2").replace(/\b(\d{1,2})h\b(?!\s*ago)/gi, "$1:00");

  if (DOTTED.test(rest)) return readWith(rest, true, zoned, context);
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

function floorTo(instant: Instant, precision: Precision): Instant {
  return precision === "exact" ? instant : `${instant.slice(0, 16)}:00.000000Z`;
}

function offsetMinutes(instant: Instant, zone: string): number {
  const moment = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return moment.offsetNanoseconds / 60_000_000_000;
}
