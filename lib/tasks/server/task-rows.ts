import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Executor } from "@/db/client";
import { incidents, tasks, users } from "@/db/schema";
import { incidentRef } from "@/lib/incidents/model";
import type { Instant } from "@/lib/time/instant";
import { isOverdue } from "../due";
import { isOver } from "../model";
import type { TaskRow, TaskView } from "../views";

const owners = alias(users, "owner");
const doers = alias(users, "doer");
const verifiers = alias(users, "verifier");

/** With their table's names written out: in a list of columns they would lose them. */
const BLOCKED_BY = sql<TaskView["blockedBy"]>`(select coalesce(json_agg(json_build_object(
    'id', b.id, 'ref', 'T-' || b.no, 'title', b.title, 'state', b.state) order by b.no), '[]'::json)
  from task_blocks k join tasks b on b.incident_id = k.incident_id and b.id = k.blocked_by
  where k.incident_id = "tasks"."incident_id" and k.task_id = "tasks"."id")`;

/** Tasks with the names of the people in them, in the order of their due times; those without come last. */
export function selectTasks(executor: Executor, where: SQL | undefined) {
  return executor
    .select({
      task: tasks,
      owner: { id: owners.id, name: owners.name },
      doer: { id: doers.id, name: doers.name },
      verifier: { id: verifiers.id, name: verifiers.name },
      incident: { title: incidents.title, severity: incidents.severity },
      blockedBy: BLOCKED_BY,
    })
    .from(tasks)
    .innerJoin(incidents, eq(incidents.id, tasks.incidentId))
    .leftJoin(owners, eq(owners.id, tasks.ownerId))
    .leftJoin(doers, eq(doers.id, tasks.doneBy))
    .leftJoin(verifiers, eq(verifiers.id, tasks.verifiedBy))
    .where(where)
    .orderBy(sql`${tasks.dueAt} asc nulls last`, asc(tasks.incidentId), asc(tasks.no))
    .$dynamic();
}

type Selected = Awaited<ReturnType<typeof selectTasks>>[number];

export function toTaskView({ task, owner, doer, verifier, blockedBy }: Selected, now: Instant): TaskView {
  const { id, incidentId, no, ownerId: _o, doneBy: _d, verifiedBy: _v, ...same } = task;
  return {
    ...same,
    id,
    ref: `T-${no}`,
    incident: incidentRef(incidentId),
    owner,
    doneBy: doer,
    verifiedBy: verifier,
    overdue: isOverdue(task, now),
    blockedBy,
    blocked: blockedBy.some(({ state }) => !isOver(state)),
  };
}

export function toTaskRow(selected: Selected, now: Instant): TaskRow {
  const { title, severity } = selected.incident;
  return { ...toTaskView(selected, now), incidentTitle: title, incidentSeverity: severity };
}

/** One task as the API shows it; it is there. */
export async function taskView(executor: Executor, id: string, now: Instant): Promise<TaskView> {
  const [selected] = await selectTasks(executor, and(eq(tasks.id, id)));
  if (!selected) throw new Error(`task ${id} is gone`);
  return toTaskView(selected, now);
}
