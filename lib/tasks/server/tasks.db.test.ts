import { and, desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { incidentEvents, incidentMembers } from "@/db/schema";
import { anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import type { IncidentView } from "@/lib/incidents/views";
import type { AddTaskRequest } from "../inputs";
import type { TaskView } from "../views";

testDatabase();

let commander: TestUser;
let owner: TestUser;
let verifier: TestUser;
let incident: IncidentView;
const headers = new Map<TestUser, Record<string, string>>();

beforeAll(async () => {
  ({ incident, commander } = await anIncident(undefined, { severity: "SEV2" }));
  owner = await aUser("responder", { name: "Owner" });
  verifier = await aUser("responder", { name: "Verifier" });
});

async function call(user: TestUser, method: string, path: string, body?: unknown, more: Record<string, string> = {}) {
  if (!headers.has(user)) {
    const scopes = ["read", "respond", "command", "audit", "administer"] as const;
    headers.set(user, { Authorization: `Bearer ${await aToken(user, [...scopes])}` });
  }
  return api.request(`http://localhost/api/v1/${path}`, {
    method,
    headers: { ...headers.get(user), "Content-Type": "application/json", ...more },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function add(input: Partial<AddTaskRequest> = {}, ref = incident.ref): Promise<TaskView> {
  const response = await call(commander, "POST", `incidents/${ref}/tasks`, { title: "Revert the grant", ...input });
  expect(response.status).toBe(201);
  return response.json();
}

function act(user: TestUser, task: TaskView, action: string, body: unknown) {
  return call(user, "POST", `incidents/${task.incident}/tasks/${task.id}/${action}`, body);
}

async function lastEvent(kind: string) {
  const [event] = await db()
    .select()
    .from(incidentEvents)
    .where(and(eq(incidentEvents.incidentId, Number(incident.id)), eq(incidentEvents.kind, kind)))
    .orderBy(desc(incidentEvents.seq))
    .limit(1);
  return event;
}

function hours(task: TaskView): number | null {
  return task.dueAt === null ? null : (Date.parse(task.dueAt) - Date.parse(task.createdAt)) / 3_600_000;
}

describe("a task", () => {
  test("needs only a title; it is due by the severity's target, and its addition is in the record", async () => {
    const task = await add();
    expect(task).toMatchObject({ ref: "T-1", kind: "containment", state: "open", dueBasis: "severity", version: 1 });
    expect(hours(task)).toBe(4);
    expect(await lastEvent("task_added")).toMatchObject({ data: { id: task.id, no: 1, dueBasis: "severity" } });
    const later = await add({ kind: "prevention" });
    expect(later.dueReason).toBe("14 business days at SEV2, by the installation’s calendar (no public holidays, UTC)");
    expect(hours(later)).toBeGreaterThan(18 * 24);
  });

  test("is numbered without gaps, also when many are added at once", async () => {
    const { incident: other } = await anIncident(commander);
    await Promise.all(Array.from({ length: 6 }, () => add({}, other.ref)));
    const { data } = await (await call(commander, "GET", `incidents/${other.ref}/tasks`)).json();
    expect(data.map((task: TaskView) => task.ref).sort()).toEqual(["T-1", "T-2", "T-3", "T-4", "T-5", "T-6"]);
  });

  test("follows a changed severity when the severity set its due time, and not when a person did", async () => {
    const { incident: other } = await anIncident(commander, { severity: "SEV3" });
    const bySeverity = await add({}, other.ref);
    const byPerson = await add({ dueAt: "2030-01-01T00:00:00Z" }, other.ref);
    const finished = await add({}, other.ref);
    await act(owner, finished, "done", { proof: "Reverted in change 4711." });
    const factors = { D: 4, V: 4, A: 4, T: 4, R: 4, G: 4, C: 4, E: 4 };
    await call(commander, "POST", `incidents/${other.ref}/severity`, { factors });
    const { data } = await (await call(commander, "GET", `incidents/${other.ref}/tasks`)).json();
    const find = (task: TaskView): TaskView => data.find((one: TaskView) => one.id === task.id);
    expect([hours(bySeverity), hours(find(bySeverity))]).toEqual([24, 1]);
    expect(find(byPerson).dueAt).toBe("2030-01-01T00:00:00.000000Z");
    expect(hours(find(finished))).toBe(24);
  });

  test("goes back to the severity's due time when a person's is taken away", async () => {
    const task = await add({ dueAt: "2030-01-01T00:00:00Z" });
    const path = `incidents/${incident.ref}/tasks/${task.id}`;
    const back = await (await call(commander, "PATCH", path, { dueAt: null, version: 1 })).json();
    expect(back).toMatchObject({ dueBasis: "severity", version: 2 });
    expect(hours(back)).toBe(4);
  });
});

describe("done and verified", () => {
  test("done needs proof; verified needs somebody who neither owns the task nor did it", async () => {
    const task = await add({ ownerId: owner.id });
    const noProof = await act(owner, task, "done", { proof: " " });
    expect(noProof.status).toBe(422);
    expect((await noProof.json()).errors[0].pointer).toBe("/proof");
    const done = await (await act(commander, task, "done", { proof: "Reverted.", proofEvidence: ["3-20933"] })).json();
    expect(done).toMatchObject({ state: "done", doneBy: { id: commander.id }, proofEvidence: ["3-20933"] });
    expect((await act(owner, task, "verify", {})).status).toBe(403);
    expect((await act(commander, task, "verify", {})).status).toBe(403);
    const verified = await (await act(verifier, task, "verify", { note: "Tried with an uncleared account." })).json();
    expect(verified).toMatchObject({ state: "verified", verifiedBy: { name: "Verifier" } });
    expect(await lastEvent("task_verified")).toMatchObject({ authorId: verifier.id, data: { id: task.id } });
  });

  test("what is not done can't be verified, and what is verified can't be changed or done again", async () => {
    const task = await add();
    expect((await act(verifier, task, "verify", {})).status).toBe(409);
    await act(owner, task, "done", { proof: "Done." });
    await act(verifier, task, "verify", {});
    expect((await act(owner, task, "done", { proof: "Again." })).status).toBe(409);
    expect((await act(owner, task, "not-doing", { reason: "No." })).status).toBe(409);
    const path = `incidents/${incident.ref}/tasks/${task.id}`;
    expect((await call(owner, "PATCH", path, { title: "Other", version: 3 })).status).toBe(409);
  });

  test("reopening needs a reason, takes the proof away from the task and leaves it in the record", async () => {
    const task = await add();
    await act(owner, task, "done", { proof: "Reverted." });
    expect((await act(owner, task, "reopen", {})).status).toBe(422);
    const open = await (await act(owner, task, "reopen", { reason: "The grant came back." })).json();
    expect(open).toMatchObject({ state: "open", proof: null, doneBy: null, doneAt: null });
    expect(await lastEvent("task_done")).toMatchObject({ data: { proof: "Reverted." } });
    expect(await lastEvent("task_reopened")).toMatchObject({ data: { reason: "The grant came back.", from: "done" } });
  });

  test("not doing needs a reason, and can be reopened", async () => {
    const task = await add();
    expect((await act(owner, task, "not-doing", { reason: "" })).status).toBe(422);
    const dropped = await (await act(owner, task, "not-doing", { reason: "The system is retired in May." })).json();
    expect(dropped).toMatchObject({ state: "not_doing", notDoingReason: "The system is retired in May." });
    expect((await act(owner, task, "reopen", { reason: "It is not." })).status).toBe(200);
  });
});

describe("two people at once", () => {
  test("of two changes of the same version the second is refused, and sees the task as it is now", async () => {
    const task = await add();
    const path = `incidents/${incident.ref}/tasks/${task.id}`;
    const answers = await Promise.all([
      call(owner, "PATCH", path, { title: "One" }, { "If-Match": '"1"' }),
      call(verifier, "PATCH", path, { title: "Two" }, { "If-Match": '"1"' }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    const [won, refused] = answers[0].status === 200 ? bodies : [...bodies].reverse();
    expect(refused).toMatchObject({ currentVersion: 2, current: { title: won.title } });
    expect((await call(owner, "PATCH", path, { title: "Three" })).status).toBe(428);
  });

  test("finishing a version that somebody changed is refused", async () => {
    const task = await add();
    const path = `incidents/${incident.ref}/tasks/${task.id}`;
    await call(owner, "PATCH", path, { title: "Wider", version: 1 });
    expect((await act(owner, task, "done", { proof: "Done.", version: 1 })).status).toBe(412);
  });

  test("of two who finish it at once, one is told that it is done", async () => {
    const task = await add();
    const answers = await Promise.all([
      act(owner, task, "done", { proof: "A" }),
      act(verifier, task, "done", { proof: "B" }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });
});

describe("who may", () => {
  test("viewers and auditors read and may not write", async () => {
    const task = await add();
    for (const role of ["viewer", "auditor"] as const) {
      const user = await aUser(role);
      expect((await call(user, "GET", `incidents/${incident.ref}/tasks`)).status).toBe(200);
      expect((await call(user, "POST", `incidents/${incident.ref}/tasks`, { title: "x" })).status).toBe(403);
      for (const action of ["done", "verify", "reopen", "not-doing"]) {
        expect((await act(user, task, action, { proof: "x", reason: "x" })).status, action).toBe(403);
      }
    }
  });

  test("tasks of a restricted incident are absent for others, in the incident and in the list of all", async () => {
    const { incident: secret } = await anIncident(commander, { visibility: "restricted" });
    const task = await add({ title: "secret-task" }, secret.ref);
    expect((await call(owner, "GET", `incidents/${secret.ref}/tasks`)).status).toBe(404);
    expect((await call(owner, "GET", `incidents/${secret.ref}/tasks.csv`)).status).toBe(404);
    expect((await act(owner, task, "done", { proof: "x" })).status).toBe(404);
    expect(await (await call(owner, "GET", "tasks?limit=200")).text()).not.toContain("secret-task");
    expect(await (await call(commander, "GET", "tasks?limit=200")).text()).toContain("secret-task");
  });

  test("only a member can own a task of a restricted incident", async () => {
    const { incident: secret } = await anIncident(commander, { visibility: "restricted" });
    const path = `incidents/${secret.ref}/tasks`;
    const refused = await call(commander, "POST", path, { title: "x", ownerId: owner.id });
    expect(refused.status).toBe(422);
    expect((await refused.json()).errors[0].pointer).toBe("/ownerId");
    await db()
      .insert(incidentMembers)
      .values({ incidentId: Number(secret.id), userId: owner.id, addedBy: "t", addedAt: owner.ctx.now() });
    expect((await call(commander, "POST", path, { title: "x", ownerId: owner.id })).status).toBe(201);
  });

  test("a task of one incident can't be reached through another", async () => {
    const task = await add();
    const { incident: other } = await anIncident(commander);
    expect((await act(owner, { ...task, incident: other.ref }, "done", { proof: "x" })).status).toBe(404);
  });
});

describe("the lists", () => {
  test("mine are those that I own, paged by due time, those without one last", async () => {
    const me = await aUser("responder");
    const dues = ["2030-03-01T00:00:00Z", "2030-01-01T00:00:00Z", "2030-02-01T00:00:00Z"];
    for (const dueAt of dues) await add({ ownerId: me.id, title: dueAt, dueAt });
    const { incident: minor } = await anIncident(commander, { severity: "SEV5" });
    await add({ ownerId: me.id, title: "no due" }, minor.ref);
    const titles: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { data: TaskView[]; nextCursor: string | null } = await (
        await call(me, "GET", `tasks?mine=true&limit=1${cursor && `&cursor=${cursor}`}`)
      ).json();
      titles.push(...page.data.map((task) => task.title));
      cursor = page.nextCursor;
    }
    expect(titles).toEqual([dues[1], dues[2], dues[0], "no due"]);
  });

  test("what waits for a verifier is shown to others than its owner and doer", async () => {
    const task = await add({ ownerId: owner.id, title: "waits" });
    await act(commander, task, "done", { proof: "Done." });
    const seenBy = async (user: TestUser) =>
      (await (await call(user, "GET", "tasks?toVerify=true&limit=200")).text()).includes(task.id);
    expect([await seenBy(owner), await seenBy(commander), await seenBy(verifier)]).toEqual([false, false, true]);
  });

  test("overdue ones are late and unfinished", async () => {
    const late = await add({ dueAt: "2020-01-01T00:00:00Z", title: "late" });
    const { data } = await (await call(owner, "GET", "tasks?overdue=true&limit=200")).json();
    expect(data.map((task: TaskView) => task.id)).toContain(late.id);
    expect(data.every((task: TaskView) => task.overdue)).toBe(true);
  });

  test("a spreadsheet gets them without running any text as a formula", async () => {
    await add({ title: '=HYPERLINK("http://evil.example")' });
    const csv = await call(owner, "GET", `incidents/${incident.ref}/tasks.csv`);
    expect(csv.headers.get("content-type")).toContain("text/csv");
    expect(await csv.text()).toContain("\"'=HYPERLINK");
  });
});
