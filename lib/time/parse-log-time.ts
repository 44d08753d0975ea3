import { type Instant, microsToInstant, parseInstant } from "@/lib/time/instant";
import { type DateOrder, readWallTime } from "@/lib/time/log-wall-time";
import { readClock, readOffset, wallToInstant } from "@/lib/time/log-zone";

/** What the zone of a time rests on: the text itself, the format's contract, a person's answer, or epoch counting. */
export type ZoneBasis = "stated" | "contract" | "given" | "epoch";

export interface LogTimeRules {
  /** Zone a person gave for times without one: IANA name or offset; null while nobody has said. */
  zone: string | null;
  /** Zone that the format's documentation promises for times without one. Goes before a given zone. */
  contractZone?: string;
  /** Order in `03/04/2024`; null while nobody has said. */
  dateOrder: DateOrder | null;
}

export type LogTime =
  | { ok: true; instant: Instant; zone: ZoneBasis; text: string }
  | { ok: false; why: "empty" | "unreadable" | "zone" | "dateOrder"; text: string };

/** Seconds since 1970 between which a bare number is taken for a time: 1995 to 2100. */
const EPOCH_FROM = 788_918_400;
const EPOCH_UNTIL = 4_102_444_800;
const NUMBER = /^(\d{9,19})(?:\.(\d+))?$/;
const COMPACT = /^(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/;

/**
 * Reads a time as logs write it: RFC 3339 and its relatives with 0–9 decimals, `9/20/2023 4:05:03 AM`, CLF,
 * `Sep 12, 2019 9:12:29 PM`, RFC 2822, `20231218054831.655`, epoch seconds to nanoseconds (unit by magnitude).
 * Never uses the server's zone or locale: a time without a zone is refused until the contract or a person gives one.
 * Decimals beyond microseconds are cut off; the text keeps them.
 */
export function parseLogTime(value: unknown, rules: LogTimeRules): LogTime {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "bigint") {
    return { ok: false, why: value === null || value === undefined ? "empty" : "unreadable", text: "" };
  }
  const text = typeof value === "string" ? value.trim() : plainNumber(value);
  if (text === "") return { ok: false, why: "empty", text };
  if (USUAL.test(text)) {
    const instant = parseUsual(text);
    return instant === null ? { ok: false, why: "unreadable", text } : { ok: true, instant, zone: "stated", text };
  }
  if (text.length > 80) return { ok: false, why: "unreadable", text: `${text.slice(0, 80)}…` };
  const number = NUMBER.exec(text);
  if (number) return parseNumber(text, number[1] ?? "", number[2] ?? "", rules);
  const instant = parseInstant(text);
  if (instant !== null) return { ok: true, instant, zone: "stated", text };
  return parseWords(text, rules);
}

/** `2026-03-11T14:05:00Z`: most of what logs write, and worth a short way. */
const USUAL = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
let knownDay = "";

function parseUsual(text: string): Instant | null {
  const day = text.slice(0, 10);
  if (day !== knownDay) {
    if (parseInstant(text) === null) return null;
    knownDay = day;
  }
  return `${text.slice(0, 19)}.000000Z`;
}

function plainNumber(value: number | bigint): string {
  if (typeof value === "bigint") return value.toString();
  if (!Number.isFinite(value)) return "not a number";
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

/** An epoch number, or fourteen digits that are a date written together. */
function parseNumber(text: string, whole: string, fraction: string, rules: LogTimeRules): LogTime {
  for (const unitsPerSecond of [1n, 1_000n, 1_000_000n, 1_000_000_000n]) {
    const seconds = BigInt(whole) / unitsPerSecond;
    if (seconds >= EPOCH_FROM && seconds < EPOCH_UNTIL) {
      const digits = `${fraction}000000`;
      const micros =
        unitsPerSecond === 1_000_000_000n
          ? BigInt(whole) / 1000n
          : BigInt(whole) * (1_000_000n / unitsPerSecond) + BigInt(digits.slice(0, 6)) / unitsPerSecond;
      return { ok: true, instant: microsToInstant(Number(micros)), zone: "epoch", text };
    }
  }
  return parseWords(text, rules);
}

function parseWords(text: string, rules: LogTimeRules): LogTime {
  const compact = COMPACT.exec(text);
  const { clock, zoneText } = compact ? { clock: spreadOut(compact), zoneText: compact[8] ?? null } : readClock(text);
  const wall = readWallTime(clock, rules.dateOrder);
  if (wall === "dateOrder") return { ok: false, why: "dateOrder", text };
  if (wall === null) return { ok: false, why: "unreadable", text };
  if (zoneText !== null) {
    const instant = readOffset(zoneText) === null ? null : wallToInstant(wall, zoneText);
    return instant === null ? { ok: false, why: "unreadable", text } : { ok: true, instant, zone: "stated", text };
  }
  const zone = rules.contractZone ?? rules.zone;
  if (zone === null) return { ok: false, why: "zone", text };
  const instant = wallToInstant(wall, zone);
  if (instant === null) return { ok: false, why: "zone", text };
  return { ok: true, instant, zone: rules.contractZone === undefined ? "given" : "contract", text };
}

function spreadOut(m: RegExpExecArray): string {
  return `${m[1]}-${m[2]}-${m[3]} ${m[4]}:${m[5]}:${m[6]}${m[7] ? `.${m[7]}` : ""}`;
}

/** What a reject says about a time that could not be read. */
export function explainLogTime(field: string, time: LogTime & { ok: false }): string {
  switch (time.why) {
    case "empty":
      return `no time: ${field} is missing or empty`;
    case "zone":
      return `time without a zone in ${field} ("${time.text}"), and no zone was given for this source`;
    case "dateOrder":
      return `${field} "${time.text}" does not fit the order of day and month of this source`;
    default:
      return `${field} "${time.text}" is not a time that can be read`;
  }
}
