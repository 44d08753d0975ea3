import { and, desc, notInArray, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { incidents } from "@/db/schema";
import { requirePermission, visibleTo } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { incidentRef, type Phase } from "@/lib/incidents/model";
import { byUrgency } from "../clocks";
import type { RunningClockList, RunningClockView } from "../views";
import { clocksOf, keptOfAll, type RuleClock, titleOf } from "./obligation-rows";

const ENDED: Phase[] = ["closed", "declined", "merged"];
const MOST_INCIDENTS = 500;
const MOST = 20;

/** Something was signed as applying and has not been handed in: its clock runs, however old the incident is. */
export const OWES = sql<boolean>`exists (select 1 from obligation_decisions d
  where d.incident_id = "incidents"."id" and d.superseded_at is null and d.decision = 'applies'
    and not exists (select 1 from obligation_submissions s
      where s.incident_id = d.incident_id and s.rule = d.rule and s.withdrawn_at is null))`;

/**
 * What runs out next across the incidents that the actor may see. Of every incident what is signed as applying, and of
 * what nobody has decided only the next, since most of that will not apply. An incident that has ended is looked at
 * while something applies, because ending it stops no clock.
 */
export async function runningClocks(ctx: Ctx): Promise<RunningClockList> {
  requirePermission(ctx, "read");
  return { data: (await clocksSeenBy(ctx)).slice(0, MOST), nextCursor: null };
}

/** For verbs that have checked who asks. */
export async function clocksSeenBy(ctx: Ctx): Promise<RunningClockView[]> {
  const rows = await db()
    .select({ id: incidents.id, title: incidents.title, mode: incidents.mode })
    .from(incidents)
    .where(and(visibleTo(ctx), or(notInArray(incidents.phase, ENDED), OWES)))
    .orderBy(desc(OWES), desc(incidents.id))
    .limit(MOST_INCIDENTS);
  const kept = await keptOfAll(
    db(),
    rows.map(({ id }) => id),
  );
  const data = rows.flatMap(({ id, title, mode }) => {
    const facts = kept.get(id);
    const worth = facts ? worthNaming(clocksOf(facts, ctx.now())) : [];
    // What is written down afterwards has clocks of long ago: they nag only where somebody has signed that they apply.
    const clocks = mode === "retrospective" ? worth.filter(({ decision }) => decision === "applies") : worth;
    return clocks.map((clock) => toView(clock, { incident: incidentRef(id), title, mode }));
  });
  return data.sort(byUrgency);
}

/** What applies and is not handed in, and of what nobody has decided the next. */
export function worthNaming(clocks: readonly RuleClock[]): RuleClock[] {
  const timed = clocks.filter(({ dueAt }) => dueAt !== null).sort(byUrgency);
  const applies = timed.filter(
    ({ clock, decision }) => decision === "applies" && (clock === "overdue" || clock === "running"),
  );
  const undecided = timed.find(({ clock, decision }) => decision === "undecided" && clock === "running");
  return undecided ? [...applies, undecided] : applies;
}

function toView(
  { rule, dueAt, decision, clock }: RuleClock,
  of: Pick<RunningClockView, "incident" | "title" | "mode">,
): RunningClockView {
  return { ...of, rule: rule.id, name: titleOf(rule), dueAt: dueAt ?? "", decision, clock };
}
