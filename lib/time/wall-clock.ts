import { Temporal } from "temporal-polyfill";
import { isZone, type Precision } from "./format";
import { microsToInstant } from "./instant";
import { type NaturalContext, type NaturalReading, timeOf } from "./natural-reading";

/** What a clock on a wall shows: a time without the zone in which it is meant. */
export interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
}

const ZONE_WORD = /(?:(?:^|\s)\(?|(?<=\d)(?=Z|UTC))([A-Z][A-Za-z]+\/[A-Za-z_]+(?:\/[A-Za-z_]+)?|UTC|GMT|Z)\)?(?=\s|$)/;

/** A text without the zone that it named, and the zone in which the rest is meant. */
export interface Zoned {
  rest: string;
  zone: string;
  stated: boolean;
}

export function takeZone(input: string, fallback: string): Zoned {
  const found = ZONE_WORD.exec(input);
  const name = found?.[1];
  if (!found || !name) return { rest: input, zone: fallback, stated: false };
  const zone = name === "Z" || name === "GMT" ? "UTC" : name;
  if (!isZone(zone)) return { rest: input, zone: fallback, stated: false };
  return { rest: input.replace(found[0], " ").trim(), zone, stated: true };
}

/** What the clock of the zone meant by that wall time: one instant, two, or none. */
export function resolve(wall: Wall, precision: Precision, zoned: Zoned, context: NaturalContext): NaturalReading {
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
