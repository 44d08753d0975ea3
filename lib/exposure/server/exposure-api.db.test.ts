import { beforeAll, describe, expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { getRoom } from "@/lib/incidents/server/get-room";
import { microsToInstant } from "@/lib/time/instant";
import { AccessesQuery } from "../inputs";
import { loadWorld } from "../testing/load-world";
import { randomWorld } from "../testing/random-world";
import type { ExposureView } from "../views";
import { analyse } from "./analyse";
import { prepareFacts, type Sql } from "./analysis-tables";
import { computeAndTell } from "./enqueue-exposure";
import { getExposure } from "./get-exposure";
import { accessPage } from "./list-accesses";

testDatabase();

let user: TestUser;
let ref = "";
let token = "";
beforeAll(async () => {
  const made = await anIncident();
  user = made.commander;
  ref = made.incident.ref;
  token = await aToken(user, ["read", "respond", "command"]);
});

async function call(method: string, path: string, body?: unknown, type = "application/json") {
  const response = await api.request(`http://localhost/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": type },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
}

/** How many accesses all pages of a filter hold, a few a page; over facts that are prepared. */
async function countAll(sql: Sql, filter: Partial<AccessesQuery>): Promise<number> {
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await accessPage(sql, Number(ref.slice(4)), AccessesQuery.parse({ ...filter, limit: 20, cursor }));
    for (const row of page.data) seen.add(`${row.asset} ${row.event}`);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return seen.size;
}

describe("every number of the answer", () => {
  test("opens exactly the events it counts, in random worlds", async () => {
    const incidentId = Number(ref.slice(4));
    for (let seed = 5000; seed < 5008; seed++) {
      const world = randomWorld(seed);
      await loadWorld(incidentId, world.facts, world.events);
      const now = microsToInstant(world.question.now);
      const at = world.question.knownAt === null ? undefined : microsToInstant(world.question.knownAt);
      const answer = await getExposure(user.ctx, ref, { now, at });
      await analyse(async (sql) => {
        await prepareFacts(sql, { incidentId, now, knownAt: at ?? null });
        await expectEventsBehind(answer, (filter) => countAll(sql, { now, at, ...filter }), `seed ${seed}`);
      });
    }
  });
});

async function expectEventsBehind(
  answer: ExposureView,
  count: (filter: Partial<AccessesQuery>) => Promise<number>,
  because: string,
): Promise<void> {
  expect(await count({ where: "outside" }), because).toBe(answer.unexplained);
  for (const { asset, counts, principals } of answer.assets) {
    const of = (filter: Partial<AccessesQuery>) => count({ asset, ...filter });
    expect(await of({ certainty: "certain" }), because).toBe(counts.accesses.certain);
    expect(await of({ certainty: "possible" }), because).toBe(counts.accesses.possible);
    expect(await of({ only: "unauthorised", certainty: "certain" }), because).toBe(counts.unauthorised.certain);
    expect(await of({ only: "unauthorised", certainty: "possible" }), because).toBe(counts.unauthorised.possible);
    expect(await of({ outcome: "unknown" }), because).toBe(counts.unknownOutcome);
    expect(await of({ where: "other" }), because).toBe(counts.otherEvents);
    expect(await of({ where: "attempts", outcome: "denied" }), because).toBe(counts.denied);
    for (const row of principals.filter(({ name }) => name !== null)) {
      const who = row.principal === null ? { actor: row.name ?? "" } : { principal: row.principal };
      expect(await of({ ...who, class: "uncleared" }), because).toBe(row.accesses.uncleared);
      expect(await of({ ...who, class: "cleared" }), because).toBe(row.accesses.cleared);
      expect(await of({ ...who, where: "attempts", outcome: "denied" }), because).toBe(row.denied);
    }
  }
}

describe("the facts, by API", () => {
  test("people, clearances and windows go in and the answer comes out", async () => {
    await loadWorld(Number(ref.slice(4)), EMPTY, []);
    const asset = await call("POST", "/assets", {
      name: "users bucket",
      classification: "restricted",
      systems: ["aws"],
      patterns: [{ resource: "arn:aws:s3:::users/*" }],
    });
    expect(asset.status).toBe(201);
    const people = [
      {
        name: "Ann",
        kind: "human",
        aliases: [{ value: "ann@x" }],
        groups: [{ name: "eng", until: "2026-03-11T14:00:00Z" }],
      },
      { name: "Bot", kind: "agent", aliases: [{ system: "aws", value: "bot" }] },
    ];
    const lines = people.map((one) => JSON.stringify(one)).join("\n");
    const first = await call("POST", "/principals/import", lines, "application/x-ndjson");
    expect(first).toMatchObject({ status: 200, body: { created: 2, updated: 0, unchanged: 0 } });
    const again = await call("POST", "/principals/import", people);
    expect(again.body).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    const changed = await call("POST", "/principals/import", [
      { ...people[0], groups: [{ name: "eng", until: "2026-03-11T15:00:00Z" }] },
    ]);
    expect(changed.body).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
    const clearances = [
      { group: "eng", asset: "users bucket" },
      { principal: "Bot", classification: "secret", standing: "void" },
    ];
    expect((await call("POST", "/clearances/import", clearances)).body).toMatchObject({ created: 2, unchanged: 0 });
    expect((await call("POST", "/clearances/import", clearances)).body).toMatchObject({ created: 0, unchanged: 2 });
    const window = await call("POST", `/incidents/${ref}/exposure-windows`, {
      asset: asset.body.id,
      audience: { kind: "listed", principals: ["Ann", "Bot"] },
      openedAt: "2026-03-11T14:00:00Z",
      closedAt: "2026-03-11T16:00:00Z",
      closedAtLatest: "2026-03-11T16:02:00Z",
      path: "permission_change",
    });
    expect(window.status).toBe(201);
    const answer = (await call("GET", `/incidents/${ref}/exposure`)).body as ExposureView;
    expect(answer.exposedMs).toEqual({ certain: 7_200_000, possible: 7_320_000 });
    expect(answer.assets[0]).toMatchObject({
      asset: asset.body.id,
      coveredShare: 0,
      coverageGaps: [{ from: "2026-03-11T14:00:00.000000Z", until: "2026-03-11T16:02:00.000000Z", systems: ["aws"] }],
      accessed: { verdict: "unknown" },
      exposedPrincipalMs: { certain: 3_600_000 + 7_200_000, possible: 3_720_000 + 7_320_000 },
      couldReach: 2,
      couldButDidNot: null,
    });
  });

  test("a bad line is named with its reason, and nothing is half-written", async () => {
    const before = (await call("GET", "/principals")).body.data.length;
    const bad = await call(
      "POST",
      "/principals/import",
      '{"name":"Zed","kind":"human","aliases":[]}\n{"name":"Y","kind":"robot","aliases":[]}',
      "application/x-ndjson",
    );
    expect(bad.status).toBe(422);
    expect(bad.body.detail).toMatch(/Line 2: kind/);
    const stolen = await call("POST", "/principals/import", [
      { name: "Eve", kind: "human", aliases: [{ value: "ann@x" }] },
    ]);
    expect(stolen.body.detail).toMatch(/Line 1: "ann@x" already names Ann/);
    const nobody = await call("POST", "/clearances/import", [
      { principal: "Ann", asset: "users bucket" },
      { principal: "Nobody", asset: "users bucket" },
    ]);
    expect(nobody.body.detail).toMatch(/Line 2: There is no principal named "Nobody"/);
    expect((await call("GET", "/principals")).body.data.length).toBe(before);
  });

  test("a window without length or reversed is refused with a sentence at its field", async () => {
    const assets = (await call("GET", "/assets")).body.data;
    const refused = await call("POST", `/incidents/${ref}/exposure-windows`, {
      asset: assets[0].id,
      audience: { kind: "public" },
      openedAt: "2026-03-11T14:00:00Z",
      closedAt: "2026-03-11T15:00:00+01:00",
    });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([{ pointer: "/closedAt", message: expect.stringMatching(/no length/) }]);
  });

  test("a corrected window keeps its former version, and the answer of then can be asked for", async () => {
    const [window] = (await call("GET", `/incidents/${ref}/exposure-windows`)).body.data;
    const then = window.recordedAt;
    const patched = await call("PATCH", `/incidents/${ref}/exposure-windows/${window.id}`, {
      closedAt: "2026-03-11T15:00:00Z",
    });
    expect(patched.body).toMatchObject({ closedAtLatest: "2026-03-11T15:00:00.000000Z" });
    const versions = (await call("GET", `/incidents/${ref}/exposure-windows/${window.id}/versions`)).body.data;
    expect(versions).toHaveLength(2);
    expect((await call("GET", `/incidents/${ref}/exposure`)).body.exposedMs.possible).toBe(3_600_000);
    expect((await call("GET", `/incidents/${ref}/exposure?at=${then}`)).body.exposedMs.possible).toBe(7_320_000);
  });

  test("the answer is kept while nothing changes, and computed anew when something does", async () => {
    const first = (await call("GET", `/incidents/${ref}/exposure`)).body as ExposureView;
    const second = (await call("GET", `/incidents/${ref}/exposure`)).body as ExposureView;
    expect(second.computedAt).toBe(first.computedAt);
    await call("POST", "/principals/import", [{ name: "Cleo", kind: "human", aliases: [{ value: "cleo@x" }] }]);
    const third = (await call("GET", `/incidents/${ref}/exposure`)).body as ExposureView;
    expect(third.fingerprint).not.toBe(first.fingerprint);
    expect(third.computedAt).not.toBe(first.computedAt);
  });
});

describe("the room", () => {
  test("says that the kept answer is stale once a fact has changed, until the worker has computed it anew", async () => {
    await call("GET", `/incidents/${ref}/exposure`);
    expect((await getRoom(user.ctx, ref)).exposure).toMatchObject({ stale: false, gapMs: 3_600_000 });
    await call("POST", "/clearances/import", [{ principal: "Cleo", classification: "secret" }]);
    expect((await getRoom(user.ctx, ref)).exposure?.stale).toBe(true);
    const [job] =
      await ownerSql()`select count(*)::int as n from graphile_worker.jobs where task_identifier = 'compute_exposure'`;
    expect(job?.n).toBe(1);
    await computeAndTell(Number(ref.slice(4)));
    expect((await getRoom(user.ctx, ref)).exposure?.stale).toBe(false);
  });
});

describe("the CSV of accesses", () => {
  test("holds every access and runs nothing in a spreadsheet", async () => {
    const world = randomWorld(1);
    const events = [{ ...world.events[0], actor: "=cmd()", verb: "read", outcome: "success", resources: ["x"] }];
    const system = { sourceId: world.facts.sources[0]?.id ?? "", system: world.facts.sources[0]?.system ?? "" };
    const asset = {
      id: crypto.randomUUID(),
      name: "x",
      classification: "secret",
      systems: [],
      patterns: [{ system: null, resource: "x" }],
    };
    const since = { recordedAt: 0, supersededAt: null };
    const sources = world.facts.sources.slice(0, 1).map((source) => ({ ...source, readyAt: 0, live: false }));
    const at = world.events[0]?.occurredAt ?? 0;
    const window = {
      id: crypto.randomUUID(),
      assetId: asset.id,
      audience: { kind: "public", principals: [], group: null },
      openedEarliest: at - 1,
      openedLatest: at - 1,
      closedEarliest: null,
      closedLatest: null,
      withdrawn: false,
      ...since,
    };
    await loadWorld(
      Number(ref.slice(4)),
      { ...EMPTY, assets: [{ ...asset, ...since }], windows: [window], sources } as never,
      events.map((event) => ({ ...event, ...system, takenAt: null, occurredUntil: null })) as never,
    );
    const { body, headers } = await call("GET", `/incidents/${ref}/exposure/accesses.csv`);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(body).toContain("'=cmd()");
    expect(body.trim().split("\n")).toHaveLength(2);
  });

  test("is refused to somebody who may not see the incident", async () => {
    const { incident } = await anIncident(user, { visibility: "restricted" });
    const stranger = await aUser("admin");
    await expect(getExposure(stranger.ctx, incident.ref, {})).rejects.toMatchObject({ code: "not_found" });
  });
});

const EMPTY = {
  assets: [],
  windows: [],
  principals: [],
  merges: [],
  aliases: [],
  memberships: [],
  clearances: [],
  explanations: [],
  sources: [],
};
