import { and, asc, eq, gt, ilike, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { assets } from "@/db/schema";
import { requirePermission } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import type { ListAssetsQuery } from "../inputs";
import type { AssetPage, AssetView } from "../views";
import { toAssetView } from "./to-view";

/** By name. */
export async function listAssets(ctx: Ctx, query: ListAssetsQuery): Promise<AssetPage> {
  requirePermission(ctx, "read");
  const after = decodeCursor(query.cursor, 1);
  const rows = await db()
    .select()
    .from(assets)
    .where(
      and(
        isNull(assets.supersededAt),
        query.q ? ilike(assets.name, `%${query.q.replaceAll(/[\\%_]/g, "\\$&")}%`) : undefined,
        after ? gt(assets.name, String(after[0])) : undefined,
      ),
    )
    .orderBy(asc(assets.name))
    .limit(query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    data: shown.map(toAssetView),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.name]) : null,
  };
}

export async function getAsset(ctx: Ctx, id: string): Promise<AssetView> {
  requirePermission(ctx, "read");
  const [row] = await db()
    .select()
    .from(assets)
    .where(and(eq(assets.id, id), isNull(assets.supersededAt)));
  if (!row) throw new AppError("not_found", "There is no such asset.");
  return toAssetView(row);
}
