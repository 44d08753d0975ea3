import { and, eq, inArray, isNull, or } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { assets, clearances, exposureWindows, groupMemberships, principalAliases, principals } from "@/db/schema";
import type { Facts } from "./suggestion-facts";

export interface KnownAlias {
  system: string | null;
  value: string;
  id: string;
  name: string;
  /** The small one, by which facts name it. */
  principalId: number;
}

/** What is recorded already of what the evidence might suggest. */
export interface Recorded {
  assets: (typeof assets.$inferSelect)[];
  windows: (typeof exposureWindows.$inferSelect)[];
  aliases: KnownAlias[];
  groups: ReadonlySet<string>;
  voids: Pick<typeof clearances.$inferSelect, "principalId" | "groupName" | "assetId" | "from" | "until">[];
}

export async function loadRecorded(executor: Executor, incidentId: number, facts: Facts): Promise<Recorded> {
  const names = [...new Set(facts.openings.flatMap(({ says }) => says.audience?.names ?? []))].slice(0, 2000);
  const words = [...new Set([...names, ...facts.agents.map(({ actor }) => actor)])];
  return {
    assets: await executor.select().from(assets).where(isNull(assets.supersededAt)),
    windows: await executor
      .select()
      .from(exposureWindows)
      .where(
        and(
          eq(exposureWindows.incidentId, incidentId),
          isNull(exposureWindows.supersededAt),
          eq(exposureWindows.withdrawn, 0),
        ),
      ),
    aliases: words.length > 0 ? await aliasesOf(executor, words) : [],
    groups: names.length > 0 ? await groupsAmong(executor, names) : new Set(),
    voids: await executor
      .select({
        principalId: clearances.principalId,
        groupName: clearances.groupName,
        assetId: clearances.assetId,
        from: clearances.from,
        until: clearances.until,
      })
      .from(clearances)
      .where(and(isNull(clearances.supersededAt), eq(clearances.standing, "void"), heldBy(executor, incidentId))),
  };
}

/** What another incident holds as void is no business of this one, and would tell of it. */
function heldBy(executor: Executor, incidentId: number) {
  const own = executor
    .select({ id: exposureWindows.id })
    .from(exposureWindows)
    .where(eq(exposureWindows.incidentId, incidentId));
  return or(isNull(clearances.windowId), inArray(clearances.windowId, own));
}

async function aliasesOf(executor: Executor, words: string[]): Promise<KnownAlias[]> {
  return executor
    .select({
      system: principalAliases.system,
      value: principalAliases.value,
      id: principals.publicId,
      name: principals.name,
      principalId: principals.id,
    })
    .from(principalAliases)
    .innerJoin(principals, eq(principals.id, principalAliases.principalId))
    .where(and(isNull(principalAliases.supersededAt), or(inArray(principalAliases.value, words))));
}

async function groupsAmong(executor: Executor, names: string[]): Promise<Set<string>> {
  const rows = await executor
    .selectDistinct({ name: groupMemberships.groupName })
    .from(groupMemberships)
    .where(and(isNull(groupMemberships.supersededAt), inArray(groupMemberships.groupName, names)));
  return new Set(rows.map(({ name }) => name));
}
