import { randomUUID } from "node:crypto";
import { and, asc, eq, like } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db, ownerSql } from "@/db/client";
import { claims, incidentEvents } from "@/db/schema";
import { anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { userContext } from "@/lib/api/server/context";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";
import { CloseWindowInput, OpenWindowInput } from "@/lib/exposure/inputs";
import { closeWindow } from "@/lib/exposure/server/change-window";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { openWindow } from "@/lib/exposure/server/open-window";
import type { IncidentView } from "@/lib/incidents/views";
import { judgeClaims } from "./judge-claims";

testDatabase();

let commander: TestUser;
let incident: IncidentView;
let auth: Record<string, string>;

beforeAll(async () => {
  commander = await aUser("commander");
  auth = { Authorization: `Bearer ${await aToken(commander, ["read", "respond", "command"])}` };
});

beforeEach(async () => {
  ({ incident } = await anIncident(commander));
});

async function call(method: string, path: string, body?: unknown, headers = auth): Promise<Response> {
  return api.request(`http://localhost/api/v1/incidents/${path}`, {
    method,
    headers: { ...headers, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function say(input: object) {
  const answer = await call("POST", `${incident.ref}/claims`, { speaker: "A spokesperson", ...input });
  expect(answer.status).toBe(201);
  return answer.json();
}

const one = async (id: string) => (await call("GET", `${incident.ref}/claims/${id}`)).json();
const judgeAll = () => judgeClaims(Number(incident.id));

/** A window, recorded at a time of its own. */
async function aWindow(at: string): Promise<{ close(closedAt: string, recordedAt: string): Promise<void> }> {
  const ctx = (now: string) => userContext(commander, { now: () => now });
  const asset = CreateAssetInput.parse({ name: `asset ${randomUUID()}`, classification: "restricted" });
  const { id } = await createAsset(ctx(at), asset);
  const input = OpenWindowInput.parse({ asset: id, audience: { kind: "public" }, openedAt: "2026-03-11T15:06:20Z" });
  const window = await openWindow(ctx(at), incident.ref, input);
  return {
    close: async (closedAt, recordedAt) => {
      const closing = CloseWindowInput.parse({ closedAt });
      await closeWindow(ctx(recordedAt), incident.ref, window.id, closing);
      await getExposure(commander.ctx, incident.ref, {});
    },
  };
}

async function entries(kind: string) {
  return db()
    .select()
    .from(incidentEvents)
    .where(and(eq(incidentEvents.incidentId, Number(incident.id)), like(incidentEvents.kind, kind)))
    .orderBy(asc(incidentEvents.seq));
}

const CLOSED = { kind: "closed_at", at: "2026-03-11T17:03:00Z", precision: "minute" };

describe("a claim", () => {
  test("keeps the exact words with speaker, source and time, and is in the record in the same transaction", async () => {
    const words = "  “No user data was mishandled” – we're sure, 100 %.\nNothing else. ";
    const said = { words, saidIn: "To a newspaper", link: "https://news.example/1", saidAt: "2026-03-18T09:00:00Z" };
    const claim = await say({ ...said, speakerKind: "spokesperson" });
    expect(claim).toMatchObject({ ref: "C-1", words: words.trim(), standing: "unverified", computable: false });
    const [entry] = await entries("claim_recorded");
    expect(entry?.data).toMatchObject({ id: claim.id, words: words.trim(), link: said.link });
    expect(entry?.occurredAt).toBe("2026-03-18T09:00:00.000000Z");
  });

  test("is judged by what was known when it was said, and by what is known now, apart", async () => {
    const window = await aWindow("2026-03-11T16:00:00.000000Z");
    await window.close("2026-03-11T17:03:05Z", "2026-03-11T18:00:00.000000Z");
    const early = await say({ words: "It was closed at 17:03", saidAt: "2026-03-11T17:30:00Z", assertion: CLOSED });
    expect(early).toMatchObject({ standing: "supported", standingBy: "evidence", asKnownThen: null });
    await judgeAll();
    const { claim } = await one(early.id);
    expect(claim.asKnownThen).toMatchObject({ standing: "contradicted", reason: "It is still open." });
    expect(claim.asKnownNow).toMatchObject({ standing: "supported" });
  });

  test("that was said before anything was recorded is judged by nothing then", async () => {
    const claim = await say({ words: "Closed", saidAt: "2026-03-11T15:30:00Z", assertion: CLOSED });
    await aWindow("2026-03-11T16:00:00.000000Z");
    await judgeAll();
    const view = (await one(claim.id)).claim;
    expect(view.asKnownThen).toMatchObject({ standing: "unverified", basis: [] });
    expect(view.standing).toBe("contradicted");
  });

  test("is judged anew after a new answer, the record keeps the change, and judging twice changes nothing", async () => {
    const window = await aWindow("2026-03-11T16:00:00.000000Z");
    const claim = await say({ words: "Closed at 17:03", saidAt: "2026-03-11T17:30:00Z", assertion: CLOSED });
    await judgeAll();
    await ownerSql()`delete from graphile_worker._private_jobs`;
    await window.close("2026-03-11T17:03:05Z", "2026-03-11T18:00:00.000000Z");
    const queued = await ownerSql()<{ task: string }[]>`
      select t.identifier as task from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where j.key = ${`claims:${incident.id}`}`;
    expect(queued.map(({ task }) => task)).toEqual(["judge_claims"]);
    await judgeAll();
    await judgeAll();
    const judged = await entries("claim_judged");
    expect(judged.map(({ data }) => [data.from, data.to])).toEqual([
      ["unverified", "contradicted"],
      ["contradicted", "supported"],
    ]);
    const { history } = await one(claim.id);
    expect(history.map((entry: { what: string }) => entry.what)).toEqual(["recorded", "judged", "judged"]);
    const [row] = await db().select({ standing: claims.standing }).from(claims).where(eq(claims.id, claim.id));
    expect(row?.standing).toBe("supported");
  });

  test("is held against the affected data as the record had it when it was said", async () => {
    const ctx = userContext(commander, { now: () => "2026-03-11T16:00:00.000000Z" });
    const { addData } = await import("@/lib/data/server/add-data");
    const { AddDataInput } = await import("@/lib/data/inputs");
    const item = await addData(
      ctx,
      incident.ref,
      AddDataInput.parse({ description: "Profiles", people: { certainty: "known", low: 20 } }),
    );
    const n = { bound: "at_most", high: 100 };
    const assertion = { kind: "count", of: "people_affected", n };
    const claim = await say({ words: "At most a hundred", saidAt: "2026-03-11T17:00:00Z", assertion });
    const people = { certainty: "known", low: 61_000 };
    await call("PATCH", `${incident.ref}/data/${item.id}`, { people, version: 1 });
    await judgeAll();
    const view = (await one(claim.id)).claim;
    expect(view.asKnownThen.standing).toBe("supported");
    expect(view.asKnownNow).toMatchObject({
      standing: "contradicted",
      reason: "The affected-data inventory says: 61,000 people concerned.",
    });
  });

  test("shows the other claims that can't be true at the same time, until one is withdrawn", async () => {
    const first = await say({ words: "Sev 1", assertion: { kind: "severity", level: "SEV1" } });
    const second = await say({
      words: "The second highest",
      assertion: { kind: "severity", level: "SEV2", scale: "begins at SEV0" },
    });
    const { data } = await (await call("GET", `${incident.ref}/claims`)).json();
    expect(data.map((claim: { conflicts: { ref: string }[] }) => claim.conflicts[0]?.ref)).toEqual(["C-2", "C-1"]);
    const path = `${incident.ref}/claims/${second.id}/withdraw`;
    expect((await call("POST", path, { reason: "Another incident", version: 1 })).status).toBe(200);
    expect((await one(first.id)).claim.conflicts).toEqual([]);
    expect((await one(second.id)).claim).toMatchObject({ withdrawn: true, words: "The second highest" });
    expect((await call("POST", path, { reason: "Again", version: 2 })).status).toBe(409);
  });
});

describe("a correction", () => {
  test("is a new version with a reason; the former words stay to be read", async () => {
    const claim = await say({ words: "The AI shared the data" });
    const path = `${incident.ref}/claims/${claim.id}`;
    const change = { words: "The AI shared that data", reason: "Misheard", version: 1 };
    const corrected = await (await call("PATCH", path, change)).json();
    expect(corrected).toMatchObject({ version: 2, words: change.words, correctedBecause: "Misheard" });
    const { history } = await one(claim.id);
    expect(history.map((entry: { words: string }) => entry.words)).toEqual([claim.words, change.words]);
    const [entry] = await entries("claim_corrected");
    expect(entry?.data.changes).toEqual({ words: { from: claim.words, to: change.words } });
  });

  test("is refused without a reason, against an old version, and where nothing differs", async () => {
    const claim = await say({ words: "x" });
    const path = `${incident.ref}/claims/${claim.id}`;
    expect((await call("PATCH", path, { words: "y", version: 1 })).status).toBe(422);
    expect((await call("PATCH", path, { words: "x", reason: "r", version: 1 })).status).toBe(422);
    expect((await call("PATCH", path, { words: "y", reason: "r" })).status).toBe(428);
    expect((await call("PATCH", path, { words: "y", reason: "r", version: 1 })).status).toBe(200);
    const late = await call("PATCH", path, { words: "z", reason: "r", version: 1 });
    expect([late.status, (await late.json()).currentVersion]).toEqual([412, 2]);
  });

  test("of what it asserts or when it was said makes what was known then be judged anew", async () => {
    const window = await aWindow("2026-03-11T16:00:00.000000Z");
    await window.close("2026-03-11T17:03:05Z", "2026-03-11T18:00:00.000000Z");
    const claim = await say({ words: "Closed", saidAt: "2026-03-11T17:30:00Z", assertion: CLOSED });
    await judgeAll();
    const change = { saidAt: "2026-03-11T18:30:00Z", reason: "Said later", version: 1 };
    const corrected = await (await call("PATCH", `${incident.ref}/claims/${claim.id}`, change)).json();
    expect(corrected.asKnownThen).toBe(null);
    await judgeAll();
    expect((await one(claim.id)).claim.asKnownThen.standing).toBe("supported");
  });
});

describe("a person", () => {
  const decide = (id: string, body: object, version = 1) =>
    call("POST", `${incident.ref}/claims/${id}/standing`, { reason: "Because.", version, ...body });

  test("sets a standing with evidence where nothing can be computed, and takes it back", async () => {
    const claim = await say({ words: "The AI did it", assertion: { kind: "agent_did", act: "share_data" } });
    const bare = await decide(claim.id, { standing: "contradicted" });
    expect([bare.status, (await bare.json()).errors[0].pointer]).toEqual([422, "/evidence"]);
    const set = await (await decide(claim.id, { standing: "contradicted", evidence: ["3-77"] })).json();
    expect(set).toMatchObject({ standing: "contradicted", standingBy: "person", decision: { by: commander.name } });
    const back = await (await decide(claim.id, { standing: "unverified", reason: "Not sure." })).json();
    expect(back).toMatchObject({ standing: "unverified", standingBy: "nobody" });
    const again = await decide(claim.id, { standing: "unverified" });
    expect(again.status).toBe(422);
    const { history } = await one(claim.id);
    expect(history.map((entry: { standing: string }) => entry.standing)).toEqual([null, "contradicted", "unverified"]);
    expect((await entries("claim_decided")).length).toBe(2);
  });

  test("can't set by hand what the evidence decides, and can reconcile it with a reason", async () => {
    await aWindow("2026-03-11T16:00:00.000000Z");
    const claim = await say({ words: "Closed", assertion: CLOSED });
    const set = await decide(claim.id, { standing: "supported", evidence: ["my word"] });
    expect(set.status).toBe(422);
    expect((await set.json()).errors[0].message).toContain("The evidence decides this claim");
    const view = await (
      await decide(claim.id, { standing: "reconciled", reason: "They meant the forum post." })
    ).json();
    expect(view).toMatchObject({ standing: "reconciled", asKnownNow: { standing: "contradicted" } });
  });

  test("who may only read records and decides nothing, and a restricted incident looks absent", async () => {
    const claim = await say({ words: "x" });
    const viewer = { Authorization: `Bearer ${await aToken(await aUser("viewer"), ["read"])}` };
    expect((await call("GET", `${incident.ref}/claims`, undefined, viewer)).status).toBe(200);
    const body = { speaker: "a", words: "b" };
    expect((await call("POST", `${incident.ref}/claims`, body, viewer)).status).toBe(403);
    const { incident: secret } = await anIncident(commander, { visibility: "restricted" });
    expect((await call("GET", `${secret.ref}/claims`, undefined, viewer)).status).toBe(404);
    expect((await call("GET", `${secret.ref}/claims/${claim.id}`)).status).toBe(404);
  });
});

describe("bad input", () => {
  test.each([
    [{ words: "" }, "/words"],
    [{ words: "x".repeat(4001) }, "/words"],
    [{ speaker: " " }, "/speaker"],
    [{ link: "javascript:alert(1)" }, "/link"],
    [{ saidAt: "2999-01-01T00:00:00Z" }, "/saidAt"],
    [{ saidAt: "yesterday" }, "/saidAt"],
    [{ assertion: { kind: "nobody_accessed", asset: randomUUID() } }, "/assertion/asset"],
    [{ assertion: { kind: "count", of: "people_affected", n: { bound: "exact" } } }, "/assertion/n/low"],
    [{ assertion: { kind: "exposed_for", ms: { bound: "range", low: 9, high: 3 } } }, "/assertion/ms/high"],
    [{ assertion: { kind: "agent_did", act: "other" } }, "/assertion/what"],
  ])("%j is refused at its field", async (input, pointer) => {
    const refused = await call("POST", `${incident.ref}/claims`, { speaker: "a", words: "b", ...input });
    expect(refused.status).toBe(422);
    expect((await refused.json()).errors[0].pointer).toBe(pointer);
  });
});
