import type { Precision } from "./format";
import type { Instant } from "./instant";

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

export const EMPTY = "Write a time, such as “14:05”, “20 min ago” or “2026-03-11 14:05 UTC”.";

export function read(
  instant: Instant,
  precision: Precision,
  zone: string,
  stated: boolean,
  context: NaturalContext,
): NaturalReading {
  return { kind: "read", time: timeOf(instant, precision, zone, stated, context) };
}

export function timeOf(
  instant: Instant,
  precision: Precision,
  zone: string,
  zoneStated: boolean,
  context: NaturalContext,
): NaturalTime {
  return { instant, until: null, precision, zone, zoneStated, future: instant > context.now };
}
