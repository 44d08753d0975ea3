import { maskRecord } from "../masking";
import { csvHeadingOf } from "./csv-heading";
import { readStored } from "./stored-bytes";

/** So much of a record is looked at for what has to be masked, and so much of it is shown. */
const LOOKED_AT = 4096;
const SHOWN = 240;
/** Rejects that lie this near to each other are read at once. */
const ONE_READ = 1024 * 1024;

interface Stored {
  incidentId: number;
  sourceNo: number;
  stream: "original" | "decoded";
  format: string | null;
}

/** A record's place in the stored bytes, and the file of the archive that it is in. */
interface Place {
  at: number;
  length: number;
  member: string | null;
}

/** How each of these records begins, masked as everywhere; null for what has no bytes, or none that are text. */
export async function rejectTexts(stored: Stored, places: readonly Place[]): Promise<(string | null)[]> {
  const { format, ...owner } = stored;
  const texts: (string | null)[] = [];
  const headings = new Map<string | null, Awaited<ReturnType<typeof csvHeadingOf>>>();
  for (const near of nearEachOther(places)) {
    const from = near[0]?.at ?? 0;
    const until = Math.max(...near.map(endOf));
    const bytes = until > from ? await readStored(owner, from, until - from) : Buffer.alloc(0);
    for (const place of near) {
      const text = bytes.subarray(place.at - from, endOf(place) - from).toString("utf8");
      if (!headings.has(place.member)) headings.set(place.member, await csvHeadingOf({ ...owner, offset: place.at }));
      texts.push(isText(text) ? beginning(maskRecord(text, format, headings.get(place.member) ?? null)) : null);
    }
  }
  return texts;
}

function endOf({ at, length }: Place): number {
  return at + Math.min(length, LOOKED_AT);
}

function nearEachOther(places: readonly Place[]): Place[][] {
  const groups: Place[][] = [];
  for (const place of places) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group && first && place.at >= first.at && endOf(place) - first.at <= ONE_READ) group.push(place);
    else groups.push([place]);
  }
  return groups;
}

/** Bytes that are no text read as replacement and control characters. */
function isText(text: string): boolean {
  const strange = text.match(/[\p{Cc}\uFFFD]/gu)?.filter((char) => !/\s/.test(char)).length ?? 0;
  return text.trim() !== "" && strange <= text.length / 20 + 1;
}

function beginning(text: string): string {
  const start = text.trim();
  return start.length > SHOWN ? `${start.slice(0, SHOWN).toWellFormed()}…` : start;
}
