import { and, desc, eq, lt, ne } from "drizzle-orm";
import { db } from "@/db/client";
import { evidenceSources } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import type { Ctx } from "@/lib/api/server/context";
import type { SourcePage } from "../views";
import { toSourceViews } from "./to-source-view";

/** Sources of an incident, newest first. */
export async function listEvidence(
  ctx: Ctx,
  ref: string,
  query: { limit: number; cursor?: string | undefined },
): Promise<SourcePage> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const cursor = decodeCursor(query.cursor, 1);
  const rows = await db()
    .select()
    .from(evidenceSources)
    .where(
      and(
        eq(evidenceSources.incidentId, incident.id),
        ne(evidenceSources.status, "receiving"),
        cursor ? lt(evidenceSources.no, Number(cursor[0])) : undefined,
      ),
    )
    .orderBy(desc(evidenceSources.no))
    .limit(query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: await toSourceViews(db(), page),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.no]) : null,
  };
}
