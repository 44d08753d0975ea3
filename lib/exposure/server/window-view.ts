import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { assets, exposureWindows, principals } from "@/db/schema";
import type { WindowView } from "../views";

export type WindowRow = typeof exposureWindows.$inferSelect;

export async function toWindowViews(executor: Executor, rows: readonly WindowRow[]): Promise<WindowView[]> {
  if (rows.length === 0) return [];
  const assetIds = [...new Set(rows.map((row) => row.assetId))];
  const listed = [...new Set(rows.flatMap((row) => row.audiencePrincipals ?? []))];
  const named = await executor
    .select({ id: assets.id, name: assets.name })
    .from(assets)
    .where(and(inArray(assets.id, assetIds), isNull(assets.supersededAt)));
  const people = listed.length
    ? await executor
        .select({ id: principals.id, publicId: principals.publicId, name: principals.name })
        .from(principals)
        .where(inArray(principals.id, listed))
    : [];
  const nameOf = new Map(named.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    id: row.id,
    asset: row.assetId,
    assetName: nameOf.get(row.assetId) ?? "",
    audience: {
      kind: row.audienceKind,
      principals: people
        .filter(({ id }) => row.audiencePrincipals?.includes(id))
        .map(({ publicId, name }) => ({ id: publicId, name }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      group: row.audienceGroup,
    },
    openedAt: row.openedAt,
    openedAtEarliest: row.openedAtEarliest,
    openedAtLatest: row.openedAtLatest,
    closedAt: row.closedAt,
    closedAtEarliest: row.closedAtEarliest,
    closedAtLatest: row.closedAtLatest,
    path: row.path,
    note: row.note,
    openedEvidence: row.openedEvidence,
    closedEvidence: row.closedEvidence,
    recordedAt: row.recordedAt,
    recordedBy: row.recordedBy,
  }));
}

/** The window as it stands now, locked for the rest of the transaction; undefined when there is none. */
export async function lockWindow(executor: Executor, incidentId: number, id: string): Promise<WindowRow | undefined> {
  const [row] = await executor
    .select()
    .from(exposureWindows)
    .where(
      and(
        eq(exposureWindows.incidentId, incidentId),
        eq(exposureWindows.id, id),
        eq(exposureWindows.withdrawn, 0),
        isNull(exposureWindows.supersededAt),
      ),
    )
    .for("update");
  return row;
}
