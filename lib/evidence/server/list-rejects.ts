import { and, asc, count, desc, eq, gt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { evidenceMembers, evidenceRejects } from "@/db/schema";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import type { Ctx } from "@/lib/api/server/context";
import type { ListRejectsQuery } from "../inputs";
import type { RejectPage } from "../views";
import { requireSource, type Source } from "./find-source";
import { maySeeRaw } from "./may-see-raw";
import { recordView } from "./record-view";
import { rejectTexts } from "./reject-texts";

const MOST_REASONS = 100;

/**
 * What could not be read, in the order of the file, with how each record begins for those who may see raw evidence,
 * and how often each reason is given. That records were looked at is recorded.
 */
export async function listRejects(ctx: Ctx, ref: string, id: string, query: ListRejectsQuery): Promise<RejectPage> {
  const { source } = await requireSource(ctx, db(), ref, id, "read");
  const rows = await rejectsOf(source, query);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const mayRead = maySeeRaw(ctx);
  const texts = mayRead ? await textsOf(source, page) : [];
  if (texts.some((text) => text !== null))
    await recordView(ctx, { incidentId: source.incidentId, evidence: source.id, filename: source.filename }, null);
  return {
    data: page.map(({ member, record, offset, length, reason }, i) => {
      return { member, record, offset, length, reason, text: texts[i] ?? null };
    }),
    reasons: await reasonsOf(source),
    mayRead,
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.id]) : null,
  };
}

/** Where in a record it breaks is no reason of its own. */
const KIND_OF_REASON = sql<string>`regexp_replace(evidence_rejects.reason, ' at character [0-9]+$', '')`;

const of = (source: Source) =>
  and(eq(evidenceRejects.incidentId, source.incidentId), eq(evidenceRejects.sourceNo, source.no));

function rejectsOf(source: Source, query: ListRejectsQuery) {
  const cursor = decodeCursor(query.cursor, 1);
  const { id, member, record, offset, length, reason } = evidenceRejects;
  return db()
    .select({
      id,
      member,
      record,
      offset,
      length,
      reason,
      memberAt: sql<number>`coalesce(${startOfMember}, 0)::float8`,
    })
    .from(evidenceRejects)
    .where(
      and(
        of(source),
        query.reason === undefined ? undefined : eq(KIND_OF_REASON, query.reason),
        cursor ? gt(id, Number(cursor[0])) : undefined,
      ),
    )
    .orderBy(asc(id))
    .limit(query.limit + 1);
}

/** Places of rejects in an archive count within their file. */
const startOfMember = sql`(
  select min(m.start_offset) from ${evidenceMembers} m
  where m.incident_id = evidence_rejects.incident_id and m.source_no = evidence_rejects.source_no
    and m.name = evidence_rejects.member)`;

type Row = Awaited<ReturnType<typeof rejectsOf>>[number];

function textsOf(source: Source, rows: readonly Row[]): Promise<(string | null)[]> {
  const stream = source.decodedBytes === null ? "original" : "decoded";
  const places = rows.map(({ member, memberAt, offset, length }) => ({ at: memberAt + offset, length, member }));
  return rejectTexts({ incidentId: source.incidentId, sourceNo: source.no, stream, format: source.format }, places);
}

async function reasonsOf(source: Source): Promise<RejectPage["reasons"]> {
  return db()
    .select({ reason: KIND_OF_REASON, count: count() })
    .from(evidenceRejects)
    .where(of(source))
    .groupBy(KIND_OF_REASON)
    .orderBy(desc(count()), asc(KIND_OF_REASON))
    .limit(MOST_REASONS);
}
