import { and, eq, isNull, sql } from "drizzle-orm";
import * as z from "zod";
import { db } from "@/db/client";
import { assets, exposureAnswers, exposureWindows, tasks } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { ANSWERS } from "@/lib/data/model";
import { dataOf } from "@/lib/data/server/list-data";
import { type PrefillFacts, suggestFactors } from "../prefill";
import type { PrefillView } from "../views";

const Bounds = z.object({ certain: z.number(), possible: z.number() });
/** The part of the stored exposure answer that severity reads; another shape counts as no answer. */
const Summary = z.object({
  exposedMs: Bounds,
  accessed: z.enum(ANSWERS),
  exfiltrated: z.enum(ANSWERS),
  unauthorised: Bounds,
  gapMs: z.number().nullable(),
});

/** What the exposure answer, the affected data and the containment tasks suggest for the factors. */
export async function suggestSeverity(ctx: Ctx, ref: string): Promise<PrefillView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const [windows, [stored], data, [containment]] = await Promise.all([
    windowsOf(incident.id),
    db().select().from(exposureAnswers).where(eq(exposureAnswers.incidentId, incident.id)),
    dataOf(db(), incident.id),
    db()
      .select({
        total: sql<number>`count(*)::int`,
        verified: sql<number>`(count(*) filter (where state = 'verified'))::int`,
      })
      .from(tasks)
      .where(and(eq(tasks.incidentId, incident.id), eq(tasks.kind, "containment"), sql`state <> 'not_doing'`)),
  ]);
  const summary = Summary.safeParse(stored?.answer.summary);
  const facts: PrefillFacts = {
    phase: incident.phase,
    windows,
    exposure: summary.success ? summary.data : null,
    data: data.map(({ category, subjectKind, people, records, answers }) => ({
      category,
      subjectKind,
      people,
      records,
      misused: answers.misused?.answer ?? "unknown",
    })),
    containment: containment ?? { total: 0, verified: 0 },
  };
  return { suggestions: suggestFactors(facts), computedAt: stored?.computedAt ?? null };
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
