import { and, inArray, isNull } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { aiKillSwitches } from "@/db/schema";

/** Those of the AI systems whose kill switch can be called. */
export async function webhookSystems(executor: Executor, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await executor
    .select({ id: aiKillSwitches.aiSystemId })
    .from(aiKillSwitches)
    .where(and(inArray(aiKillSwitches.aiSystemId, [...ids]), isNull(aiKillSwitches.supersededAt)));
  return new Set(rows.map((row) => row.id));
}
