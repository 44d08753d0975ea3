import { spawn } from "node:child_process";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { approvalRequests, incidentEvents } from "@/db/schema";
import { aCookie, anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { systemContext } from "@/lib/api/server/context";
import type { AiSystemView, ApprovalView } from "../views";
import { expireApproval } from "./decide-approval";

testDatabase();

let owner: TestUser;
let person: TestUser;
let system: AiSystemView;
let token = "";
let cookie = "";
let server: http.Server;
let base = "";

beforeAll(async () => {
  owner = await aUser("admin", { name: "Gateway owner" });
  person = await aUser("responder", { name: "Person" });
  token = await aToken(owner, ["ask"]);
  cookie = await aCookie(person);
  const all = await aToken(owner, ["read", "respond"]);
  const made = await call("POST", "ai-systems", { name: "asking agent" }, { Authorization: `Bearer ${all}` });
  system = await made.json();
  server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = await api.request(`http://localhost${request.url}`, {
      method: request.method ?? "GET",
      headers: { Authorization: request.headers.authorization ?? "", "Content-Type": "application/json" },
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    response.writeHead(answer.status, { "Content-Type": "application/json" }).end(await answer.text());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((done) => server.close(done)));

function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  return api.request(`http://localhost/api/v1/${path}`, {
    method,
    headers: { "Content-Type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const asAgent = (method: string, path: string, body?: unknown) =>
  call(method, path, body, { Authorization: `Bearer ${token}` });
const asPerson = (method: string, path: string, body?: unknown) =>
  call(method, path, body, { Cookie: cookie, "Sec-Fetch-Site": "same-origin" });

let count = 0;
async function ask(more: Record<string, unknown> = {}): Promise<ApprovalView> {
  const body = { aiSystem: system.id, requestId: `r-${++count}`, action: "Publish an answer", ...more };
  const response = await asAgent("POST", "approvals", body);
  expect(response.status, await response.clone().text()).toBe(201);
  return response.json();
}

describe("an agent asks for permission", () => {
  test("with a token that can do nothing else; a person answers, and the yes can be used once", async () => {
    expect((await asAgent("GET", "ai-systems")).status).toBe(403);
    const asked = await ask();
    expect(asked).toMatchObject({ state: "waiting", allowed: false });
    const answered = await asPerson("POST", `approvals/${asked.id}/decision`, { decision: "allow", reason: "read it" });
    expect(await answered.json()).toMatchObject({ state: "allowed", allowed: true, decidedBy: "Person" });
    const used = await asAgent("POST", `approvals/${asked.id}/redeem`);
    expect(await used.json()).toMatchObject({ state: "allowed", allowed: false, fingerprint: asked.fingerprint });
    expect((await asAgent("POST", `approvals/${asked.id}/redeem`)).status).toBe(409);
    const history = await asPerson("GET", `ai-systems/${system.id}/history`);
    const kinds = (await history.json()).data.map((one: { kind: string }) => one.kind);
    expect(kinds.slice(0, 3)).toEqual(["approval_used", "approval_allowed", "approval_asked"]);
  });

  test("the same question twice is one question; other words under its name are refused", async () => {
    const first = await ask({ requestId: "same" });
    expect((await ask({ requestId: "same" })).id).toBe(first.id);
    const other = await asAgent("POST", "approvals", {
      aiSystem: system.id,
      requestId: "same",
      action: "Delete it all",
    });
    expect(other.status).toBe(409);
    expect((await other.json()).errors[0].pointer).toBe("/requestId");
  });

  test("no answer in time is a no, before and after anybody wrote that down, and a late yes is refused", async () => {
    const asked = await ask({ timeoutSeconds: 10 });
    const past = "2020-01-01T00:00:00.000000Z";
    await db().update(approvalRequests).set({ expiresAt: past }).where(eq(approvalRequests.id, asked.id));
    expect(await (await asAgent("GET", `approvals/${asked.id}`)).json()).toMatchObject({
      state: "expired",
      allowed: false,
    });
    expect((await asPerson("POST", `approvals/${asked.id}/decision`, { decision: "allow" })).status).toBe(409);
    expect((await asAgent("POST", `approvals/${asked.id}/redeem`)).status).toBe(409);
    await expireApproval(asked.id, systemContext());
    await expireApproval(asked.id, systemContext());
    const history = await (await asPerson("GET", `ai-systems/${system.id}/history`)).json();
    const ends = history.data.filter((one: { kind: string }) => one.kind === "approval_expired");
    expect(ends).toHaveLength(1);
  });

  test("no program answers, whatever its rights, and a denied request stays denied", async () => {
    const asked = await ask();
    const strong = await aToken(person, ["read", "respond", "ask"]);
    const byToken = await call(
      "POST",
      `approvals/${asked.id}/decision`,
      { decision: "allow" },
      { Authorization: `Bearer ${strong}` },
    );
    expect(byToken.status).toBe(403);
    expect((await asPerson("POST", `approvals/${asked.id}/decision`, { decision: "deny" })).status).toBe(200);
    expect((await asPerson("POST", `approvals/${asked.id}/decision`, { decision: "allow" })).status).toBe(409);
  });

  test("nobody answers what they, or a token of theirs, asked; somebody else still can", async () => {
    const asked = await ask();
    const asOwner = { Cookie: await aCookie(owner), "Sec-Fetch-Site": "same-origin" };
    const path = `approvals/${asked.id}/decision`;
    for (const decision of ["allow", "deny"]) {
      const refused = await call("POST", path, { decision }, asOwner);
      expect(refused.status).toBe(403);
      expect((await refused.json()).detail).toBe("You asked for this, or a token of yours did: somebody else answers.");
    }
    expect(await (await asAgent("GET", `approvals/${asked.id}`)).json()).toMatchObject({
      state: "waiting",
      askedById: owner.id,
    });
    const answered = await asPerson("POST", path, { decision: "allow" });
    expect(await answered.json()).toMatchObject({ state: "allowed", decidedBy: "Person" });
    const bypass = db().update(approvalRequests).set({ decidedBy: owner.id }).where(eq(approvalRequests.id, asked.id));
    await expect(bypass).rejects.toMatchObject({ cause: { constraint_name: "approval_requests_answerer_check" } });
  });

  test("another's token neither sees a request nor uses its yes", async () => {
    const asked = await ask();
    await asPerson("POST", `approvals/${asked.id}/decision`, { decision: "allow" });
    const stranger = { Authorization: `Bearer ${await aToken(await aUser("admin"), ["ask"])}` };
    expect((await call("GET", `approvals/${asked.id}`, undefined, stranger)).status).toBe(404);
    expect((await call("POST", `approvals/${asked.id}/redeem`, undefined, stranger)).status).toBe(404);
  });

  test("a requestId is the asker's own name: another's question under it, in the same words, is another question", async () => {
    const first = await ask({ requestId: "shared" });
    await asPerson("POST", `approvals/${first.id}/decision`, { decision: "allow", reason: "for the first only" });
    const stranger = { Authorization: `Bearer ${await aToken(await aUser("admin"), ["ask"])}` };
    const body = { aiSystem: system.id, requestId: "shared", action: "Publish an answer" };
    const theirs: ApprovalView = await (await call("POST", "approvals", body, stranger)).json();
    expect(theirs).toMatchObject({ state: "waiting", allowed: false, decidedBy: null, reason: null });
    expect(theirs.id).not.toBe(first.id);
    const other = { ...body, action: "Delete it all" };
    expect((await call("POST", "approvals", other, stranger)).status).toBe(409);
    const again: ApprovalView = await (await asAgent("POST", "approvals", body)).json();
    expect(again).toMatchObject({ id: first.id, state: "allowed" });
    await call("POST", "approvals", { ...other, requestId: "taken first" }, stranger);
    expect((await ask({ requestId: "taken first" })).state).toBe("waiting");
  });

  test("a long poll answers as soon as the person does", async () => {
    const asked = await ask();
    const begun = Date.now();
    const waiting = asAgent("GET", `approvals/${asked.id}?wait=20`);
    await asPerson("POST", `approvals/${asked.id}/decision`, { decision: "deny" });
    expect(await (await waiting).json()).toMatchObject({ state: "denied" });
    expect(Date.now() - begun).toBeLessThan(5000);
  });

  test("about an incident, question and answer are in its record; one that may not be seen is not named", async () => {
    const { incident } = await anIncident(await aUser("commander"));
    const asked = await ask({ incident: incident.ref });
    await asPerson("POST", `approvals/${asked.id}/decision`, { decision: "deny", reason: "not now" });
    const events = await db()
      .select({ kind: incidentEvents.kind })
      .from(incidentEvents)
      .where(eq(incidentEvents.incidentId, Number(incident.id)));
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["approval_asked", "approval_decided"]));
    const { incident: hidden, commander } = await anIncident(undefined, { visibility: "restricted" });
    const refused = await asAgent("POST", "approvals", {
      aiSystem: system.id,
      requestId: "h",
      action: "x",
      incident: hidden.ref,
    });
    expect((await refused.json()).errors[0].pointer).toBe("/incident");
    const member = { Authorization: `Bearer ${await aToken(commander, ["ask"])}` };
    const own = await call(
      "POST",
      "approvals",
      { aiSystem: system.id, requestId: "i", action: "secret", incident: hidden.ref },
      member,
    );
    const { id } = await own.json();
    const listed = await (await asPerson("GET", "approvals?limit=200")).json();
    expect(listed.data.map((one: ApprovalView) => one.id)).not.toContain(id);
    expect((await asPerson("POST", `approvals/${id}/decision`, { decision: "allow" })).status).toBe(404);
  });
});

describe("the client in this folder", () => {
  const run = (requestId: string, env = {}) =>
    new Promise<{ code: number | null; output: string }>((done) => {
      const child = spawn(
        process.execPath,
        ["lib/agents/client/ask-permission.mjs", system.id, requestId, "Post the answer", "60"],
        { env: { ...process.env, FIREBREAK_URL: base, FIREBREAK_TOKEN: token, ...env } },
      );
      let output = "";
      child.stdout.on("data", (chunk) => (output += chunk));
      child.stderr.on("data", (chunk) => (output += chunk));
      child.on("exit", (code) => done({ code, output: output.trim() }));
    });

  async function answer(requestId: string, decision: "allow" | "deny"): Promise<void> {
    for (let tries = 0; tries < 400; tries++) {
      const { data } = await (await asPerson("GET", "approvals?state=waiting")).json();
      const found = data.find((one: ApprovalView) => one.requestId === requestId);
      if (found) return void (await asPerson("POST", `approvals/${found.id}/decision`, { decision }));
      await new Promise((done) => setTimeout(done, 25));
    }
    throw new Error("the client did not ask");
  }

  test("exits 0 for a yes, 1 for a no, and 2 where it could not ask or the yes was used already", async () => {
    const [yes] = await Promise.all([run("client-yes"), answer("client-yes", "allow")]);
    expect(yes).toEqual({ code: 0, output: "allowed" });
    const [no] = await Promise.all([run("client-no"), answer("client-no", "deny")]);
    expect(no).toEqual({ code: 1, output: "denied" });
    expect(await run("client-yes")).toEqual({ code: 1, output: "denied" });
    expect((await run("client-x", { FIREBREAK_TOKEN: "fb_wrong" })).code).toBe(2);
  });
});
