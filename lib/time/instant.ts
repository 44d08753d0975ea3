/**
 * An instant in UTC with microseconds, `2026-03-11T14:05:00.000000Z`: the only form in which
 * instants travel between database, verbs, API and browser. Sorts as text.
 */
export type Instant = string;

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)$/i;

/**
 * Microseconds since 1970 as an integer (safe in a double until the year 2255).
 * Throws RangeError for text that is not an instant: our own code made it, so it is our mistake.
 */
export function instantToMicros(instant: Instant): number {
  const parsed = parseInstant(instant);
  if (parsed === null) throw new RangeError(`not an instant: ${instant}`);
  return Math.round(Date.parse(`${parsed.slice(0, 19)}Z`)) * 1000 + Number(parsed.slice(20, 26));
}

/** The instant that many microseconds after 1970-01-01T00:00Z. */
export function microsToInstant(micros: number): Instant {
  const ms = Math.floor(micros / 1000);
  const rest = micros - ms * 1000;
  return `${new Date(ms).toISOString().slice(0, 23)}${String(rest).padStart(3, "0")}Z`;
}

/** The instant of a JavaScript Date, whose clock has milliseconds only. */
export function dateToInstant(date: Date): Instant {
  return `${date.toISOString().slice(0, 23)}000Z`;
}

/**
 * Reads RFC 3339 text with a zone (`Z` or an offset), 0–9 decimals (beyond µs cut off), `T` or a blank.
 * Answers null for anything else, in particular for a time without a zone and for dates that do not exist.
 */
export function parseInstant(text: string): Instant | null {
  const m = ISO.exec(text.trim());
  if (!m) return null;
  const [, year, month, day, hour, minute, second = "00", fraction = "", zone = "Z"] = m;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const back = new Date(wall);
  if (back.getUTCMonth() + 1 !== Number(month) || back.getUTCDate() !== Number(day)) return null;
  const ms = wall - offsetMinutes(zone) * 60_000;
  const iso = new Date(ms).toISOString();
  if (iso.length !== 24) return null;
  return `${iso.slice(0, 19)}.${`${fraction}000000`.slice(0, 6)}Z`;
}

function offsetMinutes(zone: string): number {
  if (zone === "Z" || zone === "z") return 0;
  const sign = zone.startsWith("-") ? -1 : 1;
  const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4)));
}
