import { and, desc, eq, ilike, inArray, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { incidents, postmortems, users } from "@/db/schema";
import { requirePermission, visibleTo } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import type { Ctx } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import type { ListPostmortemsQuery } from "../inputs";
import type { PostmortemPage } from "../views";

const approvers = alias(users, "approver");
const unfinished = sql`state not in ('verified', 'not_doing')`;

/** The postmortems of every incident that one may see, the newest incident first. */
export async function listPostmortems(ctx: Ctx, query: ListPostmortemsQuery): Promise<PostmortemPage> {
  requirePermission(ctx, "read");
  const after = decodeCursor(query.cursor, 1)?.[0];
  const rows = await db()
    .select({
      id: incidents.id,
      title: incidents.title,
      phase: incidents.phase,
      severity: incidents.peakSeverity,
      state: postmortems.state,
      generatedAt: postmortems.generatedAt,
      approvedBy: approvers.name,
      publishedAt: postmortems.publishedAt,
      tasks: sql<number>`(select count(*)::int from tasks t where t.incident_id = ${incidents.id})`,
      open: sql<number>`(select count(*)::int from tasks t where t.incident_id = ${incidents.id} and ${unfinished})`,
    })
    .from(postmortems)
    .innerJoin(incidents, eq(incidents.id, postmortems.incidentId))
    .leftJoin(approvers, eq(approvers.id, postmortems.approvedBy))
    .where(
      and(
        visibleTo(ctx),
        query.state ? inArray(postmortems.state, query.state) : undefined,
        query.q ? ilike(incidents.title, `%${query.q.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`) : undefined,
        after === undefined ? undefined : lt(incidents.id, Number(after)),
      ),
    )
    .orderBy(desc(incidents.id))
    .limit(query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    data: shown.map(({ id, open, tasks, ...same }) => ({
      ...same,
      incident: incidentRef(id),
      tasks,
      tasksFinished: tasks - open,
    })),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.id]) : null,
  };
}
