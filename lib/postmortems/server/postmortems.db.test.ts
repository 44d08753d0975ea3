import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { assets, exposureWindows, incidentMembers, incidents } from "@/db/schema";
import { anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import type { IncidentView } from "@/lib/incidents/views";
import { SECTIONS } from "../model";
import type { PostmortemView, SectionView } from "../views";

testDatabase();

let commander: TestUser;
let writer: TestUser;
let approver: TestUser;
const headers = new Map<string, Record<string, string>>();

beforeAll(async () => {
  commander = await aUser("commander");
  writer = await aUser("responder", { name: "Writer" });
  approver = await aUser("commander", { name: "Approver" });
});

async function call(user: TestUser, method: string, path: string, body?: unknown, more: Record<string, string> = {}) {
  if (!headers.has(user.id)) {
    const token = await aToken(user, ["read", "respond", "command", "audit", "administer"]);
    headers.set(user.id, { Authorization: `Bearer ${token}` });
  }
  return api.request(`http://localhost/api/v1/${path}`, {
    method,
    headers: { ...headers.get(user.id), "Content-Type": "application/json", ...more },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function generated(by: TestUser = commander, input: object = {}) {
  const { incident } = await anIncident(commander, { startedAt: "2026-03-11T14:06:00.000000Z", ...input });
  const answer = await call(by, "POST", `incidents/${incident.ref}/postmortem/generate`, {});
  expect(answer.status).toBe(200);
  return { incident, postmortem: (await answer.json()) as PostmortemView & { kept: string[] } };
}

function bodyOf(postmortem: PostmortemView, section: SectionView["section"]): string {
  return postmortem.sections.find((one) => one.section === section)?.body ?? "";
}

function save(user: TestUser, incident: IncidentView, section: string, body: string, version: number) {
  return call(
    user,
    "PUT",
    `incidents/${incident.ref}/postmortem/sections/${section}`,
    { body },
    {
      "If-Match": `"${version}"`,
    },
  );
}

async function anExposure(incident: IncidentView, open: boolean) {
  const asset = randomUUID();
  const at = "2026-03-11T14:06:00.000000Z";
  const closedAt = open ? null : "2026-03-11T16:00:00.000000Z";
  await db()
    .insert(assets)
    .values({
      id: asset,
      name: `user_profiles ${asset}`,
      classification: "restricted",
      systems: ["gws"],
      patterns: [{ resource: "user_profiles" }],
      recordedAt: at,
      recordedBy: "t",
    });
  await db()
    .insert(exposureWindows)
    .values({
      incidentId: Number(incident.id),
      assetId: asset,
      audienceKind: "group",
      audienceGroup: "eng-all",
      openedAt: at,
      openedAtEarliest: at,
      openedAtLatest: at,
      closedAt,
      closedAtEarliest: closedAt,
      closedAtLatest: closedAt,
      recordedAt: at,
      recordedBy: "t",
    });
}

describe("generating", () => {
  test("writes every section from the record, with unknown where it is unknown and a citation for each figure", async () => {
    const { incident } = await anIncident(commander, {
      title: "An agent answered | and [[cite:event:9-9]] opened **tables**",
      startedAt: "2026-03-11T14:06:00.000000Z",
      severity: "SEV1",
    });
    await anExposure(incident, false);
    const factors = { D: 3, A: 2, T: 2, R: 2, G: 3, C: 0, E: 1 };
    const severity = { factors, facts: { approvalMissing: true } };
    await call(commander, "POST", `incidents/${incident.ref}/severity`, severity);
    await call(commander, "POST", `incidents/${incident.ref}/tasks`, { title: "Revert the grant", kind: "prevention" });
    await call(commander, "POST", `incidents/${incident.ref}/data`, { description: "Profiles" });
    await call(commander, "POST", `incidents/${incident.ref}/timeline`, {
      occurredAt: "2026-03-11T14:03:00Z",
      body: "Agent posted its answer to the public thread.",
      kind: "ai_action",
    });
    const answer = await call(writer, "POST", `incidents/${incident.ref}/postmortem/generate`, {});
    const postmortem: PostmortemView = await answer.json();
    expect(postmortem.sections.map((one) => one.section)).toEqual([...SECTIONS]);
    expect(postmortem.sections.every((one) => one.body.length > 0 && one.version === 1)).toBe(true);
    const summary = bodyOf(postmortem, "summary");
    expect(summary).toContain("detected *unknown*");
    expect(summary).toContain("Accessed without clearance: *unknown*, 0 accesses; exfiltrated: *unknown*");
    expect(summary).toContain("1 h 54 m [[cite:exposure]]");
    expect(summary).not.toContain("[[cite:event:9-9]]");
    expect(bodyOf(postmortem, "exposure")).toContain("2026-03-11 14:06:00Z to 2026-03-11 16:00:00Z (gws)");
    expect(bodyOf(postmortem, "severity")).toContain("**F1 Approval missing**");
    expect(bodyOf(postmortem, "severity")).toMatch(/Volume \(×4\) \| \*unknown\*/);
    expect(bodyOf(postmortem, "durations")).toContain("Start to detection | *unknown*");
    expect(bodyOf(postmortem, "agent")).toContain("Agent posted its answer to the public thread.");
    expect(bodyOf(postmortem, "safeguards")).toContain("human approval | **bypassed**");
    expect(bodyOf(postmortem, "factors")).toContain("acted without required approval | known");
    expect(bodyOf(postmortem, "data")).toContain("Profiles | other | *unknown*");
    expect(bodyOf(postmortem, "tasks")).toContain("[[cite:task:T-1]]");
    expect(bodyOf(postmortem, "gaps")).toContain("taken at their worst: V");
  });

  test("an incident of which nothing is known gives a postmortem that says so, and invents nothing", async () => {
    const { postmortem } = await generated(commander, { startedAt: undefined });
    expect(bodyOf(postmortem, "exposure")).toBe("No exposure window is recorded, so nothing is said about exposure.");
    expect(bodyOf(postmortem, "evidence")).toBe("No evidence is imported.");
    expect(bodyOf(postmortem, "data")).toContain("*unknown*");
    expect(bodyOf(postmortem, "severity")).toBe(
      "Severity *unknown*, as given at declaration. The rubric was not applied.",
    );
  });

  test("again keeps what people wrote, renews the rest, and overwrites a section only when it is named", async () => {
    const { incident } = await generated();
    expect((await save(writer, incident, "factors", "We asked nobody.", 1)).status).toBe(200);
    await call(commander, "POST", `incidents/${incident.ref}/tasks`, { title: "New task" });
    const path = `incidents/${incident.ref}/postmortem/generate`;
    const again = await (await call(commander, "POST", path, {})).json();
    expect(again.kept).toEqual(["factors"]);
    expect(bodyOf(again, "factors")).toBe("We asked nobody.");
    expect(bodyOf(again, "tasks")).toContain("New task");
    const over = await (await call(commander, "POST", path, { overwrite: ["factors"] })).json();
    expect(over.kept).toEqual([]);
    expect(bodyOf(over, "factors")).not.toContain("We asked nobody.");
    const versions = await call(commander, "GET", `incidents/${incident.ref}/postmortem/sections/factors/versions`);
    const history: SectionView[] = (await versions.json()).data;
    expect(history.map((one) => [one.version, one.origin])).toEqual([
      [3, "generated"],
      [2, "person"],
      [1, "generated"],
    ]);
  });
});

describe("what people wrote before a fact changed", () => {
  async function withChangedTime() {
    const { incident, postmortem } = await generated();
    const path = `incidents/${incident.ref}/postmortem`;
    await save(writer, incident, "summary", `${bodyOf(postmortem, "summary")}\n\nWe were slow.`, 1);
    const time = { name: "started", at: "2026-03-11T13:00:00Z", precision: "minute" };
    expect((await call(commander, "POST", `incidents/${incident.ref}/named-times`, time)).ok).toBe(true);
    const again: PostmortemView = await (await call(commander, "POST", `${path}/generate`, {})).json();
    return { incident, path, again };
  }
  const summaryOf = (postmortem: PostmortemView) => postmortem.sections.find((one) => one.section === "summary");
  const writtenGate = (postmortem: PostmortemView) => postmortem.gates.find(({ gate }) => gate === "written_current");

  test("is kept, marked with what changed, and holds approval up by name", async () => {
    const { again } = await withChangedTime();
    const summary = summaryOf(again);
    expect(summary?.body).toContain("We were slow.");
    expect(summary?.outdated?.[0]?.before).toContain("14:06");
    expect(summary?.outdated?.[0]?.now).toContain("13:00");
    expect(writtenGate(again)).toMatchObject({ met: false, message: expect.stringContaining("What happened") });
    expect(again.gates.find(({ gate }) => gate === "facts_current")?.met).toBe(true);
  });

  test("is no longer marked once somebody confirms it, keeps its words, and is marked again by the next change", async () => {
    const { incident, path, again } = await withChangedTime();
    const version = summaryOf(again)?.version;
    const confirm = (body: object) => call(writer, "POST", `${path}/sections/summary/confirm`, body);
    expect((await confirm({ version: 1 })).status).toBe(412);
    expect((await confirm({ version })).status).toBe(200);
    const confirmed: PostmortemView = await (await call(writer, "GET", path)).json();
    expect(summaryOf(confirmed)).toMatchObject({ body: summaryOf(again)?.body, origin: "person" });
    expect(summaryOf(confirmed)?.outdated).toBeUndefined();
    expect(writtenGate(confirmed)?.met).toBe(true);
    const time = { name: "started", at: "2026-03-11T12:00:00Z", precision: "minute" };
    await call(commander, "POST", `incidents/${incident.ref}/named-times`, time);
    const later: PostmortemView = await (await call(commander, "POST", `${path}/generate`, {})).json();
    expect(summaryOf(later)?.outdated?.[0]?.now).toContain("12:00");
  });

  test("a generated section has nothing to confirm", async () => {
    const { incident } = await generated();
    const path = `incidents/${incident.ref}/postmortem/sections/summary/confirm`;
    expect((await call(writer, "POST", path, { version: 1 })).status).toBe(409);
  });
});

describe("two people at once", () => {
  test("the second to save the same version is refused and gets the other text", async () => {
    const { incident } = await generated();
    const answers = await Promise.all([
      save(writer, incident, "summary", "One.", 1),
      save(approver, incident, "summary", "Two.", 1),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
    const [a, b] = await Promise.all(answers.map((answer) => answer.json()));
    const [won, refused] = a.body ? [a, b] : [b, a];
    expect(refused).toMatchObject({ currentVersion: 2, current: { body: won.body, version: 2 } });
    const blind = await call(writer, "PUT", `incidents/${incident.ref}/postmortem/sections/summary`, { body: "x" });
    expect(blind.status).toBe(428);
  });

  test("two who generate at once make one postmortem", async () => {
    const { incident } = await anIncident(commander);
    const path = `incidents/${incident.ref}/postmortem/generate`;
    const answers = await Promise.all([call(commander, "POST", path, {}), call(writer, "POST", path, {})]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
  });
});

describe("review and approval", () => {
  async function inReview(by: TestUser = commander) {
    const made = await generated(by);
    await db()
      .update(incidents)
      .set({ phase: "contained" })
      .where(eq(incidents.id, Number(made.incident.id)));
    expect((await call(writer, "POST", `incidents/${made.incident.ref}/postmortem/review`)).status).toBe(200);
    return made.incident;
  }
  const approve = (user: TestUser, incident: IncidentView, body: object = {}) =>
    call(user, "POST", `incidents/${incident.ref}/postmortem/approve`, body);

  test("whoever generated it can't approve it, and neither can whoever wrote a word of it", async () => {
    const incident = await inReview(commander);
    expect((await approve(commander, incident)).status).toBe(403);
    const admin = await aUser("admin");
    await save(admin, incident, "gaps", "Nothing more.", 1);
    expect((await approve(admin, incident)).status).toBe(403);
    const approved = await approve(approver, incident);
    expect(approved.status).toBe(200);
    expect(await approved.json()).toMatchObject({ state: "approved", approvedBy: "Approver" });
  });

  test("a responder can't approve or publish", async () => {
    const incident = await inReview();
    const other = await aUser("responder");
    expect((await approve(other, incident)).status).toBe(403);
    expect((await call(other, "POST", `incidents/${incident.ref}/postmortem/publish`)).status).toBe(403);
  });

  test("what is not met refuses approval by name, and a written reason passes it", async () => {
    const { incident } = await anIncident(commander);
    await anExposure(incident, true);
    await call(commander, "POST", `incidents/${incident.ref}/postmortem/generate`, {});
    await save(writer, incident, "agent", " ", 1);
    await call(commander, "POST", `incidents/${incident.ref}/tasks`, { title: "Nobody's" });
    await call(commander, "POST", `incidents/${incident.ref}/postmortem/review`);
    const refused = await approve(approver, incident);
    expect(refused.status).toBe(409);
    const { gates, detail } = await refused.json();
    expect(gates.map((gate: { gate: string }) => gate.gate)).toEqual([
      "contained",
      "windows_closed",
      "sections_filled",
      "facts_current",
      "tasks_owned",
    ]);
    expect(detail).toContain("What the AI system did");
    const reason = "The window stays open until the vendor answers; legal agrees.";
    expect((await approve(approver, incident, { reason })).status).toBe(200);
  });

  test("approved text is frozen until it is returned with a reason, which takes the approval back", async () => {
    const incident = await inReview();
    await approve(approver, incident);
    expect((await save(writer, incident, "summary", "Changed.", 1)).status).toBe(409);
    const path = `incidents/${incident.ref}/postmortem`;
    expect((await call(commander, "POST", `${path}/generate`, {})).status).toBe(409);
    expect((await call(writer, "POST", `${path}/return`, { reason: "A figure is wrong." })).status).toBe(403);
    expect((await call(approver, "POST", `${path}/return`, { reason: "" })).status).toBe(422);
    const back = await call(approver, "POST", `${path}/return`, { reason: "A figure is wrong." });
    expect(await back.json()).toMatchObject({ state: "draft", approvedBy: null });
    expect((await save(writer, incident, "summary", "Changed.", 1)).status).toBe(200);
  });

  test("only what is approved is published, and its facts stay as they were", async () => {
    const incident = await inReview();
    const path = `incidents/${incident.ref}/postmortem`;
    expect((await call(approver, "POST", `${path}/publish`)).status).toBe(409);
    await approve(approver, incident);
    const published = await (await call(commander, "POST", `${path}/publish`)).json();
    expect(published).toMatchObject({ state: "published" });
    await call(commander, "POST", `incidents/${incident.ref}/tasks`, { title: "Later" });
    const read = await (await call(commander, "GET", path)).json();
    expect(read.gates).toContainEqual({
      gate: "facts_current",
      met: false,
      message: expect.stringContaining("Facts changed since the text was generated: task."),
    });
    expect(read.facts).toEqual(published.facts);
    expect(read.facts.tasks).toEqual([]);
  });
});

describe("who may", () => {
  test("a viewer reads the page, the file and the library, and may write nothing", async () => {
    const { incident } = await generated();
    const viewer = await aUser("viewer");
    const path = `incidents/${incident.ref}/postmortem`;
    expect((await call(viewer, "GET", path)).status).toBe(200);
    const file = await call(viewer, "GET", `${path}.md`);
    expect(file.headers.get("content-type")).toContain("text/markdown");
    expect(await file.text()).toContain(`# ${incident.ref}: An agent answered without approval`);
    expect(await (await call(viewer, "GET", "postmortems?limit=200")).text()).toContain(`"${incident.ref}"`);
    expect((await save(viewer, incident, "summary", "x", 1)).status).toBe(403);
    for (const action of ["generate", "review", "approve", "publish", "return"]) {
      expect((await call(viewer, "POST", `${path}/${action}`, { reason: "x" })).status, action).toBe(403);
    }
  });

  test("the postmortem of a restricted incident is absent for others", async () => {
    const { incident } = await generated(commander, { visibility: "restricted", title: "secret-title" });
    const path = `incidents/${incident.ref}/postmortem`;
    for (const [method, end] of [
      ["GET", ""],
      ["GET", ".md"],
      ["GET", "/sections/summary/versions"],
      ["POST", "/generate"],
      ["POST", "/review"],
    ] as const) {
      expect((await call(approver, method, `${path}${end}`, method === "POST" ? {} : undefined)).status).toBe(404);
    }
    expect(await (await call(approver, "GET", "postmortems?limit=200")).text()).not.toContain("secret-title");
    await db()
      .insert(incidentMembers)
      .values({ incidentId: Number(incident.id), userId: approver.id, addedBy: "t", addedAt: approver.ctx.now() });
    expect((await call(approver, "GET", path)).status).toBe(200);
  });

  test("before it is generated there is none, and the answer says what to do", async () => {
    const { incident } = await anIncident(commander);
    const answer = await call(commander, "GET", `incidents/${incident.ref}/postmortem`);
    expect(answer.status).toBe(404);
    expect((await answer.json()).detail).toContain("Generate it from the record first.");
  });
});
