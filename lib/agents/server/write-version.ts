import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { aiSystemVersions, assets } from "@/db/schema";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { type AiVersion, currentVersions } from "./ai-system-rows";

export type NewVersion = Omit<AiVersion, "versionId" | "recordedAt" | "recordedBy" | "supersededAt">;

/** Writes what holds from `from` on; what was recorded for the same instant is superseded. Under the register's lock. */
export async function writeVersion(tx: Transaction, ctx: Ctx, by: string, next: NewVersion): Promise<AiVersion> {
  await refuseTakenName(tx, ctx, next);
  const now = ctx.now();
  const same = next.from === null ? isNull(aiSystemVersions.from) : eq(aiSystemVersions.from, next.from);
  await tx
    .update(aiSystemVersions)
    .set({ supersededAt: now })
    .where(and(eq(aiSystemVersions.aiSystemId, next.aiSystemId), isNull(aiSystemVersions.supersededAt), same));
  const [row] = await tx
    .insert(aiSystemVersions)
    .values({ ...next, recordedAt: now, recordedBy: by })
    .returning();
  invariant(row, "an insert returns its row");
  return row;
}

async function refuseTakenName(tx: Transaction, ctx: Ctx, next: NewVersion): Promise<void> {
  for (const [id, version] of await currentVersions(tx, ctx.now())) {
    if (id === next.aiSystemId || version.name !== next.name) continue;
    throw new AppError("conflict", `There is already an AI system "${next.name}". Choose another name, or change it.`, {
      fields: [{ pointer: "/name", message: "This name is taken." }],
    });
  }
}

/** Refuses assets that are not there, at their field. */
export async function requireAssets(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx
    .select({ id: assets.id })
    .from(assets)
    .where(and(inArray(assets.id, [...ids]), isNull(assets.supersededAt)));
  const known = new Set(rows.map((row) => row.id));
  const missing = ids.findIndex((id) => !known.has(id));
  if (missing < 0) return;
  const message = "There is no such asset. Choose one of the list.";
  throw new AppError("invalid", message, { fields: [{ pointer: `/assets/${missing}`, message }] });
}
