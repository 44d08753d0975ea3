import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";

const DAY = 86_400 * 1_000_000;

/** A story's own calendar: `"2 14:05:30"` is that time in UTC on the second day after its first, which is day 0. */
export type At = (when: string) => Instant;

export function dayClock(firstMidnight: Instant): At {
  const first = instantToMicros(firstMidnight);
  return (when) => {
    const [, day, hour, minute, second = "0"] = /^(\d+) (\d\d):(\d\d)(?::(\d\d))?$/.exec(when) ?? [];
    if (minute === undefined) throw new RangeError(`not a time of a story: ${when}`);
    const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
    return microsToInstant(first + Number(day) * DAY + seconds * 1_000_000);
  };
}

/** Midnight in UTC, so many days before the day of `now`: a story that is not over follows the first start. */
export function midnightBefore(now: Instant, days: number): Instant {
  const micros = instantToMicros(now);
  return microsToInstant(micros - (micros % DAY) - days * DAY);
}

export function secondsLater(instant: Instant, seconds: number): Instant {
  return microsToInstant(instantToMicros(instant) + Math.round(seconds * 1_000_000));
}

/** `2026-03-11T15:06:20.123Z`. */
export function toMillis(instant: Instant): string {
  return `${instant.slice(0, 23)}Z`;
}
