import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { aiSystems, aiSystemVersions, assets } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { Instant } from "@/lib/time/instant";
import { currentOf } from "../as-of";
import type { AiVersionView } from "../views";

export type AiVersion = typeof aiSystemVersions.$inferSelect;

/** One at a time changes the register: names stay unique, and versions in order. */
export async function lockRegister(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('firebreak ai systems'))`);
}

export async function requireAiSystem(executor: Executor, id: string): Promise<void> {
  const [row] = await executor.select({ id: aiSystems.id }).from(aiSystems).where(eq(aiSystems.id, id));
  if (!row) throw new AppError("not_found", "There is no such AI system.");
}

/** All versions that are not superseded, of one or of all AI systems. */
export function versionsOf(executor: Executor, ids?: readonly string[]): Promise<AiVersion[]> {
  return executor
    .select()
    .from(aiSystemVersions)
    .where(and(isNull(aiSystemVersions.supersededAt), ids ? inArray(aiSystemVersions.aiSystemId, [...ids]) : undefined))
    .orderBy(asc(aiSystemVersions.recordedAt));
}

/** What each AI system is now, by its id. */
export async function currentVersions(
  executor: Executor,
  now: Instant,
  ids?: readonly string[],
): Promise<Map<string, AiVersion>> {
  const bySystem = new Map<string, AiVersion[]>();
  for (const version of await versionsOf(executor, ids)) {
    bySystem.set(version.aiSystemId, [...(bySystem.get(version.aiSystemId) ?? []), version]);
  }
  const current = new Map<string, AiVersion>();
  for (const [id, versions] of bySystem) {
    const version = currentOf(versions, now);
    if (version) current.set(id, version);
  }
  return current;
}

export type AssetRef = { id: string; name: string; classification: AiVersionView["assets"][number]["classification"] };

/** The assets that versions name, as they are called now. */
export async function assetsById(executor: Executor, ids: readonly string[]): Promise<Map<string, AssetRef>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await executor
    .select({ id: assets.id, name: assets.name, classification: assets.classification })
    .from(assets)
    .where(and(inArray(assets.id, wanted), isNull(assets.supersededAt)));
  return new Map(rows.map((row) => [row.id, row]));
}

export async function toVersionViews(executor: Executor, rows: readonly AiVersion[]): Promise<AiVersionView[]> {
  const known = await assetsById(
    executor,
    rows.flatMap((row) => row.assetIds),
  );
  return rows.map((row) => toVersionView(row, known));
}

export function toVersionView(row: AiVersion, known: ReadonlyMap<string, AssetRef>): AiVersionView {
  const { aiSystemId: _, supersededAt: _s, assetIds, ...same } = row;
  return { ...same, assets: assetIds.flatMap((id) => known.get(id) ?? []) };
}
