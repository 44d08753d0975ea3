import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { exposureWindows } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import type { Ctx } from "@/lib/api/server/context";
import { maySeeRaw } from "@/lib/evidence/server/may-see-raw";
import type { AccessesQuery } from "../inputs";
import type { AccessPage } from "../views";
import { type AccessRow, accessRows, type Place, toAccessView } from "./access-rows";
import { analyse } from "./analyse";
import { prepareFacts, type Sql } from "./analysis-tables";
import { maskedAccess } from "./masked-access";

/** The events behind a number of the answer, in time, each judged as the answer judged it. */
export async function listAccesses(ctx: Ctx, ref: string, query: AccessesQuery): Promise<AccessPage> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  if (!(await hasWindows(incident.id))) return { data: [], nextCursor: null };
  const now = query.now ?? query.at ?? ctx.now();
  return analyse(async (sql) => {
    await prepareFacts(sql, { incidentId: incident.id, now, knownAt: query.at ?? null });
    const page = await accessPage(sql, incident.id, query);
    return maySeeRaw(ctx) ? page : { ...page, data: page.data.map(maskedAccess) };
  });
}

/** Without a window there is nothing to judge, and no need to prepare it. */
export async function hasWindows(incidentId: number): Promise<boolean> {
  return (await db().$count(exposureWindows, eq(exposureWindows.incidentId, incidentId))) > 0;
}

/** One page, over facts that are prepared. */
export async function accessPage(sql: Sql, incidentId: number, query: AccessesQuery): Promise<AccessPage> {
  const found = await accessRows(sql, incidentId, query, placeIn(query.cursor), query.limit + 1);
  const rows = await found.rows;
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  return { data: shown.map(toAccessView), nextCursor: more ? encodeCursor(placeOfRow(last)) : null };
}

function placeOfRow({ occurredAt, sourceNo, record, sub, n }: AccessRow): Place {
  return [occurredAt, sourceNo, record, sub, n];
}

function placeIn(cursor: string | undefined): Place | null {
  const values = decodeCursor(cursor, 5);
  if (values === null) return null;
  const [at, ...numbers] = values;
  const [sourceNo = 0, record = 0, sub = 0, n = 0] = numbers.map(Number);
  return [String(at), sourceNo, record, sub, n];
}
