/** A date and time of day as a clock on some wall shows it, zone unknown. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** Microseconds within the second. */
  micros: number;
}

export type DateOrder = "dmy" | "mdy";

const CLOCK = String.raw`(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:\s*([AaPp])\.?[Mm]\.?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[Tt_]|,?\s+)${CLOCK}$`);
const NUMERIC = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,?\s+|[Tt])${CLOCK}$`);
const MONTH_FIRST = new RegExp(String.raw`^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4}),?\s+(?:at\s+)?${CLOCK}$`);
const DAY_FIRST = new RegExp(
  String.raw`^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[ /-]([A-Za-z]{3,9})[ /-](\d{4})(?:[:T]|,?\s+)${CLOCK}$`,
);
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * Reads a date and time of day without a zone. `dateOrder` is answered where day and month are both numbers
 * and either nobody has said which comes first, or the text contradicts what was said: one order for a file.
 * Dates with dots (`3.4.2024`) are day first wherever they are written.
 */
export function readWallTime(text: string, order: DateOrder | null): WallTime | "dateOrder" | null {
  let m = YEAR_FIRST.exec(text);
  if (m) return build(m[1], Number(m[2]), m[3], m.slice(4));
  m = NUMERIC.exec(text);
  if (m) return readNumeric(m, order);
  m = MONTH_FIRST.exec(text);
  if (m) return build(m[3], monthNumber(m[1]), m[2], m.slice(4));
  m = DAY_FIRST.exec(text);
  if (m) return build(m[3], monthNumber(m[2]), m[1], m.slice(4));
  return null;
}

function readNumeric(m: RegExpExecArray, order: DateOrder | null): WallTime | "dateOrder" | null {
  const [first, second] = [Number(m[1]), Number(m[3])];
  if (first > 31 || second > 31 || (first > 12 && second > 12)) return null;
  const used = m[2] === "." ? "dmy" : order;
  if (used === null) return "dateOrder";
  const [day, month] = used === "dmy" ? [first, second] : [second, first];
  if (month > 12) return "dateOrder";
  return build(m[4], month, String(day), m.slice(5));
}

function monthNumber(name: string | undefined): number {
  return MONTHS.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1;
}

/** `clock`: hour, minute, second, fraction, first letter of AM or PM. Null for a date that does not exist. */
function build(
  year: string | undefined,
  month: number,
  dayText: string | undefined,
  clock: (string | undefined)[],
): WallTime | null {
  const day = Number(dayText);
  const [hourText, minute, second = "0", fraction = "", half] = clock;
  let hour = Number(hourText);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  }
  if (hour > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const back = new Date(Date.UTC(Number(year), month - 1, day));
  if (back.getUTCMonth() + 1 !== month || back.getUTCDate() !== day || Number(year) < 1000) return null;
  const micros = Number(`${fraction}000000`.slice(0, 6));
  return { year: Number(year), month, day, hour, minute: Number(minute), second: Number(second), micros };
}

/**
 * The order of day and month that these texts prove by a number above 12: "mixed" where they contradict
 * each other, "ambiguous" where there are such dates and none proves anything, null where there are none.
 */
export function proveDateOrder(texts: Iterable<string>): DateOrder | "mixed" | "ambiguous" | null {
  let seen = false;
  const proven = new Set<DateOrder>();
  for (const text of texts) {
    const m = /^\s*(\d{1,2})([/-])(\d{1,2})\2\d{4}(?!\d)/.exec(text);
    if (!m) continue;
    seen = true;
    if (Number(m[1]) > 12) proven.add("dmy");
    if (Number(m[3]) > 12) proven.add("mdy");
  }
  if (proven.size === 2) return "mixed";
  const [order] = proven;
  return order ?? (seen ? "ambiguous" : null);
}
