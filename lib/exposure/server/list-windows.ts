import { and, asc, eq, gt, isNull, lte, or } from "drizzle-orm";
import { db } from "@/db/client";
import { exposureWindows } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import type { Instant } from "@/lib/time/instant";
import type { WindowList } from "../views";
import { toWindowViews } from "./window-view";

/** The incident's windows as they stand, or stood at an instant, by opening. */
export async function listWindows(ctx: Ctx, ref: string, at?: Instant): Promise<WindowList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const rows = await db()
    .select()
    .from(exposureWindows)
    .where(
      and(
        eq(exposureWindows.incidentId, incident.id),
        at ? lte(exposureWindows.recordedAt, at) : undefined,
        at
          ? or(isNull(exposureWindows.supersededAt), gt(exposureWindows.supersededAt, at))
          : isNull(exposureWindows.supersededAt),
        eq(exposureWindows.withdrawn, 0),
      ),
    )
    .orderBy(asc(exposureWindows.openedAt), asc(exposureWindows.id));
  return { data: await toWindowViews(db(), rows), nextCursor: null };
}

/** Every version of one window, oldest first: corrected, never overwritten. */
export async function listWindowVersions(ctx: Ctx, ref: string, id: string): Promise<WindowList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const rows = await db()
    .select()
    .from(exposureWindows)
    .where(and(eq(exposureWindows.incidentId, incident.id), eq(exposureWindows.id, id)))
    .orderBy(asc(exposureWindows.recordedAt));
  if (rows.length === 0) throw new AppError("not_found", "This incident has no such exposure window.");
  return { data: await toWindowViews(db(), rows), nextCursor: null };
}
