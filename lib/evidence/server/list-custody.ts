import { and, asc, eq, gt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { incidentEvents } from "@/db/schema";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import type { Ctx } from "@/lib/api/server/context";
import type { IncidentEventKind } from "@/lib/record/model";
import { sentenceOf } from "@/lib/record/sentences";
import type { CustodyPage } from "../custody";
import type { CustodyQuery } from "../inputs";
import { requireSource } from "./find-source";
import { maySeeRaw } from "./may-see-raw";

/** How a source came, and what the incident's record says was done with it since, oldest first. */
export async function listCustody(ctx: Ctx, ref: string, id: string, query: CustodyQuery): Promise<CustodyPage> {
  const { incident, source } = await requireSource(ctx, db(), ref, id, "read");
  const after = Number(decodeCursor(query.cursor, 1)?.[0] ?? 0);
  const rows = await db()
    .select({
      seq: incidentEvents.seq,
      at: incidentEvents.recordedAt,
      kind: incidentEvents.kind,
      authorKind: incidentEvents.authorKind,
      authorName: incidentEvents.authorName,
      data: incidentEvents.data,
    })
    .from(incidentEvents)
    .where(
      and(
        eq(incidentEvents.incidentId, incident.id),
        gt(incidentEvents.seq, after),
        sql`kind in ('evidence_added', 'evidence_ready', 'evidence_failed', 'evidence_cancelled',
          'evidence_coverage_stated', 'evidence_viewed', 'evidence_rehashed')`,
        // An export of events names the sources that they are from.
        sql`(data->>'evidence' = ${id} or data->'sources' ? ${id})`,
      ),
    )
    .orderBy(asc(incidentEvents.seq))
    .limit(query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    filename: source.filename,
    sha256: source.sha256,
    bytes: source.bytes,
    broughtBy: source.broughtBy,
    broughtFrom: maySeeRaw(ctx) ? source.broughtFrom : null,
    collected: source.collected,
    receivedAt: source.receivedAt,
    maySeeRaw: maySeeRaw(ctx),
    data: page.map(({ seq, at, kind, authorKind, authorName, data }) => ({
      seq,
      at,
      kind,
      by: { kind: authorKind, name: authorName },
      what: sentenceOf({ kind: kind as IncidentEventKind, data }),
    })),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.seq]) : null,
  };
}
