import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import {
  exposureAnswers,
  incidentEvents,
  incidentRoles,
  namedTimes,
  postmortems,
  severityAssessments,
  tasks,
  users,
} from "@/db/schema";
import { sharedReads } from "@/db/shared-reads";
import { type Incident, requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { agentState } from "@/lib/containment/server/agent-state";
import type { Answer } from "@/lib/data/model";
import { dataOf as inventoryOf, totalsOfData } from "@/lib/data/server/list-data";
import { isExposureCurrent } from "@/lib/exposure/server/get-exposure";
import { passingRoles } from "@/lib/handover/server/passing-roles";
import { clockSummary } from "@/lib/obligations/server/list-obligations";
import type { Instant } from "@/lib/time/instant";
import { TIMELINE_KINDS } from "@/lib/timeline/model";
import { commandPassed } from "@/lib/timeline/server/command-passed";
import { firingAlerts } from "@/lib/triage/server/firing-alerts";
import { nextUpdateOf } from "@/lib/updates/server/update-rows";
import type { RoomView } from "../views";
import { membersOf } from "./manage-members";
import { toIncidentView } from "./to-view";

/** Everything that the room's header, strip and rail show, in one read. Costs the same whatever the room's size. */
export async function getRoom(ctx: Ctx, ref: string): Promise<RoomView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const [facts, handovers] = await Promise.all([
    sharedFacts(`${incident.id} ${incident.phase}`, () => factsOf(incident, ctx.now())),
    passingRoles(ctx, incident.id),
  ]);
  const permissions = ctx.actor?.permissions;
  return {
    incident: toIncidentView(incident),
    can: {
      respond: permissions?.has("respond") ?? false,
      command: permissions?.has("command") ?? false,
      audit: permissions?.has("audit") ?? false,
    },
    handovers,
    ...facts,
  };
}

type Facts = Omit<RoomView, "incident" | "can" | "handovers">;

/** The same for everybody who may see the incident, and after a change all of them ask. */
const sharedFacts = sharedReads<Facts>();

async function factsOf(incident: Incident, now: Instant): Promise<Facts> {
  const [members, roles, times, severity, exposure, agent, clocks, counts, data, nextUpdate, underWay, [postmortem]] =
    await Promise.all([
      membersOf(incident.id),
      rolesOf(incident),
      timesOf(incident),
      latestSeverity(incident),
      exposureOf(incident),
      agentState(db(), incident.id, now),
      clockSummary(db(), incident.id, now),
      countsOf(incident, now),
      dataOf(incident),
      nextUpdateOf(db(), incident),
      underWayOf(incident),
      db().select({ state: postmortems.state }).from(postmortems).where(eq(postmortems.incidentId, incident.id)),
    ]);
  return {
    ...{ members, roles, times, severity, exposure, agent, clocks, counts, data, nextUpdate, underWay },
    postmortem: postmortem?.state ?? null,
  };
}

function rolesOf(incident: Incident) {
  return db()
    .select({ role: incidentRoles.role, userId: users.id, name: users.name, since: incidentRoles.since })
    .from(incidentRoles)
    .innerJoin(users, eq(users.id, incidentRoles.userId))
    .where(and(eq(incidentRoles.incidentId, incident.id), isNull(incidentRoles.until)));
}

async function timesOf(incident: Incident): Promise<RoomView["times"]> {
  const rows = await db()
    .select()
    .from(namedTimes)
    .where(eq(namedTimes.incidentId, incident.id))
    .orderBy(asc(namedTimes.at));
  return rows.map(({ name, at, precision, basis, eventSeq, recordedAt }) => ({
    name,
    at,
    precision,
    basis,
    eventId: String(eventSeq),
    recordedAt,
  }));
}

async function latestSeverity(incident: Incident): Promise<RoomView["severity"]> {
  const [row] = await db()
    .select()
    .from(severityAssessments)
    .where(eq(severityAssessments.incidentId, incident.id))
    .orderBy(desc(severityAssessments.assessedAt), desc(severityAssessments.eventSeq))
    .limit(1);
  if (!row) return null;
  const result = row.result as {
    likely: { score: number };
    high: { score: number };
    floors: string[];
    assumed: string[];
  };
  return {
    likely: result.likely.score,
    high: result.high.score,
    floors: result.floors,
    assumed: result.assumed,
    overridden: row.input.override !== undefined && row.input.override !== null,
    assessedAt: row.assessedAt,
  };
}

/** The windows as they stand, with the last computed answer beside them; null while no window is recorded. */
async function exposureOf(incident: Incident): Promise<RoomView["exposure"]> {
  const [windows] = await db().execute<{ n: number; open: number; assets: number; earliest: string | null }>(sql`
    select count(*)::int as n, count(*) filter (where closed_at is null)::int as open,
      count(distinct asset_id)::int as assets,
      to_char(min(opened_at) filter (where closed_at is null), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as earliest
    from exposure_windows where incident_id = ${incident.id} and superseded_at is null and withdrawn = 0`);
  if (!windows || windows.n === 0) return null;
  const [stored] = await db().select().from(exposureAnswers).where(eq(exposureAnswers.incidentId, incident.id));
  return {
    windows: windows.n,
    open: windows.open,
    assets: windows.assets,
    earliestOpenedAt: windows.earliest,
    ...summaryOf(stored, await isExposureCurrent(incident.id, stored?.fingerprint)),
  };
}

function summaryOf(stored: typeof exposureAnswers.$inferSelect | undefined, isCurrent: boolean) {
  const summary = stored?.answer.summary as
    | Omit<
        NonNullable<RoomView["exposure"]>,
        "windows" | "open" | "assets" | "earliestOpenedAt" | "computedAt" | "stale"
      >
    | undefined;
  return {
    exposedMs: summary?.exposedMs ?? null,
    accessed: summary?.accessed ?? ("unknown" as const),
    exfiltrated: summary?.exfiltrated ?? ("unknown" as const),
    unauthorised: summary?.unauthorised ?? null,
    couldReach: summary?.couldReach ?? null,
    gapMs: summary?.gapMs ?? null,
    computedAt: stored?.computedAt ?? null,
    stale: summary === undefined || !isCurrent,
  };
}

async function countsOf(incident: Incident, now: string): Promise<RoomView["counts"]> {
  const id = incident.id;
  const firing = firingAlerts(db(), id);
  const [row] = await db().execute<Omit<RoomView["counts"], "alertsFiring">>(sql`select
    (select count(*)::int from incident_events where incident_id = ${id} and (kind = any(${sql.param([...TIMELINE_KINDS])}::text[]) or ${commandPassed(incidentEvents.kind, incidentEvents.data)})) as timeline,
    (select count(*)::int from exposure_windows where incident_id = ${id} and superseded_at is null and withdrawn = 0) as windows,
    (select count(*)::int from affected_data where incident_id = ${id} and removed_at is null) as data,
    (select count(*)::int from evidence_sources where incident_id = ${id} and status not in ('cancelled','receiving','failed')) as sources,
    (select count(*)::int from evidence_sources where incident_id = ${id} and status in ('queued','parsing')) as "sourcesBusy",
    (select count(*)::int from claims where incident_id = ${id} and superseded_at is null and withdrawn = 0) as claims,
    (select count(*)::int from claims where incident_id = ${id} and superseded_at is null and withdrawn = 0 and standing = 'contradicted') as "claimsContradicted",
    (select count(*)::int from tasks where incident_id = ${id}) as tasks,
    (select count(*)::int from tasks where incident_id = ${id} and state = 'verified') as "tasksDone",
    (select count(*)::int from tasks where incident_id = ${id} and state = 'not_doing') as "tasksNotDoing",
    (select count(*)::int from tasks where incident_id = ${id} and state in ('open','in_progress') and due_at < ${now}::timestamptz) as "tasksOverdue",
    (select count(*)::int from containment_actions where incident_id = ${id}) as containment,
    (select count(*)::int from containment_actions where incident_id = ${id} and verdict = 'verified') as "containmentVerified",
    (select coalesce(max(seq), 0)::int from record_heads where incident_id = ${id}) as record`);
  if (!row) throw new Error("an aggregate has one row");
  return { ...row, alertsFiring: (await firing).length };
}

async function underWayOf(incident: Incident): Promise<RoomView["underWay"]> {
  const rows = await db()
    .select({ no: tasks.no, title: tasks.title, owner: users.name, dueAt: tasks.dueAt })
    .from(tasks)
    .leftJoin(users, eq(users.id, tasks.ownerId))
    .where(
      and(
        eq(tasks.incidentId, incident.id),
        inArray(tasks.state, ["open", "in_progress"]),
        or(eq(tasks.state, "in_progress"), isNotNull(tasks.ownerId), isNotNull(tasks.dueAt)),
      ),
    )
    .orderBy(asc(tasks.dueAt), asc(tasks.no))
    .limit(8);
  return rows.map(({ no, ...row }) => ({ ref: `T-${no}`, ...row }));
}

/** By the inventory's own method, so that room and data page never differ. */
async function dataOf(incident: Incident): Promise<RoomView["data"]> {
  const data = await inventoryOf(db(), incident.id);
  const { low, high, exact, unknown } = totalsOfData(data).people;
  const exposed = exposedOf(data.map(({ answers }) => answers.exposed.answer));
  return { peopleLow: low, peopleHigh: high, peopleExact: exact, unknownItems: unknown, items: data.length, exposed };
}

function exposedOf(answers: readonly Answer[]): Answer {
  if (answers.includes("yes")) return "yes";
  return answers.length > 0 && answers.every((answer) => answer === "no") ? "no" : "unknown";
}
