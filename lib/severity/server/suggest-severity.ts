import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { assets, exposureWindows, tasks } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { failedStop } from "@/lib/containment/server/agent-state";
import { dataOf } from "@/lib/data/server/list-data";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { type PrefillFacts, suggestFactors, suggestFacts } from "../prefill";
import type { PrefillView } from "../views";

/** What the exposure answer, the affected data and the containment tasks suggest for the factors. */
export async function suggestSeverity(ctx: Ctx, ref: string): Promise<PrefillView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const [windows, data, [containment], failed] = await Promise.all([
    windowsOf(incident.id),
    dataOf(db(), incident.id),
    db()
      .select({
        total: sql<number>`count(*)::int`,
        verified: sql<number>`(count(*) filter (where state = 'verified'))::int`,
      })
      .from(tasks)
      .where(and(eq(tasks.incidentId, incident.id), eq(tasks.kind, "containment"), sql`state <> 'not_doing'`)),
    failedStop(db(), incident.id),
  ]);
  const answer = windows.length > 0 ? await getExposure(ctx, ref, {}) : null;
  const facts: PrefillFacts = {
    phase: incident.phase,
    windows,
    exposure: answer?.summary ?? null,
    data: data.map(({ category, specialKinds, subjectKind, people, records, answers }) => ({
      category: specialKinds?.length ? ("special_category" as const) : category,
      subjectKind,
      people,
      records,
      misused: answers.misused?.answer ?? "unknown",
    })),
    containment: containment ?? { total: 0, verified: 0 },
    failedStop: failed,
  };
  return { suggestions: suggestFactors(facts), facts: suggestFacts(facts), computedAt: answer?.computedAt ?? null };
}

async function windowsOf(incidentId: number): Promise<PrefillFacts["windows"]> {
  const rows = await db()
    .select({
      closedAt: exposureWindows.closedAt,
      audience: exposureWindows.audienceKind,
      classification: assets.classification,
    })
    .from(exposureWindows)
    .leftJoin(assets, and(eq(assets.id, exposureWindows.assetId), isNull(assets.supersededAt)))
    .where(
      and(
        eq(exposureWindows.incidentId, incidentId),
        isNull(exposureWindows.supersededAt),
        eq(exposureWindows.withdrawn, 0),
      ),
    );
  return rows.map(({ closedAt, audience, classification }) => ({ open: closedAt === null, audience, classification }));
}
