import { inArray, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { assets, clearances, principals } from "@/db/schema";
import { audit } from "@/lib/access/server/audit";
import { requirePermission } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { enqueueExposures } from "@/lib/exposure/server/enqueue-exposure";
import type { ClearanceRow } from "../inputs";
import type { ImportedClearances } from "../views";
import { orOnlyTried, rowsToTake, trying } from "./dry-run";
import { type BadLine, inChunks, lockPeople } from "./import-rows";

type NewClearance = Omit<typeof clearances.$inferInsert, "recordedAt" | "recordedBy">;

/** Takes a list of clearances by names, all or nothing; one that is already there changes nothing. */
export async function importClearances(
  ctx: Ctx,
  given: ClearanceRow[],
  { dryRun = false } = {},
): Promise<ImportedClearances> {
  const actor = requirePermission(ctx, "respond");
  const work = inTransaction(ctx, async (tx) => {
    await lockPeople(tx);
    const { wanted, wrong } = await resolveNames(tx, given, dryRun);
    const known = await currentKeys(tx);
    const fresh = new Map<string, NewClearance>();
    for (const clearance of wanted) {
      const key = keyOf(clearance);
      if (!known.has(key)) fresh.set(key, clearance);
    }
    const by = { recordedAt: ctx.now(), recordedBy: actor.name };
    await inChunks([...fresh.values()], (part) =>
      tx.insert(clearances).values(part.map((clearance) => ({ ...clearance, ...by }))),
    );
    const result = { created: fresh.size, unchanged: wanted.length - fresh.size };
    if (fresh.size > 0) {
      await enqueueExposures(tx);
      await audit(tx, ctx, "clearances_imported", null, result);
    }
    return orOnlyTried(result, wrong, dryRun);
  });
  return trying(work);
}

async function resolveNames(
  tx: Transaction,
  rows: ClearanceRow[],
  dryRun: boolean,
): Promise<{ wanted: NewClearance[]; wrong: BadLine[] }> {
  const principalIds = new Map<string, number>();
  const assetIds = new Map<string, string>();
  await inChunks(namesIn(rows, "principal"), async (part) => {
    const found = await tx
      .select({ id: principals.id, name: principals.name })
      .from(principals)
      .where(inArray(principals.name, part));
    for (const { id, name } of found) principalIds.set(name, id);
  });
  const current = await tx.select({ id: assets.id, name: assets.name }).from(assets).where(isNull(assets.supersededAt));
  for (const { id, name } of current) assetIds.set(name, id);
  const wrong: BadLine[] = [];
  for (const [i, { principal, asset }] of rows.entries()) {
    const line = i + 1;
    if (principal && !principalIds.has(principal)) {
      wrong.push({ line, message: `There is no principal named "${principal}". Import it first.` });
    }
    if (asset && !assetIds.has(asset)) {
      wrong.push({ line, message: `There is no asset named "${asset}". Create it first.` });
    }
  }
  const taken = rowsToTake(rows, wrong, dryRun);
  const wanted = taken.map(({ principal, group, asset, classification, from, until, standing }) => ({
    principalId: principal ? (principalIds.get(principal) ?? null) : null,
    groupName: group || null,
    assetId: asset ? (assetIds.get(asset) ?? null) : null,
    classification: classification ?? null,
    from: from ?? null,
    until: until ?? null,
    standing,
  }));
  return { wanted, wrong };
}

function namesIn(rows: ClearanceRow[], field: "principal" | "asset"): string[] {
  return [...new Set(rows.flatMap((row) => row[field] ?? []))];
}

async function currentKeys(tx: Transaction): Promise<Set<string>> {
  const rows = await tx
    .select({
      principalId: clearances.principalId,
      groupName: clearances.groupName,
      assetId: clearances.assetId,
      classification: clearances.classification,
      from: clearances.from,
      until: clearances.until,
      standing: clearances.standing,
    })
    .from(clearances)
    .where(isNull(clearances.supersededAt));
  return new Set(rows.map(keyOf));
}

function keyOf(row: NewClearance): string {
  const { principalId, groupName, assetId, classification, from, until, standing } = row;
  return JSON.stringify([principalId, groupName, assetId, classification, from, until, standing]);
}
