import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { incidentLinks, incidents, reports } from "@/db/schema";
import { requireActor, requirePermission, visibleTo } from "@/lib/access/server/require";
import { currentVersions } from "@/lib/agents/server/ai-system-rows";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import { invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import type { ReportedView, ReportPage, ReportView } from "../views";

type ReportRow = typeof reports.$inferSelect;

/** What one has reported oneself, and what became of it: also where the incident is for others only by now. */
export async function listReports(
  ctx: Ctx,
  query: { limit: number; cursor?: string | undefined },
): Promise<ReportPage> {
  requirePermission(ctx, "read");
  const after = decodeCursor(query.cursor, 1)?.[0];
  const rows = await ownRows(db(), ctx, after === undefined ? undefined : lt(reports.incidentId, Number(after)))
    .orderBy(desc(reports.incidentId))
    .limit(query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    data: await toReportViews(db(), ctx, shown),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.report.incidentId]) : null,
  };
}

export async function oneOwnReport(executor: Executor, ctx: Ctx, incidentId: number): Promise<ReportView> {
  const [view] = await toReportViews(executor, ctx, await ownRows(executor, ctx, eq(reports.incidentId, incidentId)));
  invariant(view, "the report that was just made is there");
  return view;
}

/** The phase and the other incident only where they may be seen. */
function ownRows(executor: Executor, ctx: Ctx, condition: SQL | undefined) {
  const { userId } = requireActor(ctx);
  const seen = executor
    .select({ id: incidents.id, phase: incidents.phase })
    .from(incidents)
    .where(visibleTo(ctx))
    .as("seen");
  return executor
    .select({
      report: reports,
      phase: seen.phase,
      into: sql<number | null>`(select l.to_id from ${incidentLinks} l where l.from_id = "reports"."incident_id"
        and l.kind = 'merged' and l.removed_at is null)`,
    })
    .from(reports)
    .leftJoin(seen, eq(seen.id, reports.incidentId))
    .where(and(eq(reports.reportedBy, userId), eq(reports.origin, "person"), condition))
    .$dynamic();
}

async function toReportViews(
  executor: Executor,
  ctx: Ctx,
  rows: Awaited<ReturnType<typeof ownRows>>,
): Promise<ReportView[]> {
  const targets = [...new Set(rows.flatMap(({ into }) => into ?? []))];
  const visible = new Set(await seenAmong(executor, ctx, targets));
  const reported = await toReportedViews(
    executor,
    ctx,
    rows.map((row) => row.report),
  );
  return rows.map(({ report, phase, into }, i) => ({
    ...(reported[i] as ReportedView),
    ...outcomeOf(report),
    ref: incidentRef(report.incidentId),
    phase,
    mergedInto: into !== null && visible.has(into) ? incidentRef(into) : null,
  }));
}

/** Of some incidents those that the actor may see. */
export async function seenAmong(executor: Executor, ctx: Ctx, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await executor
    .select({ id: incidents.id })
    .from(incidents)
    .where(and(sql`${incidents.id} = any(${sql.param([...ids])}::int[])`, visibleTo(ctx)));
  return rows.map(({ id }) => id);
}

export function outcomeOf({ outcome, declineReason, outcomeText, decidedBy, decidedAt }: ReportRow) {
  return { outcome, declineReason, outcomeText, decidedBy, decidedAt };
}

export async function toReportedViews(
  executor: Executor,
  ctx: Ctx,
  rows: readonly ReportRow[],
): Promise<ReportedView[]> {
  const ids = [...new Set(rows.flatMap((row) => row.aiSystemId ?? []))];
  const names = ids.length > 0 ? await currentVersions(executor, ctx.now(), ids) : new Map();
  return rows.map(
    ({ origin, reporter, reportedAt, what, details, happenedAt, happenedPrecision, aiSystemId, link }) => ({
      ...{ origin, reporter, reportedAt, what, details, happenedAt, happenedPrecision, link },
      aiSystem: aiSystemId ? { id: aiSystemId, name: names.get(aiSystemId)?.name ?? "AI system" } : null,
    }),
  );
}
