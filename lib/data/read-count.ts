import type { CountRange } from "./totals";

const NUMBER = /^(\d{1,3}(?:[,.' _\u00a0\u202f]\d{3})+|\d+(?:\.\d+)?)\s*(k|m|million|thousand)?$/i;
const UNKNOWN: CountRange = { certainty: "unknown", low: null, high: null };

/**
 * A count as people write it: "61,000" is known, "~61k" and "40k–90k" (or "40-90k") are estimates, "unknown", "?" and
 * nothing are unknown. Null for anything else, so that no number is guessed.
 */
export function readCount(text: string): CountRange | null {
  const given = text.trim().toLowerCase();
  if (given === "" || given === "?" || given === "unknown") return UNKNOWN;
  const about = /^(?:~|about |ca\.? ?|approx\.? )/.exec(given);
  const rest = about ? given.slice(about[0].length).trim() : given;
  const range = rest.split(/\s*(?:–|—|-|\.\.|\bto\b)\s*/);
  if (range.length > 2) return null;
  if (range.length === 1) {
    const value = readNumber(rest);
    return value === null ? null : { certainty: about ? "estimate" : "known", low: value, high: value };
  }
  const [first = "", second = ""] = range;
  const unit = /[a-z]+$/.exec(second)?.[0] ?? "";
  // In "40-90k" the unit belongs to both ends.
  const high = readNumber(second);
  const shared = readNumber(/[a-z]$/.test(first) ? first : `${first}${unit}`);
  // … unless that would turn the range around, as in "900-1.2k".
  const low = shared !== null && high !== null && shared > high ? readNumber(first) : shared;
  return low === null || high === null || low > high ? null : { certainty: "estimate", low, high };
}

function readNumber(text: string): number | null {
  const match = NUMBER.exec(text.trim());
  if (!match?.[1]) return null;
  const [, digits, unit] = match;
  const grouped = /\D\d{3}(?:\D|$)/.test(digits) && !(unit && /^\d+\.\d+$/.test(digits));
  const value = Number(grouped ? digits.replaceAll(/\D/g, "") : digits);
  const factor = !unit ? 1 : /^(?:m|million)$/i.test(unit) ? 1_000_000 : 1000;
  const result = value * factor;
  return Number.isInteger(Math.round(result * 1000) / 1000) ? Math.round(result) : null;
}

/** The text that `readCount` reads back as the same count. */
export function countText({ certainty, low, high }: CountRange): string {
  if (low === null || high === null) return "";
  const figure = (n: number) => n.toLocaleString("en");
  if (low !== high) return `${figure(low)}–${figure(high)}`;
  return certainty === "estimate" ? `~${figure(low)}` : figure(low);
}
