import { and, desc, eq, ne, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { incidentEvents } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import type { IncidentEventKind } from "@/lib/record/model";
import type { TimelineFacetsView } from "../views";

/** What there is to filter by: kinds and authors with their counts, and the time that is spanned. */
export async function countFacets(ctx: Ctx, ref: string): Promise<TimelineFacetsView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const ofIncident = and(eq(incidentEvents.incidentId, incident.id), ne(incidentEvents.kind, "correction"));
  const count = sql<number>`count(*)::int`;
  const [kinds, authors, [span]] = await Promise.all([
    db()
      .select({ kind: incidentEvents.kind, count })
      .from(incidentEvents)
      .where(ofIncident)
      .groupBy(incidentEvents.kind),
    db()
      .select({ id: incidentEvents.authorId, name: incidentEvents.authorName, count })
      .from(incidentEvents)
      .where(ofIncident)
      .groupBy(incidentEvents.authorId, incidentEvents.authorName)
      .orderBy(desc(count))
      .limit(200),
    db()
      .select({
        first: sql<string | null>`min(${incidentEvents.occurredAt})`.mapWith(incidentEvents.occurredAt),
        last: sql<string | null>`max(${incidentEvents.occurredAt})`.mapWith(incidentEvents.occurredAt),
      })
      .from(incidentEvents)
      .where(ofIncident),
  ]);
  return {
    kinds: kinds.map(({ kind, count: n }) => ({ kind: kind as IncidentEventKind, count: n })),
    authors,
    first: span?.first ?? null,
    last: span?.last ?? null,
  };
}
