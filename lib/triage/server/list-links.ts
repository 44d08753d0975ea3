import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { incidentLinks, incidents } from "@/db/schema";
import { type Incident, requireIncident, visibleTo } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import type { LinksView, LinkView } from "../views";
import { seenAmong } from "./list-reports";

/** Which incidents belong to this one, of those that the reader may see; the others are not there. */
export async function listLinks(ctx: Ctx, ref: string): Promise<LinksView> {
  return linksOf(db(), ctx, await requireIncident(ctx, db(), ref, "read"));
}

/** For verbs that have checked who asks. */
export async function linksOf(executor: Executor, ctx: Ctx, incident: Incident): Promise<LinksView> {
  const rows = await executor
    .select()
    .from(incidentLinks)
    .where(
      and(
        or(eq(incidentLinks.fromId, incident.id), eq(incidentLinks.toId, incident.id)),
        isNull(incidentLinks.removedAt),
      ),
    )
    .orderBy(asc(incidentLinks.madeAt), asc(incidentLinks.id));
  const otherOf = ({ fromId, toId }: (typeof rows)[number]) => (fromId === incident.id ? toId : fromId);
  const others = rows.length === 0 ? [] : await seen(executor, ctx, [...new Set(rows.map(otherOf))]);
  const views = rows.flatMap((row) => {
    const other = others.find(({ id }) => id === otherOf(row));
    return other ? [{ row, view: toView(row, other) }] : [];
  });
  const outward = rows.find(({ kind, fromId }) => kind === "merged" && fromId === incident.id);
  const mergedInto = views.find(({ row }) => row.id === outward?.id)?.view ?? null;
  return {
    mergedInto,
    mergedElsewhere: outward !== undefined && mergedInto === null,
    leadsTo: outward ? await leadsTo(executor, ctx, incident.id) : null,
    merged: views.filter(({ row }) => row.kind === "merged" && row.toId === incident.id).map(({ view }) => view),
    related: views.filter(({ row }) => row.kind === "related").map(({ view }) => view),
  };
}

/** The furthest incident along the merges that the reader may see without a gap. */
async function leadsTo(executor: Executor, ctx: Ctx, from: number): Promise<string | null> {
  const road = await executor.execute<{ id: number }>(sql`
    with recursive road(id, step) as (
      select ${from}::int, 0
      union all
      select l.to_id, road.step + 1 from road join incident_links l on l.from_id = road.id
      where l.kind = 'merged' and l.removed_at is null and road.step < 100
    ) select id from road where step > 0 order by step`);
  const visible = new Set(
    await seenAmong(
      executor,
      ctx,
      road.map(({ id }) => id),
    ),
  );
  const gap = road.findIndex(({ id }) => !visible.has(id));
  const last = road.slice(0, gap < 0 ? road.length : gap).at(-1);
  return last ? incidentRef(last.id) : null;
}

function seen(executor: Executor, ctx: Ctx, ids: number[]): Promise<Incident[]> {
  return executor
    .select()
    .from(incidents)
    .where(and(inArray(incidents.id, ids), visibleTo(ctx)));
}

function toView(link: typeof incidentLinks.$inferSelect, other: Incident): LinkView {
  const { id, reason, madeBy, madeAt } = link;
  const { title, phase, severity, mode, visibility } = other;
  return { id, ref: incidentRef(other.id), title, phase, severity, mode, visibility, reason, madeBy, madeAt };
}
