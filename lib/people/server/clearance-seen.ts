import { type SQL, sql } from "drizzle-orm";
import { exposureWindows, incidents } from "@/db/schema";
import { visibleTo } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";

/**
 * The condition on every clearance that is told to somebody. A grant that a window holds as void is part of that window's
 * incident: its times, its holder and who signed it are for those who see the incident.
 */
export function clearanceSeenBy(ctx: Ctx, clearance = sql.raw("clearances")): SQL {
  return sql`(${clearance}.window_id is null or exists (
    select 1 from ${exposureWindows} join ${incidents} on ${incidents.id} = ${exposureWindows.incidentId}
    where ${exposureWindows.id} = ${clearance}.window_id and ${visibleTo(ctx)}))`;
}
