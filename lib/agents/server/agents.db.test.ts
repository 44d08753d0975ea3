import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db, rawSql } from "@/db/client";
import { aiSystemIdentities, aiSystemVersions, incidentEvents, principals } from "@/db/schema";
import { anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { createAsset } from "@/lib/assets/server/create-asset";
import { nameTime } from "@/lib/incidents/server/name-time";
import { importClearances } from "@/lib/people/server/import-clearances";
import { importPrincipals } from "@/lib/people/server/import-principals";
import { listPrincipals } from "@/lib/people/server/list-principals";
import { mergePrincipal } from "@/lib/people/server/merge-principals";
import type { AiEventPage, AiSystemView, AssessmentView, IncidentAiSystemList } from "../views";

testDatabase();

let commander: TestUser;
let responder: TestUser;
let viewer: TestUser;
const headers = new Map<TestUser, Record<string, string>>();
const at = (day: string) => `${day}T12:00:00.000000Z`;

beforeAll(async () => {
  [commander, responder, viewer] = await Promise.all([aUser("commander"), aUser("responder"), aUser("viewer")]);
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

let count = 0;
async function register(input: Record<string, unknown> = {}): Promise<AiSystemView> {
  const response = await call(responder, "POST", "ai-systems", { name: `agent ${++count}`, ...input });
  expect(response.status).toBe(201);
  return response.json();
}

async function change(system: AiSystemView, body: Record<string, unknown>): Promise<AiSystemView> {
  const response = await call(responder, "PATCH", `ai-systems/${system.id}`, body);
  expect(response.status, await response.clone().text()).toBe(200);
  return response.json();
}

describe("the register", () => {
  test("needs a name only; everything else is unknown until somebody says", async () => {
    const system = await register();
    expect(system).toMatchObject({ owner: null, autonomy: null, from: null, status: "active", assessed: false });
    const same = await call(responder, "POST", "ai-systems", { name: system.name });
    expect(same.status).toBe(409);
    expect((await same.json()).errors[0].pointer).toBe("/name");
    expect((await call(viewer, "POST", "ai-systems", { name: "x" })).status).toBe(403);
  });

  test("a change holds from its own time on and a correction in place of what was wrong; neither overwrites", async () => {
    const system = await register({ model: "m-1", from: at("2026-01-01") });
    const changed = await change(system, { model: "m-2", from: at("2026-02-01"), reason: "new model" });
    expect(changed).toMatchObject({ model: "m-2", from: at("2026-02-01") });
    const then = await (await call(viewer, "GET", `ai-systems/${system.id}?at=${at("2026-01-15")}`)).json();
    expect(then).toMatchObject({ model: "m-1", from: at("2026-01-01") });
    expect((await call(viewer, "GET", `ai-systems/${system.id}?at=${at("2025-12-31")}`)).status).toBe(404);
    await change(system, { model: "m-1b", corrects: then.versionId });
    const { data } = await (await call(viewer, "GET", `ai-systems/${system.id}/versions`)).json();
    expect(data.map((one: { model: string }) => one.model)).toEqual(["m-2", "m-1b"]);
    const rows = await db().select().from(aiSystemVersions).where(eq(aiSystemVersions.aiSystemId, system.id));
    expect(rows.filter((row) => row.supersededAt !== null).map((row) => row.model)).toEqual(["m-1"]);
  });

  test("a change between two others begins with what held then, and leaves the later one as it is", async () => {
    const system = await register({ model: "m-1", tools: ["search"], from: at("2026-01-01") });
    await change(system, { model: "m-2", from: at("2026-03-01") });
    await change(system, { tools: ["search", "post"], from: at("2026-02-01") });
    const { data } = await (await call(viewer, "GET", `ai-systems/${system.id}/versions`)).json();
    expect(data.map(({ model, tools }: { model: string; tools: string[] }) => [model, tools.length])).toEqual([
      ["m-2", 1],
      ["m-1", 2],
      ["m-1", 1],
    ]);
    const again = await call(responder, "PATCH", `ai-systems/${system.id}`, { model: "m-9", from: at("2026-02-01") });
    expect(again.status).toBe(409);
  });

  test("its history is in plain words, and not even the app can change it", async () => {
    const system = await register({ model: "m-1" });
    await change(system, { model: "m-2", reason: "vendor moved us" });
    const { data } = await (await call(viewer, "GET", `ai-systems/${system.id}/history`)).json();
    expect(data[0].text).toMatch(/^Changed: since when, model m-1 → m-2 \(since .*: vendor moved us\.$/);
    await expect(rawSql()`update ai_system_events set data = '{}'`).rejects.toThrow("permission denied");
  });

  test("a list is imported by name, all or nothing, and the same list again changes nothing", async () => {
    const rows = [
      { name: "import a", vendor: "v", identities: [{ value: "import-a" }] },
      { name: "import b", assets: ["no such asset"] },
    ];
    const refused = await call(responder, "POST", "ai-systems/import", rows);
    expect(refused.status).toBe(422);
    expect((await refused.json()).errors).toEqual([
      { pointer: "/1/assets", message: 'Row 2: there is no asset "no such asset". Define it first.' },
    ]);
    const good = [rows[0], { name: "import b" }];
    expect(await (await call(responder, "POST", "ai-systems/import", good)).json()).toEqual({
      created: 2,
      changed: 0,
      unchanged: 0,
    });
    expect(await (await call(responder, "POST", "ai-systems/import", good)).json()).toEqual({
      created: 0,
      changed: 0,
      unchanged: 2,
    });
    const next = [{ ...rows[0], model: "m-3" }];
    expect(await (await call(responder, "POST", "ai-systems/import", next)).json()).toEqual({
      created: 0,
      changed: 1,
      unchanged: 0,
    });
  });
});

describe("the identities by which logs name it", () => {
  test("a new one is an alias of a principal of kind agent, made where there is none", async () => {
    const system = await register({ identities: [{ value: "forum-bot", system: "otel" }, { value: "svc-forum" }] });
    expect(system.identities).toHaveLength(1);
    expect(system.identities[0]?.aliases).toEqual([
      { system: "otel", value: "forum-bot" },
      { system: null, value: "svc-forum" },
    ]);
    const [principal] = await db().select().from(principals).where(eq(principals.name, system.name));
    expect(principal?.kind).toBe("agent");
  });

  test("one that names an agent already makes that principal an identity of the system", async () => {
    await importPrincipals(responder.ctx, [{ name: "known bot", kind: "agent", aliases: [{ value: "bot-7" }] }]);
    const system = await register({ identities: [{ value: "bot-7" }] });
    expect(system.identities.map((one) => one.principal.name)).toEqual(["known bot"]);
    const other = await register();
    const taken = await call(responder, "POST", `ai-systems/${other.id}/identities`, { value: "bot-7" });
    expect(taken.status).toBe(409);
    expect((await taken.json()).errors[0].message).toContain("an identity of another AI system");
    const path = `ai-systems/${system.id}/identities/${system.identities[0]?.principal.id}`;
    expect((await call(responder, "DELETE", path)).status).toBe(204);
    expect((await call(responder, "POST", `ai-systems/${other.id}/identities`, { value: "bot-7" })).status).toBe(201);
  });

  test("where the principal of its name was merged into another, that one is its identity, and nobody else's", async () => {
    const name = `agent ${++count}`;
    await importPrincipals(responder.ctx, [
      { name, kind: "agent", aliases: [] },
      { name: `${name} on call`, kind: "agent", aliases: [] },
      { name: `${name} for good`, kind: "agent", aliases: [{ value: `svc-${name}` }] },
    ]);
    const idOf = async (q: string) =>
      (await listPrincipals(responder.ctx, { limit: 50, q })).data.find((one) => one.name === q)?.id ?? "";
    const ids = {
      named: await idOf(name),
      middle: await idOf(`${name} on call`),
      last: await idOf(`${name} for good`),
    };
    await mergePrincipal(responder.ctx, ids.named, { into: ids.middle });
    await mergePrincipal(responder.ctx, ids.middle, { into: ids.last });
    const system = await register({ name, identities: [{ value: `new-${name}` }] });
    expect(system.identities).toMatchObject([
      {
        principal: { id: ids.last, name: `${name} for good` },
        aliases: [{ value: `new-${name}` }, { value: `svc-${name}` }],
      },
    ]);
    const other = await register();
    const taken = await call(responder, "POST", `ai-systems/${other.id}/identities`, { principal: ids.named });
    expect(taken.status).toBe(409);
    await importPrincipals(responder.ctx, [{ name: `${name} third`, kind: "agent", aliases: [] }]);
    const away = mergePrincipal(responder.ctx, ids.last, { into: await idOf(`${name} third`) });
    await expect(away).rejects.toThrow("is an identity of an AI system in the registry");
    expect((await call(responder, "DELETE", `ai-systems/${system.id}/identities/${ids.named}`)).status).toBe(204);
  });

  test("one that was recorded of a merged principal is its survivor's: shown as it, taken, and removed as it", async () => {
    const [first, second] = [await register({ identities: [{ value: `kept-${count}` }] }), await register()];
    const [one] = first.identities;
    const name = `merged ${count}`;
    await importPrincipals(responder.ctx, [{ name, kind: "agent", aliases: [] }]);
    const { data } = await listPrincipals(responder.ctx, { limit: 50, q: name });
    await mergePrincipal(responder.ctx, data[0]?.id ?? "", { into: one?.principal.id ?? "" });
    const [merged] = await db().select().from(principals).where(eq(principals.name, name));
    await db()
      .update(aiSystemIdentities)
      .set({ principalId: merged?.id ?? 0 })
      .where(eq(aiSystemIdentities.aiSystemId, first.id));
    const shown: AiSystemView = await (await call(viewer, "GET", `ai-systems/${first.id}`)).json();
    expect(shown.identities).toEqual(first.identities);
    const identity = { principal: one?.principal.id };
    expect((await call(responder, "POST", `ai-systems/${second.id}/identities`, identity)).status).toBe(409);
    const path = `ai-systems/${first.id}/identities/${one?.principal.id}`;
    expect((await call(responder, "DELETE", path)).status).toBe(204);
    expect((await call(responder, "POST", `ai-systems/${second.id}/identities`, identity)).status).toBe(201);
  });

  test("a person is never an AI system", async () => {
    await importPrincipals(responder.ctx, [{ name: "Ana", kind: "human", aliases: [{ value: "ana@x" }] }]);
    const refused = await call(responder, "POST", `ai-systems/${(await register()).id}/identities`, { value: "ana@x" });
    expect(refused.status).toBe(409);
    expect((await refused.json()).detail).toContain('"ana@x" names Ana, which is recorded as a human');
  });
});

describe("an incident", () => {
  test("says what stood when it began: the version, the stop test and the assessment of then, whatever came later", async () => {
    const system = await register({ model: "m-1", from: at("2026-01-01") });
    await call(responder, "POST", `ai-systems/${system.id}/stop-tests`, {
      outcome: "worked",
      testedAt: at("2026-02-01"),
    });
    await call(responder, "POST", `ai-systems/${system.id}/stop-tests`, {
      outcome: "failed",
      testedAt: at("2026-05-01"),
    });
    await change(system, { model: "m-2", from: at("2026-04-01") });
    const { incident } = await anIncident(commander);
    await nameTime(commander.ctx, incident.ref, { name: "started", at: at("2026-03-01"), precision: "exact" } as never);
    const linked = await call(responder, "POST", `incidents/${incident.ref}/ai-systems`, {
      aiSystem: system.id,
      role: "caused",
    });
    const [view] = ((await linked.json()) as IncidentAiSystemList).data;
    expect(view).toMatchObject({
      role: "caused",
      atName: "started",
      at: at("2026-03-01"),
      stood: { model: "m-1" },
      stoodSure: true,
      stopTestThen: { outcome: "worked" },
      assessmentThen: { state: "none" },
    });
    expect((await (await call(viewer, "GET", `ai-systems/${system.id}`)).json()).incidents).toBe(1);
  });

  test("keeps in its record who was linked and why not any more; the history of the system hides restricted incidents", async () => {
    const system = await register();
    const { incident } = await anIncident(commander, { visibility: "restricted" });
    const link = { aiSystem: system.id, role: "involved" };
    expect((await call(responder, "POST", `incidents/${incident.ref}/ai-systems`, link)).status).toBe(404);
    expect((await call(commander, "POST", `incidents/${incident.ref}/ai-systems`, link)).status).toBe(200);
    const path = `incidents/${incident.ref}/ai-systems/${system.id}/unlink`;
    expect((await call(commander, "POST", path, { reason: "" })).status).toBe(422);
    expect((await (await call(commander, "POST", path, { reason: "another bot" })).json()).data).toEqual([]);
    const kinds = await db()
      .select({ kind: incidentEvents.kind })
      .from(incidentEvents)
      .where(eq(incidentEvents.incidentId, Number(incident.id)));
    expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["ai_system_linked", "ai_system_unlinked"]));
    const seen = async (user: TestUser) =>
      (await (await call(user, "GET", `ai-systems/${system.id}/history`)).json()).data.map(
        (one: { kind: string }) => one.kind,
      );
    expect(await seen(commander)).toEqual(["unlinked", "linked", "registered"]);
    expect(await seen(viewer)).toEqual(["registered"]);
  });
});

describe("the history, read page by page,", () => {
  test("says neither that, nor how much, nor when something happened in an incident that one may not see", async () => {
    const system = await register();
    for (let i = 0; i < 3; i++) {
      const { incident } = await anIncident(commander, { visibility: "restricted" });
      const body = { aiSystem: system.id, role: "involved" };
      expect((await call(commander, "POST", `incidents/${incident.ref}/ai-systems`, body)).status).toBe(200);
    }
    await change(system, { model: "m-2" });
    const pages = async (user: TestUser) => {
      const found: string[][] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page = await call(user, "GET", `ai-systems/${system.id}/history?limit=1${cursor && `&cursor=${cursor}`}`);
        const { data, nextCursor } = (await page.json()) as AiEventPage;
        found.push(data.map(({ kind }) => kind));
        cursor = nextCursor;
      }
      return found;
    };
    expect(await pages(viewer)).toEqual([["changed"], ["registered"]]);
    expect(await pages(commander)).toEqual([["changed"], ["linked"], ["linked"], ["linked"], ["registered"]]);
  });
});

describe("access is assessed before it is given", () => {
  const ask = (system: AiSystemView, user: TestUser, body: Record<string, unknown>) =>
    call(user, "POST", `ai-systems/${system.id}/assessments`, {
      purpose: "Answer questions",
      intern: "no",
      internReason: "An intern would get the test data",
      ...body,
    });
  const decide = (system: AiSystemView, one: AssessmentView, user: TestUser, body: Record<string, unknown>) =>
    call(user, "POST", `ai-systems/${system.id}/assessments/${one.id}/decision`, body);

  test("the blast radius is what the classification and the assets give, with whom the clearances let in today", async () => {
    const asset = (name: string, classification: "internal" | "restricted" | "secret") =>
      createAsset(responder.ctx, { name, classification, owner: `owner of ${name}`, systems: ["aws"], patterns: [] });
    const wiki = await asset("wiki", "internal");
    await asset("vault", "secret");
    const table = await asset("table", "restricted");
    const system = await register({ identities: [{ value: "reach-bot" }] });
    await importPrincipals(responder.ctx, [
      { name: "P1", kind: "human", aliases: [], groups: [{ name: "team" }] },
      { name: "P2", kind: "human", aliases: [] },
      { name: "P3", kind: "human", aliases: [] },
    ]);
    await importClearances(responder.ctx, [
      { group: "team", classification: "restricted", standing: "valid" },
      { principal: "P2", asset: "table", standing: "valid" },
      { principal: "P3", asset: "table", standing: "valid" },
      { principal: "P3", asset: "table", standing: "deny" },
      { principal: system.name, asset: "wiki", standing: "valid" },
    ]);
    const reach = await call(viewer, "POST", `ai-systems/${system.id}/reach`, { classification: "restricted" });
    expect(await reach.json()).toMatchObject({
      total: 2,
      worst: "restricted",
      byClassification: { internal: 1, restricted: 1 },
      already: 1,
      people: 2,
      owners: ["owner of table", "owner of wiki"],
    });
    const named = await call(viewer, "POST", `ai-systems/${system.id}/reach`, { assets: [table.id, wiki.id] });
    expect(await named.json()).toMatchObject({ total: 2, already: 1 });
  });

  test("somebody other than the asker decides, a commander, and an approval always ends", async () => {
    const system = await register();
    const asked = (await (await ask(system, commander, { classification: "internal" })).json()) as AssessmentView;
    expect(asked.reach.total).toBeGreaterThan(0);
    const until = { decision: "approved", reason: "read only", expiresAt: "2099-01-01T00:00:00Z" };
    expect((await decide(system, asked, commander, until)).status).toBe(403);
    expect((await decide(system, asked, responder, until)).status).toBe(403);
    const other = await aUser("commander");
    const noEnd = await decide(system, asked, other, { decision: "approved", reason: "ok" });
    expect((await noEnd.json()).errors[0].pointer).toBe("/expiresAt");
    const past = await decide(system, asked, other, { ...until, expiresAt: at("2020-01-01") });
    expect(past.status).toBe(422);
    const approved = await (await decide(system, asked, other, until)).json();
    expect(approved).toMatchObject({ state: "approved", over: false, decidedBy: other.name });
    expect((await decide(system, asked, other, until)).status).toBe(409);
    expect((await (await call(viewer, "GET", `ai-systems/${system.id}`)).json()).assessed).toBe(true);
    const back = await decide(system, asked, responder, { decision: "withdrawn", reason: "not needed" });
    expect(await back.json()).toMatchObject({ state: "withdrawn" });
    expect((await (await call(viewer, "GET", `ai-systems/${system.id}`)).json()).assessed).toBe(false);
  });

  test("nothing to reach is refused at its field, and what is missing is due", async () => {
    const system = await register();
    const nothing = await ask(system, responder, {});
    expect((await nothing.json()).errors[0].pointer).toBe("/assets");
    const { data } = await (await call(viewer, "GET", "ai-systems/due")).json();
    const kinds = data.filter((one: { aiSystem: { id: string } }) => one.aiSystem.id === system.id);
    expect(kinds.map((one: { kind: string }) => one.kind)).toEqual(["assessment_none", "stop_untested"]);
  });
});
