import { createHash } from "node:crypto";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { anIncident, aToken, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { systemContext } from "@/lib/api/server/context";
import { getRoom } from "@/lib/incidents/server/get-room";
import { LIVE_CHANNEL } from "@/lib/live/server/notify";
import type { EventFact, ExposureFacts } from "../model";
import { flatWorld } from "../testing/flat-world";
import { loadWorld } from "../testing/load-world";
import { randomWorld } from "../testing/random-world";
import type { ExposureView } from "../views";
import { analyse } from "./analyse";
import { answerPresent } from "./answer-question";
import { computeAndTell } from "./enqueue-exposure";

testDatabase();

let user: TestUser;
let ref = "";
let incidentId = 0;
let token = "";
beforeAll(async () => {
  const made = await anIncident();
  user = made.commander;
  ref = made.incident.ref;
  incidentId = Number(made.incident.id);
  token = await aToken(user, ["read", "respond", "command"]);
});

/** A world with windows, people and clearances; closed windows, so that only facts change the answer. */
const { facts, events } = closed(flatWorld(randomWorld(3)));
beforeEach(() => loadWorld(incidentId, facts, events));
afterEach(() => ownerSql()`delete from graphile_worker._private_jobs`.catch(() => {}));

function closed(world: { facts: ExposureFacts; events: EventFact[] }) {
  const windows = world.facts.windows.map((one) => ({
    ...one,
    closedEarliest: one.closedEarliest ?? one.openedLatest + 30,
    closedLatest: one.closedLatest ?? one.openedLatest + 30,
  }));
  return { facts: { ...world.facts, windows }, events: world.events };
}

async function call(method: string, path: string, body?: unknown) {
  const response = await api.request(`http://localhost/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const get = async (query = "") => (await call("GET", `/incidents/${ref}/exposure${query}`)).body as ExposureView;
const kept = () => get("?kept=true");
const clear = (classification = "secret") =>
  call("POST", "/clearances/import", [{ principal: facts.principals[0]?.versions[0]?.name, classification }]);

async function jobs() {
  return ownerSql()<{ runAt: string }[]>`
    select run_at as "runAt" from graphile_worker.jobs where task_identifier = 'compute_exposure'`;
}

test("what is kept is given at once, stale the moment a fact changes and until it is computed anew", async () => {
  const first = await get();
  expect(first.stale).toBe(false);
  expect((await kept()).computedAt).toBe(first.computedAt);
  const heard: string[] = [];
  const listening = await ownerSql().listen(LIVE_CHANNEL, (text) => heard.push(JSON.parse(text).kind));
  await clear();
  const before = await kept();
  expect([before.stale, before.computedAt]).toEqual([true, first.computedAt]);
  expect((await getRoom(user.ctx, ref)).exposure).toMatchObject({ stale: true, computedAt: first.computedAt });
  expect(heard).toContain("exposure_stale");
  await listening.unlisten();
  await computeAndTell(incidentId);
  const after = await kept();
  expect(after.stale).toBe(false);
  expect(after.fingerprint).not.toBe(first.fingerprint);
});

test("a room never computes: without a kept answer it says that there is none yet", async () => {
  expect((await getRoom(user.ctx, ref)).exposure).toMatchObject({ computedAt: null, stale: true });
  expect(await ownerSql()`select from exposure_answers`).toHaveLength(0);
});

test("changes one after the other are one computation, at the time that the first one set", async () => {
  await get();
  await clear();
  const [first] = await jobs();
  await clear("internal");
  expect(await jobs()).toEqual([first]);
});

test("a live source that grows makes the kept answer stale, and what came is in the next", async () => {
  const [source] = facts.sources;
  const live = { ...facts, sources: facts.sources.map((one) => ({ ...one, live: one.id === source?.id })) };
  const taken = events.map((one) => (one.sourceId === source?.id ? { ...one, takenAt: 1000 } : one));
  const own = taken.filter((one) => one.sourceId === source?.id);
  const others = taken.filter((one) => one.sourceId !== source?.id);
  await loadWorld(incidentId, live, [...others, ...own.slice(0, -2)]);
  const first = await get();
  await loadWorld(incidentId, live, [...others, ...own], { keepDerived: true });
  expect((await kept()).stale).toBe(true);
  const second = await get();
  const records = (view: ExposureView) => view.inputs.sources.find((one) => one.live)?.records;
  expect([records(first), records(second)]).toEqual([own.length - 2, own.length]);
});

test("an analysis that takes too long says so in words, and the last good answer stays with its time", async () => {
  const first = await get();
  await clear();
  process.env.FIREBREAK_ANALYSIS_TIMEOUT_MS = "300";
  try {
    await ownerSql().begin(async (tx) => {
      await tx`lock table evidence_terms in access exclusive mode`;
      const refused = await call("GET", `/incidents/${ref}/exposure?now=2026-03-12T00:00:00Z`);
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "60"]);
      expect(refused.body.detail).toMatch(/took too long and was stopped/);
      await computeAndTell(incidentId);
    });
  } finally {
    delete process.env.FIREBREAK_ANALYSIS_TIMEOUT_MS;
  }
  const still = await kept();
  expect(still).toMatchObject({ computedAt: first.computedAt, stale: true });
  expect(still.failure?.message).toMatch(/took too long/);
  expect((await get()).failure).toBeNull();
  expect((await kept()).failure).toBeNull();
});

test("two do not compute the same at once: whoever comes second waits for the first", async () => {
  await ownerSql().begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('firebreak exposure'), ${incidentId})`;
    expect(await answerPresent(systemContext(), incidentId)).toBeNull();
    await computeAndTell(incidentId);
    expect(await jobs()).toHaveLength(1);
  });
  const [one, two] = await Promise.all([get(), get()]);
  expect(two.computedAt).toBe(one.computedAt);
});

test("when too many are asked for at once, the next is refused with the time to come again", async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const running = Array.from({ length: 10 }, () => analyse(() => gate));
  const refused = await call("GET", `/incidents/${ref}/exposure?now=2026-03-12T00:00:00Z`);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
  open();
  await Promise.all(running);
  expect((await call("GET", `/incidents/${ref}/exposure?now=2026-03-12T00:00:00Z`)).status).toBe(200);
});

test("every answer names its facts by a hash that anybody can compute from their list", async () => {
  const { inputs } = await get();
  for (const [kind, { count, sha256 }] of Object.entries(inputs.facts)) {
    const ids: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = `kind=${kind}&limit=2${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`;
      const { body } = await call("GET", `/incidents/${ref}/exposure/inputs?${query}`);
      ids.push(...body.data);
      cursor = body.nextCursor;
    }
    expect(ids, kind).toHaveLength(count);
    expect(createHash("sha256").update(ids.join("\n")).digest("hex"), kind).toBe(sha256);
  }
  expect(inputs.facts.clearances.count).toBe(facts.clearances.length);
});

test("what a principal was taken for stays to be asked for, whoever changes it", async () => {
  const [first] = facts.principals;
  const then = new Date().toISOString();
  await ownerSql()`update principals set kind = case kind when 'agent' then 'human' else 'agent' end, changed_at = now() + interval '1 hour' where public_id = ${first?.id ?? ""}`;
  const versions = await ownerSql()<{ kind: string }[]>`select kind from principal_versions`;
  expect(versions.map((one) => one.kind)).toEqual([first?.versions[0]?.kind]);
  const ids = async (at: string) =>
    (await call("GET", `/incidents/${ref}/exposure/inputs?kind=principals&at=${at}`)).body.data as string[];
  const later = new Date(Date.now() + 7_200_000).toISOString();
  expect(await ids(then)).not.toEqual(await ids(later));
});
