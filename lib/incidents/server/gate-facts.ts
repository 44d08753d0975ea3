import { eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { containmentActions, postmortems, severityAssessments, tasks } from "@/db/schema";
import type { Incident } from "@/lib/access/server/require";
import { STOPPING } from "@/lib/containment/model";
import { agentState } from "@/lib/containment/server/agent-state";
import { dataOf } from "@/lib/data/server/list-data";
import { clockSummary } from "@/lib/obligations/server/list-obligations";
import type { Instant } from "@/lib/time/instant";
import { firingAlerts } from "@/lib/triage/server/firing-alerts";
import type { PhaseFacts } from "../gates";

/** What the gates of an incident ask about, as it stands now. */
export async function gateFacts(executor: Executor, incident: Incident, now: Instant): Promise<PhaseFacts> {
  const { id } = incident;
  const [windows] = await executor.execute<{ n: number; open: number }>(sql`
    select count(*)::int as n, count(*) filter (where closed_at is null)::int as open
    from exposure_windows where incident_id = ${id} and superseded_at is null and withdrawn = 0`);
  const taskRows = await executor
    .select({ no: tasks.no, kind: tasks.kind, state: tasks.state })
    .from(tasks)
    .where(eq(tasks.incidentId, id))
    .orderBy(tasks.no);
  const [postmortem] = await executor
    .select({ state: postmortems.state })
    .from(postmortems)
    .where(eq(postmortems.incidentId, id));
  return {
    phase: incident.phase,
    peakSeverity: incident.severity === null ? null : incident.peakSeverity,
    windows: windows?.n ?? 0,
    openWindows: windows?.open ?? 0,
    notExposedItems: await itemsNotExposed(executor, id),
    assessed: (await executor.$count(severityAssessments, eq(severityAssessments.incidentId, id))) > 0,
    firing: await firingAlerts(executor, id),
    agent: await agentState(executor, id, now),
    tasks: taskRows,
    containment: await containmentOf(executor, id),
    postmortem: postmortem?.state ?? null,
    undecidedObligations: incident.mode === "drill" ? 0 : (await clockSummary(executor, id, now)).undecided,
  };
}

async function containmentOf(executor: Executor, incidentId: number): Promise<PhaseFacts["containment"]> {
  const rows = await executor
    .select()
    .from(containmentActions)
    .where(eq(containmentActions.incidentId, incidentId))
    .orderBy(containmentActions.no);
  const stops = rows.filter(({ kind }) => STOPPING.includes(kind));
  return rows.map((row) => ({
    no: row.no,
    stage: row.stage,
    state: row.state,
    verdict: row.verdict,
    stops: stops.includes(row),
    madeGood: stops.some(
      (later) =>
        later.verdict === "verified" &&
        row.aiSystemId !== null &&
        later.aiSystemId === row.aiSystemId &&
        (later.doneAt ?? "") > (row.doneAt ?? ""),
    ),
  }));
}

/** How many items there are, where people say of each that it was not exposed. */
async function itemsNotExposed(executor: Executor, incidentId: number): Promise<number> {
  const items = await dataOf(executor, incidentId);
  return items.every(({ answers }) => answers.exposed.answer === "no") ? items.length : 0;
}
