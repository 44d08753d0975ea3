import { Temporal } from "temporal-polyfill";
import { type Instant, microsToInstant } from "@/lib/time/instant";
import type { WallTime } from "@/lib/time/log-wall-time";

/** Zone abbreviations that logs use, in minutes east of UTC; those with several meanings are left out. */
const ABBREVIATIONS: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  WEST: 60,
  CET: 60,
  MET: 60,
  CEST: 120,
  MEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  JST: 540,
  KST: 540,
  AEST: 600,
  AEDT: 660,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

const OFFSET = /^([+-])(\d\d?)(?::?(\d\d))?$/;
const TRAILING_ZONE =
  /^(.*\d(?:\s*[AaPp]\.?[Mm]\.?)?)\s*(?:(Z|z|[+-]\d\d(?::?\d\d)?)(?:\[[A-Za-z0-9_+/-]+\])?|\(?([A-Z]{3,5})\)?|([A-Z][A-Za-z_]+\/[A-Za-z0-9_+/-]+))$/;

/** Takes brackets and a zone at the end off a time; `zoneText` is null where it has none. */
export function readClock(text: string): { clock: string; zoneText: string | null } {
  const bare = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1).trim() : text;
  const m = TRAILING_ZONE.exec(bare);
  const clock = m?.[1]?.trim() ?? "";
  // In "2024-03-01" the tail looks like an offset; without a time of day before it, it is not one.
  if (m && clock.includes(":")) return { clock, zoneText: m[2] ?? m[3] ?? m[4] ?? null };
  return { clock: bare, zoneText: null };
}

/** Minutes east of UTC for an offset or a known abbreviation, the name itself for an IANA zone, null for neither. */
export function readOffset(zone: string): number | string | null {
  const known = Object.hasOwn(ABBREVIATIONS, zone.toUpperCase()) ? ABBREVIATIONS[zone.toUpperCase()] : undefined;
  if (known !== undefined) return known;
  const m = OFFSET.exec(zone);
  if (m) {
    const minutes = Number(m[2]) * 60 + Number(m[3] ?? 0);
    return minutes > 18 * 60 || Number(m[3] ?? 0) > 59 ? null : (m[1] === "-" ? -1 : 1) * minutes;
  }
  return isZoneName(zone) ? zone : null;
}

const zoneNames = new Map<string, boolean>();

function isZoneName(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,60}$/.test(zone)) return false;
  const cached = zoneNames.get(zone);
  if (cached !== undefined) return cached;
  let valid = true;
  try {
    Temporal.PlainDateTime.from("2024-01-01T00:00").toZonedDateTime(zone);
  } catch {
    valid = false;
  }
  if (zoneNames.size < 1000) zoneNames.set(zone, valid);
  return valid;
}

/**
 * The instant at which a clock in that zone showed this. Where daylight saving makes it ambiguous the earlier
 * one is taken, where the clock skipped it the time after the jump. Null for a zone that does not exist.
 */
export function wallToInstant(wall: WallTime, zone: string): Instant | null {
  const offset = readOffset(zone);
  if (offset === null) return null;
  if (typeof offset === "number") {
    const ms = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second) - offset * 60_000;
    return inRange(ms) ? microsToInstant(ms * 1000 + wall.micros) : null;
  }
  const { year, month, day, hour, minute, second, micros } = wall;
  const ms = new Temporal.PlainDateTime(year, month, day, hour, minute, second).toZonedDateTime(
    offset,
  ).epochMilliseconds;
  return inRange(ms) ? microsToInstant(ms * 1000 + micros) : null;
}

/** Years of four digits: what an instant can say. */
function inRange(ms: number): boolean {
  return ms >= -62_135_596_800_000 && ms < 253_402_300_800_000;
}
