import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { alerts, incidents, reports } from "@/db/schema";
import { requirePermission, visibleTo } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import type { Ctx } from "@/lib/api/server/context";
import { toIncidentView } from "@/lib/incidents/server/to-view";
import type { ReportedView, TriagePage, TriageRow } from "../views";
import { toReportedViews } from "./list-reports";

/** What waits for a decision and may be seen, the longest waiting first. */
export async function listTriage(ctx: Ctx, query: { limit: number; cursor?: string | undefined }): Promise<TriagePage> {
  requirePermission(ctx, "read");
  const after = decodeCursor(query.cursor, 1)?.[0];
  const rows = await db()
    .select({ incident: incidents, report: reports })
    .from(incidents)
    .innerJoin(reports, eq(reports.incidentId, incidents.id))
    .where(
      and(
        eq(incidents.phase, "triage"),
        visibleTo(ctx),
        after === undefined ? undefined : gt(incidents.id, Number(after)),
      ),
    )
    .orderBy(asc(incidents.id))
    .limit(query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const [reported, sums] = await Promise.all([
    toReportedViews(
      db(),
      ctx,
      shown.map(({ report }) => report),
    ),
    alertSums(shown.map(({ incident }) => incident.id)),
  ]);
  return {
    data: shown.map(({ incident }, i) => ({
      ...toIncidentView(incident),
      report: reported[i] as ReportedView,
      alerts: sums.get(incident.id) ?? null,
    })),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.incident.id]) : null,
  };
}

async function alertSums(ids: readonly number[]): Promise<Map<number, NonNullable<TriageRow["alerts"]>>> {
  if (ids.length === 0) return new Map();
  const rows = await db()
    .select({
      incidentId: alerts.incidentId,
      alerts: sql<number>`count(*)::int`,
      firing: sql<number>`(count(*) filter (where ${alerts.state} = 'firing'))::int`,
      times: sql<number>`sum(${alerts.count})::int`,
      firstAt: sql<string>`min(${alerts.firstAt})`.mapWith(alerts.firstAt),
      lastAt: sql<string>`max(${alerts.lastAt})`.mapWith(alerts.lastAt),
    })
    .from(alerts)
    .where(inArray(alerts.incidentId, [...ids]))
    .groupBy(alerts.incidentId);
  return new Map(rows.map(({ incidentId, ...sum }) => [incidentId, sum]));
}
