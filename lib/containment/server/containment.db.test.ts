import { createHmac } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { aiKillSwitches, containmentActions, incidentEvents, stopDeliveries } from "@/db/schema";
import { anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { deliverStop } from "@/lib/agents/server/deliver-stop";
import type { AiSystemView } from "@/lib/agents/views";
import { api } from "@/lib/api/server/app";
import { anEvidenceBench, type Bench, cloudTrail, ndjson } from "@/lib/evidence/server/testing";
import { gates } from "@/lib/incidents/server/change-phase";
import { getRoom } from "@/lib/incidents/server/get-room";
import { suggestSeverity } from "@/lib/severity/server/suggest-severity";
import { ListTimelineQuery as TimelineQuery } from "@/lib/timeline/inputs";
import { listTimeline } from "@/lib/timeline/server/list-timeline";
import type { ActionList, ActionView } from "../views";
import { verifyContainment } from "./verify-containment";

testDatabase();

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
let admin: TestUser;
let commander: TestUser;
let second: TestUser;
const headers = new Map<TestUser, Record<string, string>>();
const calls: { headers: http.IncomingHttpHeaders; body: string }[] = [];
let answers: number[] = [];
let server: http.Server;
let killSwitch = "";

beforeAll(async () => {
  process.env.FIREBREAK_SECRETS_KEY = "a key of this test, longer than thirty-two characters";
  process.env.FIREBREAK_WEBHOOK_ALLOW = "127.0.0.1";
  [admin, commander, second] = await Promise.all([aUser("admin"), aUser("commander"), aUser("responder")]);
  server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    calls.push({ headers: request.headers, body });
    response.writeHead(answers.shift() ?? 204).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  killSwitch = `http://127.0.0.1:${(server.address() as AddressInfo).port}/stop`;
});

afterAll(async () => {
  delete process.env.FIREBREAK_SECRETS_KEY;
  delete process.env.FIREBREAK_WEBHOOK_ALLOW;
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
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

async function ok<T>(response: Response): Promise<T> {
  expect(response.status, await response.clone().text()).toBeLessThan(300);
  return (await response.json()) as T;
}

let count = 0;
async function anAgent(identity?: string): Promise<AiSystemView> {
  const identities = identity ? [{ value: identity }] : [];
  return ok(await call(admin, "POST", "ai-systems", { name: `agent ${++count}`, identities }));
}

async function link(ref: string, system: AiSystemView) {
  return ok(await call(admin, "POST", `incidents/${ref}/ai-systems`, { aiSystem: system.id, role: "caused" }));
}

async function request(ref: string, body: Record<string, unknown>, user = commander): Promise<ActionView> {
  return ok(await call(user, "POST", `incidents/${ref}/containment`, body));
}

const KEPT = { preservation: "preserved", preservationNote: "Prompt and memory, in the vault." };
const act = (user: TestUser, action: ActionView, step: string, body: Record<string, unknown> = {}) => {
  const kept = step === "start" || step === "done" ? KEPT : {};
  return call(user, "POST", `incidents/${action.incident}/containment/${action.id}/${step}`, { ...kept, ...body });
};
const list = async (ref: string) => ok<ActionList>(await call(commander, "GET", `incidents/${ref}/containment`));

async function kinds(ref: string): Promise<string[]> {
  const rows = await db()
    .select({ kind: incidentEvents.kind })
    .from(incidentEvents)
    .where(eq(incidentEvents.incidentId, Number(ref.slice(4))))
    .orderBy(incidentEvents.seq);
  return rows.map((row) => row.kind);
}

const at = (second: number) => new Date(Date.UTC(2026, 2, 11) + second * 1000).toISOString().replace("Z", "000Z");

/** One event a second by the agent in the given seconds, in a log that covers the given time. */
async function logOf(bench: Bench, identity: string, seconds: number[], covers: [number, number], errorCode?: string) {
  const userIdentity = { type: "IAMUser", userName: identity, arn: `arn:aws:iam::1:user/${identity}` };
  const records = seconds.map((s) => cloudTrail(s, { userIdentity, ...(errorCode ? { errorCode } : {}) }));
  const filename = `log-${covers[0]}-${errorCode ?? "ok"}.json`;
  await bench.bring(ndjson(records), {
    filename,
    system: "aws",
    coverageFrom: at(covers[0]),
    coverageUntil: at(covers[1]),
  });
  await verifyContainment(Number(bench.incident.id));
}

async function idsOf(bench: Bench): Promise<string[]> {
  const rows = await db().execute<{ id: string }>(sql`
    select source_no || '-' || record as id from evidence_events
    where incident_id = ${Number(bench.incident.id)} order by occurred_at`);
  return rows.map(({ id }) => id);
}

describe("whether an agent is stopped", () => {
  test("is unknown while nobody names it, then not stopped, then stopped as far as the logs say, and verified when they cover it", async () => {
    const bench = await anEvidenceBench();
    const { ref } = bench.incident;
    const state = async () => (await getRoom(commander.ctx, ref)).agent;
    expect((await state()).state).toBe("unknown");
    const system = await anAgent("bot-silent");
    await link(ref, system);
    expect(await state()).toMatchObject({ state: "not_stopped", systems: 1 });
    await logOf(bench, "bot-silent", [10, 20, 30, 72], [0, 100]);
    const stop = await request(ref, { kind: "stop_agent", aiSystem: system.id });
    expect(stop).toMatchObject({ ref: "A-1", title: `Stop ${system.name}`, state: "approved", stage: "contained" });
    const done = await ok<ActionView>(await act(commander, stop, "done", { startedAt: at(60), doneAt: at(80) }));
    expect(done.verification).toMatchObject({
      verdict: "not_verified",
      reason: "the logs of aws end at 00:01:40 UTC",
    });
    expect(await state()).toMatchObject({ state: "stopped", at: at(80) });
    await logOf(bench, "somebody-else", [200], [100, 500]);
    expect((await list(ref)).data[0]).toMatchObject({
      verdict: "verified",
      verification: { timeToStopMs: 12_000, quietUntil: at(500), acted: 0 },
    });
    expect(await state()).toMatchObject({ state: "verified", timeToStopMs: 12_000 });
    expect(await kinds(ref)).toEqual(expect.arrayContaining(["containment_done", "containment_verified"]));
  });

  test("one event after the stop makes it failed, whenever that log arrives: severity is told, and the gate closes", async () => {
    const bench = await anEvidenceBench();
    const { ref } = bench.incident;
    const system = await anAgent("bot-wild");
    await link(ref, system);
    await logOf(bench, "bot-wild", [10, 20], [0, 600]);
    const stop = await request(ref, { kind: "stop_agent", aiSystem: system.id });
    await ok(await act(commander, stop, "done", { startedAt: at(60), doneAt: at(80) }));
    expect((await list(ref)).data[0]?.verdict).toBe("verified");
    expect((await suggestSeverity(commander.ctx, ref)).facts).toEqual([]);
    await logOf(bench, "bot-wild", [90, 120], [50, 650]);
    const { data, agent } = await list(ref);
    expect(data[0]).toMatchObject({ verdict: "failed", verifiedAt: null });
    expect(agent).toMatchObject({ state: "failed", acted: 2 });
    const { facts, suggestions } = await suggestSeverity(commander.ctx, ref);
    expect(facts).toEqual([
      {
        fact: "stopFailed",
        to: "containment",
        reason: `A-1 “Stop ${system.name}” failed: 2 events of it after 00:01:20 UTC in aws, the first 10 s later, the last at 00:02:00 UTC.`,
      },
    ]);
    expect(suggestions.find(({ factor }) => factor === "C")?.points).toBe(4);
    const contained = (await gates(commander.ctx, ref)).transitions.find(({ to }) => to === "contained");
    expect(contained?.gates.find(({ gate }) => gate === "containment_done")).toMatchObject({ met: false });
    expect((await kinds(ref)).filter((kind) => kind.startsWith("containment_"))).toEqual([
      "containment_requested",
      "containment_started",
      "containment_done",
      "containment_verified",
      "containment_failed",
    ]);
    await verifyContainment(Number(bench.incident.id));
    expect((await kinds(ref)).filter((kind) => kind === "containment_failed")).toHaveLength(1);
  });

  test("an identity that is learnt later is looked for in what was imported before", async () => {
    const bench = await anEvidenceBench();
    const system = await anAgent();
    await link(bench.incident.ref, system);
    await logOf(bench, "svc-unknown", [10, 90], [0, 600]);
    const stop = await request(bench.incident.ref, { kind: "stop_agent", aiSystem: system.id });
    const done = await ok<ActionView>(await act(commander, stop, "done", { startedAt: at(60), doneAt: at(80) }));
    expect(done.verification?.reason).toBe("no imported log names it");
    await ok(await call(admin, "POST", `ai-systems/${system.id}/identities`, { value: "svc-unknown" }));
    await verifyContainment(Number(bench.incident.id));
    expect((await list(bench.incident.ref)).data[0]).toMatchObject({ verdict: "failed", verification: { acted: 1 } });
  });

  test("refused attempts verify a revocation, and an access test that is let through breaks it", async () => {
    const bench = await anEvidenceBench();
    const system = await anAgent("bot-denied");
    await logOf(bench, "bot-denied", [10], [0, 100]);
    const revoke = await request(bench.incident.ref, { kind: "revoke_credentials", aiSystem: system.id });
    await ok(await act(commander, revoke, "done", { startedAt: at(80), doneAt: at(80) }));
    await logOf(bench, "bot-denied", [85, 90, 95], [0, 100], "AccessDenied");
    expect((await list(bench.incident.ref)).data[0]).toMatchObject({
      verdict: "verified",
      verification: { denied: 3 },
    });
    const early = await act(commander, revoke, "checks", { holds: true, what: "tried", at: at(70) });
    expect((await early.json()).errors[0].pointer).toBe("/at");
    const broke = await ok<ActionView>(
      await act(second, revoke, "checks", { holds: false, what: "the old token still lists the bucket" }),
    );
    expect(broke).toMatchObject({ verdict: "failed", checks: [{ holds: false, by: second.name }] });
  });
});

describe("what a stop needs before it counts", () => {
  const aStop = async () => {
    const { ref } = (await anIncident(commander)).incident;
    const system = await anAgent();
    await link(ref, system);
    return { ref, system, stop: await request(ref, { kind: "stop_agent", aiSystem: system.id }) };
  };
  const pointers = async (response: Response) =>
    ((await response.json()).errors ?? []).map(({ pointer }: { pointer: string }) => pointer);
  const bare = (action: ActionView, step: string, body: Record<string, unknown>) =>
    call(commander, "POST", `incidents/${action.incident}/containment/${action.id}/${step}`, body);

  test("what is done to an AI system says to which; one that the incident does not name is named with it", async () => {
    const { ref } = (await anIncident(commander)).incident;
    for (const kind of ["stop_agent", "revoke_credentials", "disable_tool"]) {
      const refused = await call(commander, "POST", `incidents/${ref}/containment`, { kind });
      expect([refused.status, await pointers(refused)], kind).toEqual([422, ["/aiSystem"]]);
    }
    await request(ref, { kind: "revert_permission" });
    const system = await anAgent();
    await request(ref, { kind: "stop_agent", aiSystem: system.id });
    expect((await getRoom(commander.ctx, ref)).agent).toMatchObject({ state: "not_stopped", name: system.name });
  });

  test("a stop of before that names nobody is in nobody's favour until it is named, once", async () => {
    const { ref, system, stop } = await aStop();
    await ok(await act(commander, stop, "done"));
    await db()
      .update(containmentActions)
      .set({ aiSystemId: null, title: "Stop the agent" })
      .where(eq(containmentActions.id, stop.id));
    const room = async () => (await getRoom(commander.ctx, ref)).agent.state;
    expect(await room()).toBe("not_stopped");
    const to = (await gates(commander.ctx, ref)).transitions.find((one) => one.to === "contained");
    expect(to?.gates.find(({ gate }) => gate === "agent_stopped")).toMatchObject({ met: false, needed: true });
    const named = await ok<ActionView>(await act(second, stop, "ai-system", { aiSystem: system.id }));
    expect(named).toMatchObject({ title: `Stop ${system.name}`, aiSystem: { id: system.id } });
    expect(await room()).toBe("stopped");
    expect((await act(second, stop, "ai-system", { aiSystem: (await anAgent()).id })).status).toBe(409);
    expect(await kinds(ref)).toContain("containment_target_named");
  });

  test("nothing is begun or done before it is said what was kept and where, or what is lost and why", async () => {
    const { stop } = await aStop();
    expect(await pointers(await bare(stop, "start", { execution: "by_hand" }))).toEqual([
      "/preservation",
      "/preservationNote",
    ]);
    expect(await pointers(await bare(stop, "done", {}))).toEqual(["/preservation"]);
    for (const preservation of ["preserved", "harm_continues", "nothing_to_preserve"]) {
      expect(await pointers(await bare(stop, "done", { preservation, preservationNote: " " }))).toEqual([
        "/preservationNote",
      ]);
    }
    await ok(await act(commander, stop, "start", { execution: "by_hand" }));
    await ok(await bare(stop, "done", {}));
  });

  test("whoever carried it out does not verify it by their own look; another does, after it, and the record says by whom", async () => {
    const { ref, stop } = await aStop();
    await ok(await act(second, stop, "start", { execution: "by_hand" }));
    await ok(await act(commander, stop, "done"));
    const look = { holds: true, what: "its process list is empty" };
    for (const user of [commander, second]) {
      const refused = await act(user, stop, "checks", look);
      expect([refused.status, (await refused.json()).detail]).toEqual([403, expect.stringContaining("somebody else")]);
    }
    expect(await ok(await act(admin, stop, "checks", look))).toMatchObject({
      verdict: "verified",
      verification: { basis: "look", by: admin.name },
    });
    expect((await getRoom(commander.ctx, ref)).agent).toMatchObject({
      state: "verified",
      basis: "look",
      by: admin.name,
    });
    const { data } = await listTimeline(commander.ctx, ref, TimelineQuery.parse({ order: "oldest" }));
    const said = data.filter(({ kind }) => kind.startsWith("containment"));
    expect(said.map(({ body }) => body)).toEqual([
      `A-1 “${stop.title}” requested.`,
      `A-1 “${stop.title}” carried out.`,
      `A-1 “${stop.title}” verified by a look of ${admin.name}: its process list is empty.`,
    ]);
    const times = said.map(({ occurredAt }) => occurredAt ?? "");
    expect(times).toEqual([...times].sort());
  });

  test("an event of the logs may be cited by whoever carried it out, if it is there and from after it was done", async () => {
    const bench = await anEvidenceBench();
    const system = await anAgent("bot-cited");
    await bench.bring(ndjson([cloudTrail(10), cloudTrail(90)]), { filename: "cited.json", system: "aws" });
    const cut = await request(bench.incident.ref, { kind: "disable_tool", aiSystem: system.id });
    await ok(await act(commander, cut, "done", { startedAt: at(60), doneAt: at(60) }));
    const cite = (...evidence: string[]) => act(commander, cut, "checks", { holds: true, what: "refused", evidence });
    const [early = "", late = ""] = await idsOf(bench);
    expect(await pointers(await cite(early))).toEqual(["/evidence"]);
    expect(await pointers(await cite(`${late}9`))).toEqual(["/evidence"]);
    expect((await cite("https://wiki.example/stop")).status).toBe(403);
    expect(await ok(await cite(late))).toMatchObject({ verdict: "verified", verification: { basis: "evidence" } });
  });

  test("that it no longer holds can be recorded after it was verified, and then the stop has failed everywhere", async () => {
    const { ref, stop } = await aStop();
    await ok(await act(commander, stop, "done"));
    await ok(await act(second, stop, "checks", { holds: true, what: "its process list is empty" }));
    expect((await suggestSeverity(commander.ctx, ref)).facts).toEqual([]);
    await ok(await act(commander, stop, "checks", { holds: false, what: "it mails again" }));
    expect((await getRoom(commander.ctx, ref)).agent).toMatchObject({ state: "failed", reason: "it mails again" });
    expect((await suggestSeverity(commander.ctx, ref)).facts).toMatchObject([{ fact: "stopFailed" }]);
    const { data } = await listTimeline(commander.ctx, ref, TimelineQuery.parse({}));
    expect(data[0]?.body).toBe(`A-1 “${stop.title}” NO LONGER holds, by a look of ${commander.name}: it mails again.`);
  });
});

describe("who has to agree", () => {
  test("where the policy asks for a second person, whoever asked can't agree, and a commander can go ahead with a reason", async () => {
    const { incident } = await anIncident(commander);
    const { id: aiSystem } = await anAgent();
    expect((await call(commander, "PUT", "containment-policies/stop_agent", { approvals: 1 })).status).toBe(403);
    await ok(await call(admin, "PUT", "containment-policies/stop_agent", { approvals: 2 }));
    const stop = await request(incident.ref, { kind: "stop_agent", aiSystem });
    expect(stop).toMatchObject({ state: "requested", approvalsNeeded: 2 });
    expect((await act(commander, stop, "approve")).status).toBe(403);
    expect((await act(commander, stop, "start", { execution: "by_hand" })).status).toBe(409);
    expect(await ok(await act(second, stop, "approve"))).toMatchObject({ state: "requested" });
    expect((await act(second, stop, "approve")).status).toBe(409);
    expect((await act(second, stop, "start", { execution: "by_hand", withoutApproval: "urgent" })).status).toBe(403);
    expect(await ok(await act(admin, stop, "approve"))).toMatchObject({ state: "approved" });
    const other = await request(incident.ref, { kind: "stop_agent", aiSystem });
    const alone = { execution: "by_hand", withoutApproval: "nobody else is awake", preservation: "harm_continues" };
    expect(await ok(await act(commander, other, "start", alone))).toMatchObject({
      state: "started",
      withoutApproval: "nobody else is awake",
      preservation: "harm_continues",
    });
    await ok(await call(admin, "PUT", "containment-policies/stop_agent", { approvals: 0 }));
  });

  test("what is not done, or dropped with a reason, stands in the way of contained", async () => {
    const { incident } = await anIncident(commander);
    const gate = async () => {
      const to = (await gates(commander.ctx, incident.ref)).transitions.find((one) => one.to === "contained");
      return to?.gates.find((one) => one.gate === "containment_done")?.met;
    };
    expect(await gate(), "nothing done is nothing shown").toBe(false);
    const action = await request(incident.ref, { kind: "retract_output", title: "Hide topic 4711" });
    expect(await gate()).toBe(false);
    expect((await act(commander, action, "drop", { reason: " " })).status).toBe(422);
    await ok(await act(commander, action, "drop", { reason: "the topic was gone already" }));
    expect(await gate()).toBe(true);
  });

  test("somebody else's change is not overwritten, and times that can't be are refused at their field", async () => {
    const { incident } = await anIncident(commander);
    const action = await request(incident.ref, { kind: "isolate_system", title: "Cut the egress" });
    await ok(await act(second, action, "start", { execution: "by_hand", startedAt: at(10), version: action.version }));
    const stale = await act(commander, action, "done", { version: action.version });
    expect(stale.status).toBe(412);
    expect((await stale.json()).current).toMatchObject({ state: "started" });
    const before = await act(commander, action, "done", { startedAt: at(100), doneAt: at(50) });
    expect((await before.json()).errors[0].pointer).toBe("/doneAt");
    const ahead = await act(commander, action, "done", { doneAt: "2099-01-01T00:00:00Z" });
    expect((await ahead.json()).errors[0]).toMatchObject({
      pointer: "/doneAt",
      message: expect.stringContaining("lies ahead"),
    });
  });
});

describe("the kill switch", () => {
  async function withWebhook(): Promise<{ ref: string; system: AiSystemView; stop: ActionView }> {
    const { incident } = await anIncident(commander, { title: "secret title" });
    const system = await anAgent(`kill-${++count}`);
    const set = await call(admin, "PUT", `ai-systems/${system.id}/kill-switch`, { url: killSwitch, secret: SECRET });
    expect(await ok(set)).toEqual({ url: killSwitch, secret: null });
    const stop = await request(incident.ref, { kind: "stop_agent", aiSystem: system.id });
    return { ref: incident.ref, system, stop };
  }
  const deliveryOf = async (action: ActionView) => {
    const [row] = await db().select().from(stopDeliveries).where(eq(stopDeliveries.actionId, action.id));
    return row as NonNullable<typeof row>;
  };

  test("is called with a signed message of names and numbers; taken by it, the stop is done and waits for evidence", async () => {
    const { ref, system, stop } = await withWebhook();
    await ok(await act(commander, stop, "start", { execution: "webhook", preservation: "preserved" }));
    const { id } = await deliveryOf(stop);
    await deliverStop(id);
    await deliverStop(id);
    const { headers: sent, body } = calls.at(-1) as (typeof calls)[number];
    const key = Buffer.alloc(32, 7);
    const signature = createHmac("sha256", key)
      .update(`stop_${id}.${sent["webhook-timestamp"]}.${body}`)
      .digest("base64");
    expect(sent).toMatchObject({ "webhook-id": `stop_${id}`, "webhook-signature": `v1,${signature}` });
    expect(JSON.parse(body)).toMatchObject({
      type: "agent.stop",
      data: { aiSystem: { id: system.id }, incident: ref, action: "A-1", test: false },
    });
    expect(body).not.toContain("secret title");
    const [action] = (await list(ref)).data;
    expect(action).toMatchObject({ state: "done", execution: "webhook", verdict: "not_verified" });
    expect(await kinds(ref)).toEqual(expect.arrayContaining(["stop_delivered", "containment_done"]));
    expect(calls.filter((one) => one.headers["webhook-id"] === `stop_${id}`)).toHaveLength(1);
  });

  test("is tried again after a refusal, and given up after the last: then the action is open again, to be done by hand", async () => {
    const { ref, stop } = await withWebhook();
    await ok(await act(commander, stop, "start", { execution: "webhook" }));
    const { id } = await deliveryOf(stop);
    answers = [503, 500];
    await deliverStop(id);
    expect(await deliveryOf(stop)).toMatchObject({
      state: "waiting",
      tries: [{ status: 503, error: "It answered 503." }],
    });
    expect((await list(ref)).data[0]).toMatchObject({ state: "started", deliveries: [{ state: "waiting" }] });
    const tries = Array.from({ length: 9 }, () => ({ at: at(0), status: 500, error: "x", ms: 1 }));
    await db()
      .update(stopDeliveries)
      .set({ tries: [...tries, ...tries].slice(0, 10) })
      .where(eq(stopDeliveries.id, id));
    await deliverStop(id);
    expect((await deliveryOf(stop)).state).toBe("gave_up");
    expect((await list(ref)).data[0]).toMatchObject({ state: "approved", execution: null });
    expect(await kinds(ref)).toContain("stop_not_delivered");
  });

  test("given up, a commander's exception is over: the action waits for its approvals again, and keeps those it had", async () => {
    await ok(await call(admin, "PUT", "containment-policies/stop_agent", { approvals: 2 }));
    const { ref, stop } = await withWebhook();
    await ok(await call(admin, "PUT", "containment-policies/stop_agent", { approvals: 0 }));
    await ok(await act(second, stop, "approve"));
    const alone = { execution: "webhook", withoutApproval: "nobody else is awake" };
    await ok(await act(commander, stop, "start", alone));
    answers = [410];
    await deliverStop((await deliveryOf(stop)).id);
    expect((await list(ref)).data[0]).toMatchObject({
      state: "requested",
      withoutApproval: null,
      approvals: [{ name: second.name }],
    });
    expect((await act(second, stop, "start", { execution: "by_hand" })).status).toBe(409);
    expect(await ok(await act(admin, stop, "approve"))).toMatchObject({ state: "approved" });
    await ok(await act(second, stop, "start", { execution: "webhook" }));
    answers = [410];
    const waiting = await db()
      .select()
      .from(stopDeliveries)
      .where(and(eq(stopDeliveries.actionId, stop.id), eq(stopDeliveries.state, "waiting")));
    await deliverStop(waiting[0]?.id ?? "");
    expect((await list(ref)).data[0]).toMatchObject({ state: "approved", execution: null });
  });

  test("is not called for a stop that was dropped, or carried out by hand, while the message waited", async () => {
    for (const [step, body] of [
      ["drop", { reason: "the wrong agent" }],
      ["done", {}],
    ] as const) {
      const { stop } = await withWebhook();
      await ok(await act(commander, stop, "start", { execution: "webhook" }));
      await ok(await act(commander, stop, step, body));
      const before = calls.length;
      await deliverStop((await deliveryOf(stop)).id);
      expect(calls).toHaveLength(before);
      expect((await deliveryOf(stop)).state).toBe("gave_up");
    }
  });

  test("its secret is nowhere to be read: not in an answer, not in the database, and not for another system", async () => {
    const { system } = await withWebhook();
    const [row] = await db().select().from(aiKillSwitches).where(eq(aiKillSwitches.aiSystemId, system.id));
    expect(Buffer.from(row?.secretSealed ?? []).toString("latin1")).not.toContain("whsec_");
    for (const path of [`ai-systems/${system.id}`, `ai-systems/${system.id}/history`]) {
      expect(await (await call(admin, "GET", path)).text()).not.toContain("whsec_");
    }
    const made = await call(admin, "PUT", `ai-systems/${system.id}/kill-switch`, { url: killSwitch });
    expect((await ok<{ secret: string }>(made)).secret).toMatch(/^whsec_/);
    const [other] = await db()
      .select()
      .from(aiKillSwitches)
      .where(eq(aiKillSwitches.aiSystemId, (await withWebhook()).system.id));
    if (!other) throw new Error("it was set");
    const sealed = other.secretSealed;
    const fresh = await anAgent();
    await db()
      .insert(aiKillSwitches)
      .values({ aiSystemId: fresh.id, url: killSwitch, secretSealed: sealed, recordedAt: at(0), recordedBy: "thief" });
    const test = await ok<{ id: string }>(await call(second, "POST", `ai-systems/${fresh.id}/kill-switch/test`));
    await deliverStop(test.id);
    const tests = await ok<{ data: { tries: { error: string }[] }[] }>(
      await call(second, "GET", `ai-systems/${fresh.id}/kill-switch/tests`),
    );
    expect(tests.data[0]?.tries[0]?.error).toContain("can't be opened here");
  });

  test("its address, which may hold a token, is told to admins only; everybody else reads the host", async () => {
    const system = await anAgent();
    const path = `ai-systems/${system.id}`;
    const url = `${killSwitch}/token-in-the-path?key=1`;
    const { host } = new URL(url);
    await ok(await call(admin, "PUT", `${path}/kill-switch`, { url }));
    expect(await ok(await call(admin, "GET", path))).toMatchObject({ webhook: { host, url } });
    for (const path of ["ai-systems?limit=200", `ai-systems/${system.id}`, `ai-systems/${system.id}/history`]) {
      const told = await (await call(commander, "GET", path)).text();
      expect(told, path).not.toContain("token-in-the-path");
      expect(told, path).toContain(host);
    }
    const reading = { Authorization: `Bearer ${await aToken(admin, ["read"])}` };
    const narrow = await api.request(`http://localhost/api/v1/${path}`, { headers: reading });
    expect(await ok(narrow)).toMatchObject({ webhook: { host, url: null } });
  });

  test("one test message of a system at a time; taken, given up or its address changed, the next may follow", async () => {
    const { system } = await withWebhook();
    const path = `ai-systems/${system.id}/kill-switch`;
    const [first, ...more] = await Promise.all(Array.from({ length: 4 }, () => call(second, "POST", `${path}/test`)));
    const statuses = [first, ...more].map((response) => response?.status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(3);
    const waiting = async () => {
      const [row] = await db()
        .select()
        .from(stopDeliveries)
        .where(and(eq(stopDeliveries.aiSystemId, system.id), eq(stopDeliveries.state, "waiting")));
      return row?.id ?? "";
    };
    await deliverStop(await waiting());
    const again = await call(second, "POST", `${path}/test`);
    expect(again.status).toBe(202);
    answers = Array.from({ length: 11 }, () => 503);
    for (let tries = 0; tries < 11; tries++) await deliverStop(await waiting());
    const { data } = await ok<{ data: { state: string; tries: unknown[] }[] }>(
      await call(second, "GET", `${path}/tests`),
    );
    expect([data[0]?.state, data[0]?.tries.length]).toEqual(["gave_up", 11]);
    expect((await call(second, "POST", `${path}/test`)).status).toBe(202);
    await ok(await call(admin, "PUT", path, { url: `${killSwitch}/new`, secret: SECRET }));
    expect((await call(second, "POST", `${path}/test`)).status).toBe(202);
  });

  test("is set by an admin only, and never to an address that is not allowed", async () => {
    const system = await anAgent();
    const path = `ai-systems/${system.id}/kill-switch`;
    expect((await call(commander, "PUT", path, { url: killSwitch })).status).toBe(403);
    for (const url of ["http://127.0.0.2/", "https://169.254.169.254/", "ftp://x/", "https://u:p@example.com/"]) {
      const refused = await call(admin, "PUT", path, { url });
      expect(refused.status, url).toBe(422);
      expect((await refused.json()).errors[0].pointer).toBe("/url");
    }
  });
});
