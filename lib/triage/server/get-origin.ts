import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { reports } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import type { OriginView, ReportedView } from "../views";
import { outcomeOf, seenAmong, toReportedViews } from "./list-reports";
import { alertsOfIncidents } from "./receive-alerts";

/** Where an incident comes from: what was reported, and the alerts that belong to it or to one merged into it. */
export async function getOrigin(ctx: Ctx, ref: string): Promise<OriginView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const [[report], { rows, more }] = await Promise.all([
    db().select().from(reports).where(eq(reports.incidentId, incident.id)),
    alertsOfIncidents([incident.id, ...(await mergedInto(ctx, incident.id))]),
  ]);
  const [reported] = report ? await toReportedViews(db(), ctx, [report]) : [];
  return {
    report: report ? { ...(reported as ReportedView), ...outcomeOf(report) } : null,
    alerts: rows.map(({ incidentId, groupKey, sentBy: _, ...alert }) => ({
      ...alert,
      incident: incidentRef(incidentId),
      group: groupKey,
    })),
    more,
  };
}

/** All that was merged into an incident, over several merges, as far as the reader may see it. */
async function mergedInto(ctx: Ctx, id: number): Promise<number[]> {
  const rows = await db().execute<{ id: number }>(sql`
    with recursive road(id, step) as (
      select ${id}::int, 0
      union all
      select l.from_id, road.step + 1 from road join incident_links l on l.to_id = road.id
      where l.kind = 'merged' and l.removed_at is null and road.step < 100
    ) select distinct id from road where step > 0`);
  return seenAmong(
    db(),
    ctx,
    rows.map((row) => row.id),
  );
}
