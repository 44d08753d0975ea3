import { and, asc, eq, gt } from "drizzle-orm";
import { db } from "@/db/client";
import { evidenceRejects } from "@/db/schema";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import type { Ctx } from "@/lib/api/server/context";
import type { ListRejectsQuery } from "../inputs";
import type { RejectPage } from "../views";
import { requireSource } from "./find-source";

/** What could not be read, in the order of the file. */
export async function listRejects(ctx: Ctx, ref: string, id: string, query: ListRejectsQuery): Promise<RejectPage> {
  const { source } = await requireSource(ctx, db(), ref, id, "read");
  const cursor = decodeCursor(query.cursor, 1);
  const rows = await db()
    .select()
    .from(evidenceRejects)
    .where(
      and(
        eq(evidenceRejects.incidentId, source.incidentId),
        eq(evidenceRejects.sourceNo, source.no),
        cursor ? gt(evidenceRejects.id, Number(cursor[0])) : undefined,
      ),
    )
    .orderBy(asc(evidenceRejects.id))
    .limit(query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: page.map(({ member, record, offset, length, reason }) => ({ member, record, offset, length, reason })),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.id]) : null,
  };
}
