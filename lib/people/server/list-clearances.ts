import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { assets, clearances, exposureWindows, principals } from "@/db/schema";
import { audit } from "@/lib/access/server/audit";
import { requirePermission } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { enqueueExposures } from "@/lib/exposure/server/enqueue-exposure";
import { recordEvent } from "@/lib/record/server/record-event";
import { type Instant, parseInstant } from "@/lib/time/instant";
import type { ListClearancesQuery } from "../inputs";
import type { ClearancePage } from "../views";
import { clearanceSeenBy } from "./clearance-seen";

/** Current clearances that the actor may know of, those recorded last first. */
export async function listClearances(ctx: Ctx, query: ListClearancesQuery): Promise<ClearancePage> {
  requirePermission(ctx, "read");
  const after = placeOf(query.cursor);
  const conditions: (SQL | undefined)[] = [
    isNull(clearances.supersededAt),
    clearanceSeenBy(ctx),
    after
      ? sql`(${clearances.recordedAt}, ${clearances.id}::text) < (${after.recordedAt}::timestamptz, ${after.id})`
      : undefined,
    query.principal ? eq(principals.publicId, query.principal) : undefined,
    query.group ? eq(clearances.groupName, query.group) : undefined,
    query.asset ? eq(clearances.assetId, query.asset) : undefined,
  ];
  const rows = await db()
    .select({ clearance: clearances, principalId: principals.publicId, principal: principals.name, asset: assets.name })
    .from(clearances)
    .leftJoin(principals, eq(principals.id, clearances.principalId))
    .leftJoin(assets, and(eq(assets.id, clearances.assetId), isNull(assets.supersededAt)))
    .where(and(...conditions))
    .orderBy(desc(clearances.recordedAt), desc(sql`${clearances.id}::text`))
    .limit(query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    data: shown.map(({ clearance, principalId, principal, asset }) => ({
      id: clearance.id,
      principal: principalId && principal ? { id: principalId, name: principal } : null,
      group: clearance.groupName,
      asset: clearance.assetId ? { id: clearance.assetId, name: asset ?? "" } : null,
      classification: clearance.classification,
      from: clearance.from,
      until: clearance.until,
      standing: clearance.standing,
      recordedAt: clearance.recordedAt,
      recordedBy: clearance.recordedBy,
    })),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.clearance.recordedAt, last.clearance.id]) : null,
  };
}

/** A cursor is anybody's text: what is no instant is refused; the id is compared as text. */
function placeOf(cursor: string | undefined): { recordedAt: Instant; id: string } | null {
  const values = decodeCursor(cursor, 2);
  if (!values) return null;
  const recordedAt = parseInstant(String(values[0]));
  if (!recordedAt) throw new AppError("invalid", "This cursor is not one that the list gave. Start again without it.");
  return { recordedAt, id: String(values[1]) };
}

/** Takes back a clearance that should not have been recorded; one that ended is imported with its end instead. */
export async function withdrawClearance(ctx: Ctx, id: string): Promise<void> {
  requirePermission(ctx, "respond");
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx
      .update(clearances)
      .set({ supersededAt: ctx.now() })
      .where(and(eq(clearances.id, id), isNull(clearances.supersededAt), clearanceSeenBy(ctx)))
      .returning();
    if (!row) throw new AppError("not_found", "There is no such clearance.");
    await enqueueExposures(tx);
    if (row.windowId === null) await audit(tx, ctx, "clearance_withdrawn", id, { ...row });
    else await recordWithdrawal(tx, ctx, row, row.windowId);
  });
}

/** Of a grant that a window holds as void, its incident keeps what became of it. */
async function recordWithdrawal(tx: Transaction, ctx: Ctx, row: typeof clearances.$inferSelect, windowId: string) {
  const { assetId, groupName, principalId, from, until } = row;
  const [window] = await tx
    .select({ incidentId: exposureWindows.incidentId })
    .from(exposureWindows)
    .where(eq(exposureWindows.id, windowId))
    .limit(1);
  invariant(window, "a void grant names a window that is recorded");
  const [asset] = await tx
    .select({ name: assets.name })
    .from(assets)
    .where(and(eq(assets.id, assetId ?? windowId), isNull(assets.supersededAt)));
  const [principal] = await tx
    .select({ name: principals.name })
    .from(principals)
    .where(eq(principals.id, principalId ?? 0));
  const holder = principal?.name ?? `group ${groupName}`;
  await recordEvent(tx, ctx, {
    incidentId: window.incidentId,
    kind: "void_grant_withdrawn",
    data: { clearance: row.id, window: windowId, assetName: asset?.name ?? null, holder, from, until },
  });
}
