import { isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { assets } from "@/db/schema";
import { requirePermission } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { ImportAiSystemsInput, ImportRow } from "../inputs";
import type { ImportedAiSystems } from "../views";
import { type AiVersion, currentVersions, lockRegister } from "./ai-system-rows";
import { writeChange } from "./change-ai-system";
import { addIdentities } from "./identities";
import { insertAiSystem } from "./register-ai-system";

/**
 * Takes a list of AI systems, matched by name, all or nothing. One that is there and differs gets a new version from
 * `from` on (left out: from now on); identities are added to those already known.
 */
export async function importAiSystems(ctx: Ctx, rows: ImportAiSystemsInput): Promise<ImportedAiSystems> {
  requirePermission(ctx, "respond");
  return inTransaction(ctx, async (tx) => {
    await lockRegister(tx);
    const known = new Map([...(await currentVersions(tx, ctx.now())).values()].map((one) => [one.name, one]));
    const assetIds = await idsByName(tx);
    refuseWrongRows(rows, assetIds);
    const result = { created: 0, changed: 0, unchanged: 0 };
    for (const row of rows) {
      const ids = row.assets.map((name) => assetIds.get(name) as string);
      const before = known.get(row.name);
      if (!before) {
        await insertAiSystem(tx, ctx, { ...row, assets: ids });
        result.created++;
        continue;
      }
      const { identities, assets: _, from, ...facts } = row;
      const differs = isDifferent(before, { ...facts, assetIds: ids });
      if (differs) await writeChange(tx, ctx, before.aiSystemId, { ...facts, assets: ids, from: from ?? undefined });
      await addIdentities(tx, ctx, { id: before.aiSystemId, name: row.name }, identities);
      if (differs) result.changed++;
      else result.unchanged++;
    }
    return result;
  });
}

function isDifferent(before: AiVersion, after: Partial<AiVersion>): boolean {
  return (Object.keys(after) as (keyof AiVersion)[]).some(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}

async function idsByName(tx: Transaction): Promise<Map<string, string>> {
  const rows = await tx.select({ id: assets.id, name: assets.name }).from(assets).where(isNull(assets.supersededAt));
  return new Map(rows.map(({ id, name }) => [name, id]));
}

function refuseWrongRows(rows: readonly ImportRow[], assetIds: ReadonlyMap<string, string>): void {
  const seen = new Set<string>();
  const fields = rows.flatMap((row, i) => {
    const wrong = row.assets.find((name) => !assetIds.has(name));
    const twice = seen.has(row.name);
    seen.add(row.name);
    if (twice) return [{ pointer: `/${i}/name`, message: `Row ${i + 1}: "${row.name}" stands twice in the list.` }];
    if (wrong === undefined) return [];
    return [{ pointer: `/${i}/assets`, message: `Row ${i + 1}: there is no asset "${wrong}". Define it first.` }];
  });
  const [first] = fields;
  if (first) throw new AppError("invalid", `${first.message} Nothing was imported.`, { fields });
}
