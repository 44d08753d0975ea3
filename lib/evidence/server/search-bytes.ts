import { db, scanSql } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import type { SearchBytesQuery } from "../inputs";
import { maskedRanges } from "../masking";
import type { ByteHit, ByteHitPage } from "../views";
import { eventId } from "./event-id";
import { maskedHit } from "./masked-hit";
import { maySeeRaw } from "./may-see-raw";
import { placeHits } from "./place-hits";
import { recordView } from "./record-view";
import { nobodyWaits } from "./scan";
import { storedBytes } from "./stored-bytes";

/** A look through gigabytes goes on page by page: after this long the answer is what was found, and where to go on. */
const LIMIT_MS = 4000;
const AROUND = 80;

export interface Stream {
  no: number;
  part: number;
  id: string;
  filename: string;
  format: string | null;
  stream: "original" | "decoded";
  size: number;
  skipped: number;
  rejects: number;
}

/**
 * Finds exact text in the stored bytes themselves, whatever a format made of them: case counts, order is that of the
 * bytes. Each hit names the event whose record it stands in, or says what else it stands in. `nextCursor` is where the look broke off.
 * Who may not see raw evidence finds only what stands in events, and nothing that is masked there.
 */
export async function searchBytes(
  ctx: Ctx,
  ref: string,
  query: SearchBytesQuery,
  signal?: AbortSignal,
): Promise<ByteHitPage> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const needle = Buffer.from(query.text);
  const streams = await streamsOf(incident.id, query.evidence);
  const start = placeOf(query.cursor);
  const deadline = performance.now() + LIMIT_MS;
  const data: ByteHit[] = [];
  const look: Look = { incidentId: incident.id, needle, most: query.limit, deadline, raw: maySeeRaw(ctx), signal };
  const bytes = { looked: 0, all: streams.reduce((sum, stream) => sum + stream.size, 0) };
  for (const stream of streams) {
    if (stream.no < start.no) {
      bytes.looked += stream.size;
      continue;
    }
    const from = stream.no === start.no ? start.offset : 0;
    const found = await searchStream({ ...look, most: query.limit - data.length }, stream, from);
    if (found.hits.length > 0) await recordHits(ctx, incident.id, stream, found.hits);
    data.push(...(await placeHits({ incidentId: incident.id, ...stream }, found.hits)));
    bytes.looked += found.end;
    if (found.end < stream.size || data.length >= query.limit)
      return {
        data,
        nextCursor: encodeCursor([stream.no, found.end]),
        searchedBytes: bytes.looked,
        allBytes: bytes.all,
      };
  }
  return { data, nextCursor: null, searchedBytes: bytes.all, allBytes: bytes.all };
}

/** Records what is about to be shown; text around a hit in which something is not masked as what it is. */
async function recordHits(ctx: Ctx, incidentId: number, { id, filename, format }: Stream, hits: readonly ByteHit[]) {
  const secret = hits.find(({ before, match, after }) => maskedRanges(before + match + after, format).length > 0);
  const unmasked = secret && { event: secret.event ?? `bytes from ${secret.offset}` };
  await recordView(ctx, { incidentId, evidence: id, filename }, unmasked ?? null);
}

function placeOf(cursor: string | undefined): { no: number; offset: number } {
  const [no = 0, offset = 0] = decodeCursor(cursor, 2) ?? [0, 0];
  if (!Number.isSafeInteger(no) || !Number.isSafeInteger(offset) || Number(offset) < 0)
    throw new AppError("invalid", "This cursor is not one that the search gave. Start again without it.");
  return { no: Number(no), offset: Number(offset) };
}

async function streamsOf(incidentId: number, evidence: string | undefined): Promise<Stream[]> {
  return scanSql()<Stream[]>`
    select no, part, id, filename, format, case when decoded_bytes is null then 'original' else 'decoded' end as stream,
      coalesce(decoded_bytes, bytes) as size, skipped, rejects
    from evidence_sources
    where incident_id = ${incidentId} and status = 'ready' and (${evidence ?? null}::uuid is null or id = ${evidence ?? null}::uuid)
    order by no`;
}

interface Look {
  incidentId: number;
  needle: Buffer;
  most: number;
  deadline: number;
  /** Whether the reader sees the bytes as they are. */
  raw: boolean;
  /** Says that nobody waits any more. */
  signal: AbortSignal | undefined;
}

async function searchStream(
  { incidentId, needle, most, deadline, raw, signal }: Look,
  source: Stream,
  from: number,
): Promise<{ hits: ByteHit[]; end: number }> {
  const hits: ByteHit[] = [];
  const owner = { incidentId, sourceNo: source.no, stream: source.stream };
  // Text may stand across two pieces, so the end of each is looked at again with the next.
  let rest: Buffer = Buffer.alloc(0);
  let at = from;
  let near: Near = null;
  for await (const piece of storedBytes(owner, source.size, { sql: scanSql() }).stream(from)) {
    if (signal?.aborted) throw nobodyWaits();
    const window = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const base = at - rest.length;
    for (let i = window.indexOf(needle); i >= 0; i = window.indexOf(needle, i + needle.length)) {
      // Hits outside of events and within what is masked are none of the hits that a page holds.
      if (performance.now() > deadline && base + i > from) return { hits, end: base + i };
      near = await nearestTo(incidentId, source, base + i, near);
      const hit = await hitAt(incidentId, source, near.event, base + i, window, i, needle.length, raw);
      if (hit) hits.push(hit);
      if (hits.length >= most) return { hits, end: base + i + needle.length };
    }
    at += piece.length;
    rest = window.subarray(Math.max(0, window.length - (needle.length - 1)));
    if (performance.now() > deadline && at < source.size) return { hits, end: at - rest.length };
  }
  return { hits, end: source.size };
}

async function hitAt(
  incidentId: number,
  source: Stream,
  before: EventBytes | null,
  offset: number,
  window: Buffer,
  i: number,
  length: number,
  raw: boolean,
): Promise<ByteHit | null> {
  const { no, id, filename } = source;
  const event = before && before.end > offset ? before : null;
  if (!raw) return event ? maskedHit(incidentId, source, event, offset, length, AROUND) : null;
  const text = (from: number, until: number) => window.subarray(Math.max(0, from), until).toString("utf8");
  return {
    evidence: id,
    filename,
    offset,
    place: event ? "event" : "unplaced",
    event: event ? eventId({ sourceNo: no, record: event.record, sub: event.sub }) : null,
    before: text(i - AROUND, i),
    match: text(i, i + length),
    after: text(i + length, i + length + AROUND),
  };
}

/** An event, and from which byte to which its record stands. */
export interface EventBytes {
  record: number;
  sub: number;
  start: number;
  end: number;
}

/** The event found last, and from where on it is: hits in one record cost one look. */
type Near = { event: EventBytes | null; from: number } | null;

async function nearestTo(incidentId: number, source: Stream, offset: number, near: Near): Promise<NonNullable<Near>> {
  if (near?.event && offset >= near.from && offset < near.event.end) return near;
  return { event: await eventAt(incidentId, source, offset), from: offset };
}

/** The last event that begins at or before a byte. Records stand in the order of their bytes, so halving finds it. */
async function eventAt(
  incidentId: number,
  source: { no: number; part: number },
  offset: number,
): Promise<EventBytes | null> {
  const [ends] = await scanSql()<{ low: number | null; high: number | null }[]>`
    select min(record) as low, max(record) as high from evidence_events
    where incident_id = ${incidentId} and part = ${source.part} and source_no = ${source.no}`;
  let low = ends?.low ?? 1;
  let high = ends?.high ?? 0;
  let best: EventBytes | null = null;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const [found] = await scanSql()<EventBytes[]>`
      select record, sub, start_offset as start, start_offset + length as end from evidence_events
      where incident_id = ${incidentId} and part = ${source.part} and source_no = ${source.no} and record >= ${middle}
      order by record, sub limit 1`;
    if (found && found.start <= offset) {
      best = found;
      low = found.record + 1;
    } else high = middle - 1;
  }
  return best;
}
