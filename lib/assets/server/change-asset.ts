import { and, eq, isNull, ne } from "drizzle-orm";
import { assets } from "@/db/schema";
import { audit } from "@/lib/access/server/audit";
import { requirePermission } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { enqueueExposures } from "@/lib/exposure/server/enqueue-exposure";
import type { ChangeAssetInput } from "../inputs";
import type { AssetView } from "../views";
import { nameTaken } from "./create-asset";
import { toAssetView } from "./to-view";

/** Records the next version; what was known before stays to be asked for. */
export async function changeAsset(ctx: Ctx, id: string, input: ChangeAssetInput): Promise<AssetView> {
  const actor = requirePermission(ctx, "respond");
  return inTransaction(ctx, async (tx) => {
    const [before] = await tx
      .select()
      .from(assets)
      .where(and(eq(assets.id, id), isNull(assets.supersededAt)))
      .for("update");
    if (!before) throw new AppError("not_found", "There is no such asset.");
    const { versionId, ...kept } = before;
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const next = { ...kept, ...given, owner: (input.owner === undefined ? kept.owner : input.owner) || null };
    const [namesake] = await tx
      .select({ id: assets.id })
      .from(assets)
      .where(and(eq(assets.name, next.name), ne(assets.id, id), isNull(assets.supersededAt)));
    if (namesake) throw nameTaken(next.name);
    const now = ctx.now();
    await tx.update(assets).set({ supersededAt: now }).where(eq(assets.versionId, versionId));
    const [row] = await tx
      .insert(assets)
      .values({ ...next, recordedAt: now, recordedBy: actor.name })
      .returning();
    invariant(row, "an insert returns its row");
    await enqueueExposures(tx, id);
    await audit(tx, ctx, "asset_changed", id, { name: row.name, changed: Object.keys(given) });
    return toAssetView(row);
  });
}
