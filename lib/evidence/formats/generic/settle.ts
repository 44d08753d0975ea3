import { at, isObject, text } from "@/lib/evidence/formats/fields";
import type { ColumnMapping, Need, NormaliseOptions, RecogniseHints } from "@/lib/evidence/formats/format";
import { proveDateOrder } from "@/lib/time/log-wall-time";
import { parseLogTime } from "@/lib/time/parse-log-time";
import { columnsOf, guessMapping, plausible } from "./mapping";
import { isOwnExport } from "./own-export";

/** The mapping that a person gave, else the one that column names give and these records bear out. */
export function mappingFor(
  records: readonly unknown[],
  hints: RecogniseHints,
  options: NormaliseOptions,
): ColumnMapping | null {
  if (options.mapping !== null) return options.mapping;
  if (records.length > 0 && records.every(isOwnExport)) return { occurredAt: "occurredAt" };
  const guess = guessMapping(columnsOf(records, hints.header));
  return guess !== null && plausible(guess, records) ? guess : null;
}

/** What must still be asked before these records can be read. */
export function genericNeeds(records: readonly unknown[], hints: RecogniseHints, options: NormaliseOptions): Need[] {
  const mapping = mappingFor(records, hints, options);
  if (mapping === null) return ["mapping"];
  const times = records.filter(isObject).map((record) => at(record, mapping.occurredAt));
  const texts = times.map(text).filter((t) => t !== null);
  const proven = proveDateOrder(texts);
  const dateOrder = options.dateOrder ?? (proven === "dmy" || proven === "mdy" ? proven : null);
  const why = times.map((time) => {
    const read = parseLogTime(time, { zone: options.zone, dateOrder });
    return read.ok ? null : read.why;
  });
  const needs: Need[] = [];
  const unordered = dateOrder === null && proven !== null;
  // Behind an order that is not known yet hides whether those times have a zone.
  const zoneless = why.includes("zone") || (unordered && texts.some((t) => hasNoZone(t, options)));
  if (zoneless) needs.push("zone");
  if (unordered) needs.push("dateOrder");
  return needs;
}

function hasNoZone(written: string, options: NormaliseOptions): boolean {
  return (["dmy", "mdy"] as const).some((dateOrder) => {
    const read = parseLogTime(written, { zone: options.zone, dateOrder });
    return !read.ok && read.why === "zone";
  });
}

/** The answers that the sample itself gives, put beside those of people: one mapping, one date order for the file. */
export function settleGeneric(
  records: readonly unknown[],
  hints: RecogniseHints,
  options: NormaliseOptions,
): NormaliseOptions {
  const mapping = mappingFor(records, hints, options);
  if (mapping === null) return options;
  const proven = proveDateOrder(
    records.map((record) => text(at(record, mapping.occurredAt))).filter((t) => t !== null),
  );
  const order = proven === "dmy" || proven === "mdy" ? proven : null;
  return { ...options, mapping, dateOrder: options.dateOrder ?? order };
}
