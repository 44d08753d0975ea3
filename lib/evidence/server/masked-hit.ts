import { maskedRanges, maskedText } from "../masking";
import type { ByteHit } from "../views";
import { csvHeadingOf } from "./csv-heading";
import { eventId } from "./event-id";
import type { EventBytes, Stream } from "./search-bytes";
import { readStored } from "./stored-bytes";

/**
 * A hit as those see it who may not see raw evidence: the record around it masked, and no hit at all within what is
 * masked, or guessing letter by letter would tell it.
 */
export async function maskedHit(
  incidentId: number,
  { no, id, filename, format, stream }: Stream,
  { record, sub, start, end }: EventBytes,
  offset: number,
  length: number,
  around: number,
): Promise<ByteHit | null> {
  // What lies beyond the record is not masked here, and may be all secret.
  if (offset + length > end) return null;
  const bytes = await readStored({ incidentId, sourceNo: no, stream }, start, end - start);
  const text = bytes.toString("utf8");
  const from = bytes.subarray(0, offset - start).toString("utf8").length;
  const match = bytes.subarray(offset - start, offset - start + length).toString("utf8");
  const until = from + match.length;
  const heading = await csvHeadingOf({ incidentId, sourceNo: no, stream, offset: start });
  const hidden = maskedRanges(text, format, heading);
  if (hidden.some((range) => range.from < until && range.until > from)) return null;
  const earlier = hidden.filter((range) => range.until <= from);
  const later = hidden.filter((range) => range.from >= until);
  const shifted = later.map((range) => ({ ...range, from: range.from - until, until: range.until - until }));
  return {
    evidence: id,
    filename,
    offset,
    place: "event",
    event: eventId({ sourceNo: no, record, sub }),
    before: maskedText(text.slice(0, from), earlier).slice(-around),
    match,
    after: maskedText(text.slice(until), shifted).slice(0, around),
  };
}
