import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { incidents } from "@/db/schema";
import { requirePermission, visibleTo } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { patternToLike } from "@/lib/exposure/patterns";
import type { MatchingResourcesQuery } from "../inputs";
import type { MatchingResources } from "../views";

const MOST = 10_000;
const EXAMPLES = 3;

/** What a pattern would match of the resources that logs have named so far. The dictionary is asked, never the events. */
export async function matchResources(ctx: Ctx, query: MatchingResourcesQuery): Promise<MatchingResources> {
  requirePermission(ctx, "read");
  const [found] = await db().execute<{ resources: number; incidents: number; examples: string[] | null }>(sql`
    with matching as (
      select t.value, t.incident_id from evidence_terms t join ${incidents} on ${incidents.id} = t.incident_id
      where t.kind = 'resource' and t.value like ${patternToLike(query.resource)} and ${visibleTo(ctx)}
        ${query.system ? sql`and t.system = ${query.system}` : sql``}
      limit ${MOST}
    )
    select count(distinct value)::int as resources, count(distinct incident_id)::int as incidents,
      (array_agg(distinct value))[1:${sql.raw(String(EXAMPLES))}] as examples
    from matching`);
  return {
    resources: found?.resources ?? 0,
    most: MOST,
    incidents: found?.incidents ?? 0,
    examples: found?.examples ?? [],
  };
}
