import { readNaturalTime } from "@/lib/time/natural";
import type { NaturalContext, NaturalReading } from "@/lib/time/natural-reading";

export interface LeadingTime {
  /** The time as typed. */
  time: string;
  /** The entry without it; the whole text where the time is an interval, whose end an entry has no place for. */
  rest: string;
  /** `unread` only for a time that is written out and never was, such as 30 February. */
  reading: NaturalReading;
}

const MOST_WORDS = 8;
/** A number alone is no time: "3 engineers had access", "10.0.0.1 called", "2 May deployments failed". */
const SAYS_WHEN =
  /(?:^|[\sT~])(?:[01]?\d|2[0-3])[:hu][0-5]\d|\d\s?[ap]m\b|\d\s?[a-z]+\s+ago$|^t?\s*[-−+]\s?\d+\s?[dhms]|^\d{4}-\d\d-\d\d|[a-z]+,?\s+(?:19|20)\d\d$/i;
/** Words that a sentence goes on with after a time, though the reader of times would take them for a zone or a day. */
const GOES_ON = /^(?:GET|BOT|get|bot|act|art|cast|cat|east|eat|hast|mart|met|pet|wast|[Ss]un|[Ss]at|[Ss]econd|sec|in)$/;
const MARKS = /[,:–—-]+$/;

/**
 * Takes a time that an entry begins with ("14:05 agent stopped", "10 jul 2023 14:08 CEST: key used") apart from the
 * text after it. The reader of every other time field reads it, so that what is a time there is one here.
 * Null where the text does not begin with a time, or is nothing else.
 */
export function readLeadingTime(text: string, context: NaturalContext): LeadingTime | null {
  const trimmed = text.trim();
  const firstLine = trimmed.split("\n", 1)[0] ?? "";
  const prefixes = [...firstLine.matchAll(/\S+/g)].slice(0, MOST_WORDS).flatMap((word) => {
    const time = firstLine
      .slice(0, word.index + word[0].length)
      .replace(MARKS, "")
      .trimEnd();
    if (time.length === trimmed.length || GOES_ON.test(word[0]) || !SAYS_WHEN.test(time)) return [];
    const reading = readNaturalTime(time, context);
    return reading.kind === "unread" && !reading.impossible ? [] : [{ time, reading }];
  });
  const longest = prefixes.at(-1);
  if (!longest) return null;
  // "14:05 on" reads like "14:05": the word belongs to the sentence.
  const meaning = JSON.stringify(longest.reading);
  const { time, reading } = prefixes.find((prefix) => JSON.stringify(prefix.reading) === meaning) ?? longest;
  const interval = reading.kind === "read" && reading.time.until !== null;
  const rest = trimmed.slice(time.length).replace(/^[,:–—-]?\s+(?:[,:–—-]\s+)?/, "");
  if (!rest || /^[,:–—-]$/.test(rest)) return null;
  return { time, rest: interval ? trimmed : rest, reading };
}
