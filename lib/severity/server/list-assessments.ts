import { and, desc, eq, lt } from "drizzle-orm";
import { db } from "@/db/client";
import { severityAssessments } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import type { Ctx } from "@/lib/api/server/context";
import type { AssessmentPage } from "../views";
import { toAssessmentView } from "./to-view";

/** The newest first: the first one is the severity that counts. */
export async function listAssessments(
  ctx: Ctx,
  ref: string,
  query: { limit: number; cursor?: string | undefined },
): Promise<AssessmentPage> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const after = decodeCursor(query.cursor, 1)?.[0];
  const rows = await db()
    .select()
    .from(severityAssessments)
    .where(
      and(
        eq(severityAssessments.incidentId, incident.id),
        after === undefined ? undefined : lt(severityAssessments.eventSeq, Number(after)),
      ),
    )
    .orderBy(desc(severityAssessments.eventSeq))
    .limit(query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    data: shown.map(toAssessmentView),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.eventSeq]) : null,
  };
}
