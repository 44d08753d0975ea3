import * as z from "zod";
import { RefParams } from "@/lib/api/inputs";
import { defineRoute, defineStream, type Route } from "@/lib/api/server/define-route";
import { versionOf } from "@/lib/api/server/if-match";
import {
  AddTaskInput,
  AllTasksQuery,
  BulkTasksInput,
  ChangeTaskInput,
  FinishTaskInput,
  ListTasksQuery,
  TaskReasonInput,
  VerifyTaskInput,
} from "../inputs";
import { TaskList, TaskPage, TaskView } from "../views";
import { addTask } from "./add-task";
import { changeTask } from "./change-task";
import { changeTasks } from "./change-tasks";
import { exportAllTasks, exportTasks } from "./export-tasks";
import { dropTask, finishTask, reopenTask, verifyTask } from "./finish-task";
import { listAllTasks, listTasks } from "./list-tasks";

const TaskParams = RefParams.extend({ id: z.uuid() });
const TASK = "/incidents/{ref}/tasks/{id}";
const ofTask = { permission: "respond", params: TaskParams, view: TaskView } as const;

function versioned<B extends { version?: number | undefined }>(body: B, request: Request): B {
  return { ...body, version: body.version ?? versionOf(request) };
}

export const taskRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/tasks",
    summary: "Tasks of all incidents that one may see, the next due first",
    permission: "read",
    query: AllTasksQuery,
    view: TaskPage,
    run: (ctx, { query }) => listAllTasks(ctx, query),
  }),
  defineStream({
    method: "get",
    path: "/tasks.csv",
    summary: "The same tasks for a spreadsheet, at most 5,000",
    permission: "read",
    query: AllTasksQuery,
    gives: "text/csv",
    respond: (ctx, { query }) => exportAllTasks(ctx, query),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/tasks",
    summary: "The tasks of an incident, by due time",
    permission: "read",
    params: RefParams,
    query: ListTasksQuery,
    view: TaskList,
    run: (ctx, { params, query }) => listTasks(ctx, params.ref, query),
  }),
  defineStream({
    method: "get",
    path: "/incidents/{ref}/tasks.csv",
    summary: "The tasks of an incident for a spreadsheet",
    permission: "read",
    params: RefParams,
    gives: "text/csv",
    respond: (ctx, { params }) => exportTasks(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/tasks",
    summary: "Add a task; without a due time it gets the severity's",
    permission: "respond",
    params: RefParams,
    body: AddTaskInput,
    status: 201,
    view: TaskView,
    run: (ctx, { params, body }) => addTask(ctx, params.ref, body),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/tasks/bulk",
    summary: "Change many tasks alike, all of them or none; a refusal names each task that refuses",
    permission: "respond",
    params: RefParams,
    body: BulkTasksInput,
    view: TaskList,
    run: (ctx, { params, body }) => changeTasks(ctx, params.ref, body),
  }),
  defineRoute({
    ...ofTask,
    method: "patch",
    path: TASK,
    summary: "Change a task",
    body: ChangeTaskInput,
    run: (ctx, { params, body, request }) => changeTask(ctx, params.ref, params.id, versioned(body, request)),
  }),
  defineRoute({
    ...ofTask,
    method: "post",
    path: `${TASK}/done`,
    summary: "Finish a task, with proof",
    body: FinishTaskInput,
    run: (ctx, { params, body, request }) => finishTask(ctx, params.ref, params.id, versioned(body, request)),
  }),
  defineRoute({
    ...ofTask,
    method: "post",
    path: `${TASK}/verify`,
    summary: "Verify a task that somebody else owns and did",
    body: VerifyTaskInput,
    run: (ctx, { params, body, request }) => verifyTask(ctx, params.ref, params.id, versioned(body, request)),
  }),
  defineRoute({
    ...ofTask,
    method: "post",
    path: `${TASK}/reopen`,
    summary: "Reopen a task, with a reason",
    body: TaskReasonInput,
    run: (ctx, { params, body, request }) => reopenTask(ctx, params.ref, params.id, versioned(body, request)),
  }),
  defineRoute({
    ...ofTask,
    method: "post",
    path: `${TASK}/not-doing`,
    summary: "Say that a task won't be done, with a reason",
    body: TaskReasonInput,
    run: (ctx, { params, body, request }) => dropTask(ctx, params.ref, params.id, versioned(body, request)),
  }),
];
