import { and, desc, eq, gt, inArray, min } from "drizzle-orm";
import { db } from "@/db/client";
import {
  incidentEvents,
  incidentRoles,
  incidentUpdates,
  namedTimes,
  postmortems,
  severityAssessments,
} from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { calendars } from "@/lib/calendar/server/work-calendars";
import type { WorkCalendarView } from "@/lib/calendar/views";
import { deadline } from "@/lib/obligations/deadlines";
import { holidaysOf } from "@/lib/obligations/server/holidays";
import type { Instant } from "@/lib/time/instant";
import type { AssessSeverityInput } from "../inputs";
import type { ResponseTargets } from "../model";
import { changedFacts, FACTS_OF, responseTargets, urgencyNow } from "../response";
import type { ResponseView } from "../response-view";
import { targetsOf } from "../targets";
import { targetsAt } from "./response-targets";
import { suggestSeverity } from "./suggest-severity";

/** What the severity asks of the response and whether it was met, and whether the facts have moved since it was assessed. */
export async function getResponse(ctx: Ctx, ref: string): Promise<ResponseView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const [[assessment], prefill, times, [role], [update], [postmortem], table, { installation }] = await Promise.all([
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
    db()
      .select({ approvedAt: postmortems.approvedAt })
      .from(postmortems)
      .where(eq(postmortems.incidentId, incident.id)),
    targetsAt(db(), incident.declaredAt),
    calendars(db(), null),
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
    targets: responseTargets(
      {
        ...{ mode, phase, now: ctx.now() },
        declaredAt: named.get("declared") ?? incident.declaredAt,
        commanderSince: role?.since ?? null,
        firstUpdateAt: update?.at ?? null,
        containedAt: named.get("contained") ?? null,
        postmortem: {
          dueAt: postmortemDue(named.get("resolved") ?? null, targetsOf(level, table), installation),
          approvedAt: postmortem?.approvedAt ?? null,
        },
      },
      targetsOf(urgency, table),
    ),
    assessedAt: assessment?.assessedAt ?? null,
    changed: assessment
      ? changedFacts(factors, prefill.suggestions, await kindsSince(incident.id, assessment.eventSeq))
      : [],
  };
}

/** By the severity itself: what is over is not urgent any more. */
function postmortemDue(
  resolvedAt: Instant | null,
  { postmortemBusinessDays: count }: ResponseTargets,
  { place, zone }: WorkCalendarView,
): Instant | null {
  if (resolvedAt === null || count === null) return null;
  const isHoliday = place === "" ? () => false : holidaysOf(place);
  return deadline(resolvedAt, { count, unit: "business_days" }, { zone, isHoliday }).at;
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
