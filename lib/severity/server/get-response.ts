import { and, desc, eq, gt, inArray, min } from "drizzle-orm";
import { db } from "@/db/client";
import { incidentEvents, incidentRoles, incidentUpdates, namedTimes, severityAssessments } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import type { AssessSeverityInput } from "../inputs";
import { changedFacts, FACTS_OF, responseTargets, urgencyNow } from "../response";
import type { ResponseView } from "../response-view";
import { suggestSeverity } from "./suggest-severity";

/** What the severity asks of the response and whether it was met, and whether the facts have moved since it was assessed. */
export async function getResponse(ctx: Ctx, ref: string): Promise<ResponseView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const [[assessment], prefill, times, [role], [update]] = await Promise.all([
    db()
      .select()
      .from(severityAssessments)
      .where(eq(severityAssessments.incidentId, incident.id))
      .orderBy(desc(severityAssessments.eventSeq))
      .limit(1),
    suggestSeverity(ctx, ref),
    db()
      .select({ name: namedTimes.name, at: namedTimes.at })
      .from(namedTimes)
      .where(eq(namedTimes.incidentId, incident.id)),
    db()
      .select({ since: min(incidentRoles.since) })
      .from(incidentRoles)
      .where(and(eq(incidentRoles.incidentId, incident.id), eq(incidentRoles.role, "commander"))),
    db()
      .select({ at: min(incidentUpdates.sentAt) })
      .from(incidentUpdates)
      .where(eq(incidentUpdates.incidentId, incident.id)),
  ]);
  const factors = assessment ? (assessment.input as AssessSeverityInput).factors : {};
  const suggestedC = prefill.suggestions.find(({ factor }) => factor === "C");
  const containment = suggestedC?.points ?? factors.C ?? null;
  const urgency = urgencyNow(incident.severity, containment);
  const named = new Map(times.map(({ name, at }) => [name, at]));
  const { severity: level, mode, phase } = incident;
  return {
    level,
    urgency,
    urgencyReason: urgency !== level && urgency !== null ? (suggestedC?.reason ?? "It is not contained.") : null,
    mode,
    phase,
    targets: responseTargets({
      ...{ level, urgency, mode, phase, now: ctx.now() },
      declaredAt: named.get("declared") ?? incident.declaredAt,
      commanderSince: role?.since ?? null,
      firstUpdateAt: update?.at ?? null,
      containedAt: named.get("contained") ?? null,
    }),
    assessedAt: assessment?.assessedAt ?? null,
    changed: assessment
      ? changedFacts(factors, prefill.suggestions, await kindsSince(incident.id, assessment.eventSeq))
      : [],
  };
}

async function kindsSince(incidentId: number, seq: number): Promise<Set<string>> {
  const kinds = [...new Set(Object.values(FACTS_OF).flat())];
  const rows = await db()
    .selectDistinct({ kind: incidentEvents.kind })
    .from(incidentEvents)
    .where(
      and(eq(incidentEvents.incidentId, incidentId), gt(incidentEvents.seq, seq), inArray(incidentEvents.kind, kinds)),
    );
  return new Set(rows.map(({ kind }) => kind));
}
