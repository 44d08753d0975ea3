import { and, desc, eq, isNull, lt, or } from "drizzle-orm";
import { db } from "@/db/client";
import { aiSystemEvents, incidentAiSystems, incidents } from "@/db/schema";
import { requirePermission, visibleTo } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import { newestFirst, standingAt } from "../as-of";
import { aiEventSentence } from "../history-words";
import type { GetAiSystemQuery, HistoryQuery, ListAiSystemsQuery } from "../inputs";
import type { AiEventPage, AiIncidentList, AiSystemPage, AiSystemView, AiVersionList } from "../views";
import { type AiVersion, currentVersions, requireAiSystem, toVersionViews, versionsOf } from "./ai-system-rows";
import { systemView, toSystemViews } from "./system-views";

/** By name. An organisation has dozens of AI systems, so they are looked through here and not in the database. */
export async function listAiSystems(ctx: Ctx, query: ListAiSystemsQuery): Promise<AiSystemPage> {
  requirePermission(ctx, "read");
  const after = decodeCursor(query.cursor, 1);
  const all = [...(await currentVersions(db(), ctx.now())).values()]
    .filter((version) => matches(version, query))
    .sort((a, b) => compare(a.name, b.name))
    .filter((version) => !after || compare(version.name, String(after[0])) > 0);
  const shown = all.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    data: await toSystemViews(db(), ctx, shown),
    nextCursor: all.length > query.limit && last ? encodeCursor([last.name]) : null,
  };
}

function matches(version: AiVersion, { q, status }: ListAiSystemsQuery): boolean {
  if (status && version.status !== status) return false;
  const { name, owner, vendor, model, tools } = version;
  const text = [name, owner, vendor, model, ...tools].join("\n").toLowerCase();
  return !q || text.includes(q.toLowerCase());
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** As it is now, or as it stood at an instant; what does not change with time is always of now. */
export async function getAiSystem(ctx: Ctx, id: string, { at }: GetAiSystemQuery): Promise<AiSystemView> {
  requirePermission(ctx, "read");
  await requireAiSystem(db(), id);
  const view = await systemView(db(), ctx, id);
  if (!at) return view;
  const stood = standingAt(await versionsOf(db(), [id]), at)?.version;
  const [then] = stood ? await toVersionViews(db(), [stood]) : [];
  if (!then) throw new AppError("not_found", "Nothing is recorded of this AI system at that time.");
  return { ...view, ...then };
}

/** The id of the AI system that has exactly this name now. */
export async function findAiSystem(ctx: Ctx, name: string): Promise<string | null> {
  requirePermission(ctx, "read");
  const found = [...(await currentVersions(db(), ctx.now())).values()].find((version) => version.name === name);
  return found?.aiSystemId ?? null;
}

/** Every version that is believed now, the newest first. */
export async function listVersions(ctx: Ctx, id: string): Promise<AiVersionList> {
  requirePermission(ctx, "read");
  await requireAiSystem(db(), id);
  return { data: await toVersionViews(db(), newestFirst(await versionsOf(db(), [id]))), nextCursor: null };
}

/** The incidents that it caused or was involved in, of those that one may see. */
export async function listIncidentsOf(ctx: Ctx, id: string): Promise<AiIncidentList> {
  requirePermission(ctx, "read");
  await requireAiSystem(db(), id);
  const rows = await db()
    .select({ incident: incidents, role: incidentAiSystems.role })
    .from(incidentAiSystems)
    .innerJoin(incidents, eq(incidents.id, incidentAiSystems.incidentId))
    .where(and(eq(incidentAiSystems.aiSystemId, id), isNull(incidentAiSystems.supersededAt), visibleTo(ctx)))
    .orderBy(desc(incidents.declaredAt))
    .limit(500);
  const data = rows.map(({ incident: { id: no, title, severity, phase, declaredAt }, role }) => ({
    ref: incidentRef(no),
    title,
    role,
    severity,
    phase,
    declaredAt,
  }));
  return { data, nextCursor: null };
}

/** What happened to it, the latest first. What happened in an incident that one may not see is left out. */
export async function listHistory(ctx: Ctx, id: string, query: HistoryQuery): Promise<AiEventPage> {
  requirePermission(ctx, "read");
  await requireAiSystem(db(), id);
  const after = decodeCursor(query.cursor, 1);
  const rows = await db()
    .select({ event: aiSystemEvents })
    .from(aiSystemEvents)
    .leftJoin(incidents, eq(incidents.id, aiSystemEvents.incidentId))
    .where(
      and(
        eq(aiSystemEvents.aiSystemId, id),
        // Here and not after the limit: an empty page would tell of what it hides.
        or(isNull(aiSystemEvents.incidentId), visibleTo(ctx)),
        after ? lt(aiSystemEvents.id, Number(after[0])) : undefined,
      ),
    )
    .orderBy(desc(aiSystemEvents.id))
    .limit(query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: page.map(({ event }) => ({
      id: event.id,
      kind: event.kind,
      at: event.at,
      by: event.byName,
      incident: event.incidentId === null ? null : incidentRef(event.incidentId),
      text: aiEventSentence(event),
    })),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.event.id]) : null,
  };
}
