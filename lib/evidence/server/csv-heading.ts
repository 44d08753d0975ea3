import { rawSql } from "@/db/client";
import { detectContainer, HEAD_BYTES } from "../containers/detect-container";
import { CONTAINER_LIMITS } from "../containers/limits";
import type { CsvHeading } from "../masking/csv-cells";
import { readStored } from "./stored-bytes";

interface RecordPlace {
  incidentId: number;
  sourceNo: number;
  stream: "original" | "decoded";
  offset: number;
}

/** Read evidence does not change: the header rows of some files are remembered. */
const remembered = new Map<string, Promise<CsvHeading | null>>();
const MOST_REMEMBERED = 200;

/** The header row of the file in which a record stands, if that is a CSV with one; found as the import finds it. */
export async function csvHeadingOf({ incidentId, sourceNo, stream, offset }: RecordPlace): Promise<CsvHeading | null> {
  const [file] = await rawSql()<{ from: number; until: number }[]>`
    select from_at as "from", until_at as until from (
      select m.start_offset as from_at,
        coalesce(lead(m.start_offset) over (order by m.member), s.decoded_bytes, s.bytes) as until_at
      from evidence_members m join evidence_sources s on s.incident_id = m.incident_id and s.no = m.source_no
      where m.incident_id = ${incidentId} and m.source_no = ${sourceNo}
    ) f where from_at <= ${offset} order by from_at desc limit 1`;
  // Live sources have no files, and no header rows.
  if (!file) return null;
  const key = `${sourceNo}/${file.from}`;
  const known = remembered.get(key);
  if (known) return known;
  const heading = readHeading({ incidentId, sourceNo, stream }, file);
  remembered.set(key, heading);
  heading.catch(() => remembered.delete(key));
  for (const oldest of remembered.keys()) {
    if (remembered.size <= MOST_REMEMBERED) break;
    remembered.delete(oldest);
  }
  return heading;
}

async function readHeading(
  owner: Omit<RecordPlace, "offset">,
  { from, until }: { from: number; until: number },
): Promise<CsvHeading | null> {
  const length = Math.min(until - from, HEAD_BYTES);
  const head = await readStored(owner, from, length);
  const spec = specOf(head, length === until - from);
  if (spec?.container !== "csv" || spec.header === null) return null;
  return { delimiter: spec.delimiter, names: spec.header };
}

function specOf(head: Buffer, ended: boolean) {
  try {
    return detectContainer(head, ended, CONTAINER_LIMITS, () => false);
  } catch {
    return null;
  }
}
