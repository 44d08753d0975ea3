import { and, eq, gt, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { tasks } from "@/db/schema";
import { requireIncident, requirePermission, visibleTo } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import type { Ctx } from "@/lib/api/server/context";
import type { Instant } from "@/lib/time/instant";
import type { AllTasksQuery, ListTasksQuery } from "../inputs";
import type { TaskList, TaskPage, TaskView } from "../views";
import { selectTasks, toTaskRow, toTaskView } from "./task-rows";

/** All tasks of an incident, by due time. */
export async function listTasks(ctx: Ctx, ref: string, query: ListTasksQuery): Promise<TaskList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const data = await tasksOf(db(), incident.id, ctx.now());
  return { data: query.state ? data.filter((task) => query.state?.includes(task.state)) : data, nextCursor: null };
}

/** For verbs that have checked who asks, such as the postmortem's. */
export async function tasksOf(executor: Executor, incidentId: number, now: Instant): Promise<TaskView[]> {
  const rows = await selectTasks(executor, eq(tasks.incidentId, incidentId));
  return rows.map((row) => toTaskView(row, now));
}

const FOREVER = "9999-12-31T00:00:00.000000Z";

/** Tasks of every incident that one may see, the next due first. */
export async function listAllTasks(ctx: Ctx, query: AllTasksQuery): Promise<TaskPage> {
  const actor = requirePermission(ctx, "read");
  const after = decodeCursor(query.cursor, 3);
  const now = ctx.now();
  const unfinished = inArray(tasks.state, ["open", "in_progress"]);
  const me = actor.kind === "system" ? null : actor.userId;
  const notMine = (column: SQL | typeof tasks.ownerId) => sql`${column} is distinct from ${me}::uuid`;
  const rows = await selectTasks(
    db(),
    and(
      visibleTo(ctx),
      query.mine ? (me ? eq(tasks.ownerId, me) : isNull(tasks.id)) : undefined,
      query.overdue ? and(unfinished, sql`${tasks.dueAt} < ${now}`) : undefined,
      query.toVerify ? and(eq(tasks.state, "done"), notMine(tasks.ownerId), notMine(tasks.doneBy as never)) : undefined,
      query.state ? inArray(tasks.state, query.state) : undefined,
      query.kind ? inArray(tasks.kind, query.kind) : undefined,
      after ? afterPlace(after) : undefined,
    ),
  ).limit(query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1)?.task;
  return {
    data: shown.map((row) => toTaskRow(row, now)),
    nextCursor:
      rows.length > query.limit && last ? encodeCursor([last.dueAt ?? FOREVER, last.incidentId, last.no]) : null,
  };
}

function afterPlace([due, incidentId, no]: (string | number | null)[]): SQL | undefined {
  const at = sql`coalesce(${tasks.dueAt}, ${FOREVER}::timestamptz)`;
  const place = sql`${String(due)}::timestamptz`;
  return or(
    sql`${at} > ${place}`,
    and(
      sql`${at} = ${place}`,
      or(
        gt(tasks.incidentId, Number(incidentId)),
        and(eq(tasks.incidentId, Number(incidentId)), gt(tasks.no, Number(no))),
      ),
    ),
  );
}
