import { randomUUID } from "node:crypto";
import { assets } from "@/db/schema";
import { audit } from "@/lib/access/server/audit";
import { requirePermission } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { CreateAssetInput } from "../inputs";
import type { AssetView } from "../views";
import { toAssetView } from "./to-view";

/** Adds something that holds data, for every incident of this installation. Names are unique. */
export async function createAsset(ctx: Ctx, input: CreateAssetInput): Promise<AssetView> {
  const actor = requirePermission(ctx, "respond");
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx
      .insert(assets)
      .values({
        ...input,
        id: randomUUID(),
        owner: input.owner || null,
        recordedAt: ctx.now(),
        recordedBy: actor.name,
      })
      .onConflictDoNothing()
      .returning();
    if (!row) throw nameTaken(input.name);
    await audit(tx, ctx, "asset_created", row.id, { name: row.name });
    return toAssetView(row);
  });
}

export function nameTaken(name: string): AppError {
  return new AppError("conflict", `There is already an asset "${name}". Choose another name, or change that one.`, {
    fields: [{ pointer: "/name", message: "This name is taken." }],
  });
}
