import { scanSql } from "@/db/client";
import type { ByteHit } from "../views";
import { eventId } from "./event-id";

interface Extent {
  start: number;
  end: number;
}

interface Delivery extends Extent {
  sourceNo: number;
  record: number;
  sub: number;
}

interface Where {
  incidentId: number;
  no: number;
  skipped: number;
  rejects: number;
}

/**
 * Says of each hit that stands in no event's record what it stands in: a repeated delivery (then `event` is the one it
 * repeats), a rejected record, or none; "unplaced" where the source has records of which no place is kept.
 */
export async function placeHits(where: Where, hits: readonly ByteHit[]): Promise<ByteHit[]> {
  const loose = hits.filter(({ event }) => event === null).map(({ offset }) => offset);
  if (loose.length === 0) return [...hits];
  const offsets = [...loose].sort((a, b) => a - b);
  const [deliveries, rejects] = await Promise.all([deliveriesAt(where, offsets), rejectsAt(where, offsets)]);
  const holds = (offset: number) => (extent: Extent) => extent.start <= offset && offset < extent.end;
  return hits.map((hit) => {
    if (hit.event !== null) return hit;
    const delivery = deliveries.find(holds(hit.offset));
    if (delivery) return { ...hit, place: "duplicate", event: eventId(delivery) };
    if (rejects.rows.some(holds(hit.offset))) return { ...hit, place: "reject" };
    return { ...hit, place: where.skipped === 0 && rejects.listed === where.rejects ? "outside" : "unplaced" };
  });
}

/** Holds some offset: that of the first one at or after its start. So one look at each row answers for all hits. */
const HOLDS_ONE = (start: string, length: string) =>
  `($3::bigint[])[width_bucket(${start} - 1, $3::bigint[]) + 1] < ${start} + ${length}`;

async function deliveriesAt({ incidentId, no }: Where, offsets: number[]): Promise<Delivery[]> {
  return scanSql().unsafe<Delivery[]>(
    `select event_source_no as "sourceNo", event_record as record, event_sub as sub, start_offset as start,
       start_offset + length as end
     from evidence_deliveries where incident_id = $1 and source_no = $2 and ${HOLDS_ONE("start_offset", "length")}`,
    [incidentId, no, offsets] as never[],
  );
}

/** In an archive a reject's place counts within its file; `listed` is how many rejects have a place at all. */
async function rejectsAt({ incidentId, no, rejects }: Where, offsets: number[]) {
  if (rejects === 0) return { rows: [], listed: 0 };
  const start = "coalesce(m.start_offset, 0) + r.start_offset";
  const rows = await scanSql().unsafe<(Extent & { listed: number })[]>(
    `select ${start} as start, ${start} + r.length as end
     from evidence_rejects r left join evidence_members m
       on m.incident_id = r.incident_id and m.source_no = r.source_no and m.name = r.member
     where r.incident_id = $1 and r.source_no = $2 and ${HOLDS_ONE(`(${start})`, "r.length")}`,
    [incidentId, no, offsets] as never[],
  );
  const [count] = await scanSql()<{ n: number }[]>`
    select count(*)::int as n from evidence_rejects where incident_id = ${incidentId} and source_no = ${no}`;
  return { rows, listed: count?.n ?? 0 };
}
