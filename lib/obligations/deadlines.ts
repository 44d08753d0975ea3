import { Temporal } from "temporal-polyfill";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { Offset } from "./model";

const HOUR_MICROS = 3_600_000_000;

/** Whether a day (`2026-11-26`) is a public holiday. */
export type IsHoliday = (day: string) => boolean;

export interface Calendar {
  /** IANA name: day clocks count its days. */
  zone: string;
  isHoliday: IsHoliday;
}

export interface Deadline {
  /** The last microsecond in which it is in time. */
  at: Instant;
  /** The day it ends with, in the calendar's zone; null for a clock of hours. */
  on: string | null;
}

/**
 * When an offset from an instant runs out. Hours are counted in UTC. Days, business days and months are counted from
 * the day it was in the calendar's zone, that day not counted, and last until the end of the day; a month that is too
 * short ends with its last day. Business days are Monday to Friday without public holidays.
 */
export function deadline(from: Instant, { count, unit }: Offset, { zone, isHoliday }: Calendar): Deadline {
  if (unit === "hours") return { at: microsToInstant(instantToMicros(from) + count * HOUR_MICROS), on: null };
  const first = dayOf(from, zone);
  switch (unit) {
    case "calendar_days":
      return endOf(first.add({ days: count }), zone);
    case "months":
      return endOf(first.add({ months: count }), zone);
    case "business_days":
      return endOf(afterBusinessDays(first, count, isHoliday), zone);
  }
}

/** The day it is in a zone, as `2026-03-11`. */
export function dayIn(at: Instant, zone: string): string {
  return dayOf(at, zone).toString();
}

function dayOf(at: Instant, zone: string): Temporal.PlainDate {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate();
}

function afterBusinessDays(first: Temporal.PlainDate, count: number, isHoliday: IsHoliday): Temporal.PlainDate {
  let day = first;
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 });
    if (day.dayOfWeek <= 5 && !isHoliday(day.toString())) left -= 1;
  }
  return day;
}

function endOf(day: Temporal.PlainDate, zone: string): Deadline {
  const next = day.add({ days: 1 }).toZonedDateTime(zone);
  return { at: microsToInstant(next.epochMilliseconds * 1000 - 1), on: day.toString() };
}
