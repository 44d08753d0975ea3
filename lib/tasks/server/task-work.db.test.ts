import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import type { IncidentView } from "@/lib/incidents/views";
import type { AddTaskRequest } from "../inputs";
import type { TaskView } from "../views";

testDatabase();

let commander: TestUser;
let owner: TestUser;
let incident: IncidentView;
const headers = new Map<TestUser, Record<string, string>>();

beforeAll(async () => {
  commander = await aUser("commander");
  owner = await aUser("responder", { name: "Dana" });
});

beforeEach(async () => {
  ({ incident } = await anIncident(commander, { severity: "SEV1" }));
});

async function call(user: TestUser, method: string, path: string, body?: unknown) {
  if (!headers.has(user)) {
    const scopes = ["read", "respond", "command", "administer"] as const;
    headers.set(user, { Authorization: `Bearer ${await aToken(user, [...scopes])}` });
  }
  return api.request(`http://localhost/api/v1/${path}`, {
    method,
    headers: { ...headers.get(user), "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function add(input: Partial<AddTaskRequest> = {}): Promise<TaskView> {
  const response = await call(commander, "POST", `incidents/${incident.ref}/tasks`, {
    title: "Revert the grant",
    ...input,
  });
  expect(response.status, await response.clone().text()).toBe(201);
  return response.json();
}

const path = (task: TaskView) => `incidents/${task.incident}/tasks/${task.id}`;
const change = (task: TaskView, changes: object) =>
  call(owner, "PATCH", path(task), { version: task.version, ...changes });
const done = (task: TaskView) => call(owner, "POST", `${path(task)}/done`, { proof: "Done." });

async function all(): Promise<TaskView[]> {
  return (await (await call(owner, "GET", `incidents/${incident.ref}/tasks`)).json()).data;
}

/** The date of an instant as a wall shows it. */
const dayIn = (at: string | null, timeZone: string) =>
  new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date(at ?? ""));

describe("a due time by severity", () => {
  test("is counted in the business days of whoever owns the task, and again when somebody else does", async () => {
    const set = await call(owner, "PUT", "work-calendar", { place: "DE-BY", zone: "Europe/Berlin" });
    expect(await set.json()).toMatchObject({ mine: { placeName: "Germany, Bayern" }, installation: { zone: "UTC" } });
    const task = await add({ kind: "prevention", ownerId: owner.id });
    expect(task.dueReason).toBe("7 business days at SEV1, by the calendar of Dana (Germany, Bayern, Europe/Berlin)");
    const lastDay = new Date(`${dayIn(task.dueAt, "Europe/Berlin")}T12:00:00Z`).getUTCDay();
    expect([0, 6]).not.toContain(lastDay);
    const given = await (await change(task, { ownerId: null })).json();
    expect(given.dueReason).toContain("the installation’s calendar");
    expect(given.dueAt.slice(10)).toBe("T23:59:59.999999Z");
    await call(owner, "DELETE", "work-calendar");
    const back = await (await change(given, { ownerId: owner.id })).json();
    expect(back.dueReason).toContain("the installation’s calendar");
  });

  test("that a person set stays when the owner or the severity changes", async () => {
    const task = await add({ kind: "prevention", dueAt: "2030-01-01T00:00:00Z" });
    const given = await (await change(task, { ownerId: owner.id })).json();
    expect(given).toMatchObject({ dueAt: "2030-01-01T00:00:00.000000Z", dueBasis: "person", dueReason: null });
  });

  test("the installation's calendar is for an admin to set, and a place without known holidays is refused", async () => {
    const calendar = { place: "FR", zone: "Europe/Paris" };
    expect((await call(owner, "PUT", "work-calendar/installation", calendar)).status).toBe(403);
    const admin = await aUser("admin");
    expect((await call(admin, "PUT", "work-calendar/installation", calendar)).status).toBe(200);
    expect((await add({ kind: "prevention" })).dueReason).toContain("(France, Europe/Paris)");
    await call(admin, "PUT", "work-calendar/installation", { place: "", zone: "UTC" });
    for (const place of ["XX", "DE-XX"]) {
      const refused = await call(owner, "PUT", "work-calendar", { place, zone: "UTC" });
      expect(refused.status).toBe(422);
      expect((await refused.json()).errors[0].pointer).toBe("/place");
    }
    expect((await call(owner, "PUT", "work-calendar", { place: "", zone: "Mars/Base" })).status).toBe(422);
  });
});

describe("a blocked task", () => {
  test("says by what, is neither begun nor done, and is free when that is done or dropped", async () => {
    const [first, second] = [await add({ title: "First" }), await add({ title: "Second" })];
    const task = await add({ title: "Third", blockedBy: [second.id, first.id] });
    expect(task).toMatchObject({ blocked: true, blockedBy: [{ ref: "T-1" }, { ref: "T-2" }] });
    for (const answer of [await change(task, { state: "in_progress" }), await done(task)]) {
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({
        detail: expect.stringContaining("T-3 is blocked by T-1 “First”, T-2 “Second”."),
        blockedBy: ["T-1", "T-2"],
      });
    }
    await done(first);
    await call(owner, "POST", `${path(second)}/not-doing`, { reason: "Not needed." });
    const [free] = (await all()).filter(({ ref }) => ref === "T-3");
    expect(free).toMatchObject({ blocked: false });
    expect((await done(task)).status).toBe(200);
  });

  test("never waits in a circle, by however many tasks, also when two people close it at the same moment", async () => {
    const tasks = [await add(), await add(), await add()] as [TaskView, TaskView, TaskView];
    const [a, b, c] = tasks;
    expect((await change(a, { blockedBy: [a.id] })).status).toBe(422);
    expect((await change(b, { blockedBy: [a.id] })).status).toBe(200);
    const both = await Promise.all([change(a, { blockedBy: [c.id] }), change(c, { blockedBy: [b.id] })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    const refused = both.find(({ status }) => status === 422);
    expect((await (refused as Response).json()).errors[0]).toMatchObject({ pointer: "/blockedBy" });
    const circle = await rawSql()`with recursive way as (
        select task_id, blocked_by from task_blocks where incident_id = ${Number(incident.id)}
        union select way.task_id, k.blocked_by from way join task_blocks k on k.task_id = way.blocked_by)
      select 1 from way where task_id = blocked_by`;
    expect(circle).toHaveLength(0);
  });

  test("waits for tasks of its own incident only", async () => {
    const task = await add();
    const mine = incident;
    ({ incident } = await anIncident(commander));
    const other = await add();
    incident = mine;
    expect((await change(task, { blockedBy: [other.id] })).status).toBe(422);
    await expect(
      rawSql()`insert into task_blocks values (${Number(mine.id)}, ${task.id}, ${other.id})`,
    ).rejects.toThrow(/foreign key/);
  });
});

describe("many tasks at once", () => {
  const bulk = (tasks: readonly TaskView[], to: object) =>
    call(owner, "POST", `incidents/${incident.ref}/tasks/bulk`, {
      tasks: tasks.map(({ id, version }) => ({ id, version })),
      change: to,
    });

  test("get the same owner, kind, safeguard, due time or state, each by its own rules", async () => {
    const tasks = [await add(), await add({ kind: "prevention" })];
    const answer = await bulk(tasks, { set: { ownerId: owner.id, kind: "eradication", safeguard: "audit_trail" } });
    const { data } = await answer.json();
    expect(data).toHaveLength(2);
    for (const task of data) {
      expect(task).toMatchObject({
        owner: { name: "Dana" },
        kind: "eradication",
        safeguard: "audit_trail",
        version: 2,
      });
      expect(task.dueReason).toContain("7 business days at SEV1");
    }
    expect((await (await bulk(data, { set: { state: "in_progress" } })).json()).data[0].state).toBe("in_progress");
  });

  test("are changed all or none, and every refusal is named", async () => {
    const [open, finished, stale, blocked] = [
      await add({ title: "Open" }),
      await add({ title: "Finished" }),
      await add({ title: "Stale" }),
      await add({ title: "Blocked" }),
    ];
    await change(blocked, { blockedBy: [open.id] });
    await done(finished);
    await change(stale, { title: "Changed meanwhile" });
    const fresh = (await all()).map((task) => (task.id === stale.id ? stale : task));
    const answer = await bulk(fresh, { set: { state: "in_progress" } });
    expect(answer.status).toBe(409);
    const problem = await answer.json();
    expect(problem.detail).toMatch(/^Nothing was changed: 3 tasks refuse it, of 4\./);
    expect(problem.refusals.map(({ ref }: { ref: string }) => ref)).toEqual(["T-2", "T-3", "T-4"]);
    expect(problem.refusals[0].message).toContain("Reopen it");
    expect(problem.refusals[1].message).toContain("Somebody changed this task");
    expect(problem.refusals[2].message).toContain("blocked by T-1");
    expect((await all()).map(({ state }) => state).filter((state) => state === "in_progress")).toEqual([]);
  });

  test("are dropped together with one reason, and never verified or proved together", async () => {
    const tasks = [await add(), await add()];
    const dropped = await bulk(tasks, { notDoing: { reason: "The system is retired." } });
    expect((await dropped.json()).data.map(({ notDoingReason }: TaskView) => notDoingReason)).toEqual([
      "The system is retired.",
      "The system is retired.",
    ]);
    const [task] = [await add()];
    expect((await bulk([task], { set: { state: "done" } })).status).toBe(422);
    expect((await bulk([task], { set: {} })).status).toBe(422);
    expect((await bulk([], { set: { kind: "recovery" } })).status).toBe(422);
    expect((await bulk([task, task], { set: { kind: "recovery" } })).status).toBe(422);
  });

  test("of another incident or by somebody who only reads are refused", async () => {
    const task = await add();
    const reader = await aUser("viewer");
    const body = { tasks: [{ id: task.id, version: 1 }], change: { set: { kind: "recovery" } } };
    expect((await call(reader, "POST", `incidents/${incident.ref}/tasks/bulk`, body)).status).toBe(403);
    const { incident: other } = await anIncident(commander);
    expect((await call(owner, "POST", `incidents/${other.ref}/tasks/bulk`, body)).status).toBe(404);
  });
});

test("a spreadsheet of my tasks over all incidents holds mine, and runs no formula", async () => {
  const me = await aUser("responder");
  await add({ title: "=1+1", ownerId: me.id });
  await add({ title: "of somebody else" });
  const text = await (await call(me, "GET", "tasks.csv?mine=true")).text();
  expect(text).toContain("'=1+1");
  expect(text).not.toContain("of somebody else");
});
