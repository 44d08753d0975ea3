import { randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { incidentEvents } from "@/db/schema";
import { anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";
import { OpenWindowInput } from "@/lib/exposure/inputs";
import { withdrawWindow } from "@/lib/exposure/server/change-window";
import { openWindow } from "@/lib/exposure/server/open-window";
import type { IncidentView } from "@/lib/incidents/views";
import type { AddDataRequest } from "../inputs";

testDatabase();

let commander: TestUser;
let incident: IncidentView;
let auth: Record<string, string>;

beforeAll(async () => {
  ({ incident, commander } = await anIncident());
  auth = { Authorization: `Bearer ${await aToken(commander, ["read", "respond", "command"])}` };
});

async function call(method: string, path: string, body?: unknown, headers = auth): Promise<Response> {
  return api.request(`http://localhost/api/v1/incidents/${path}`, {
    method,
    headers: { ...headers, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function add(input: AddDataRequest, ref = incident.ref) {
  const answer = await call("POST", `${ref}/data`, input);
  expect(answer.status).toBe(201);
  return answer.json();
}

/** An asset of which nobody has logs, with a window in the incident. */
async function anExposedAsset(): Promise<{ assetId: string; windowId: string }> {
  const { id } = await createAsset(
    commander.ctx,
    CreateAssetInput.parse({ name: `asset ${randomUUID()}`, classification: "restricted", systems: ["warehouse"] }),
  );
  const window = await openWindow(
    commander.ctx,
    incident.ref,
    OpenWindowInput.parse({
      asset: id,
      audience: { kind: "public" },
      openedAt: "2026-03-11T14:00:00Z",
      closedAt: "2026-03-11T15:00:00Z",
    }),
  );
  return { assetId: id, windowId: window.id };
}

async function lastEvent() {
  const [event] = await db()
    .select()
    .from(incidentEvents)
    .where(eq(incidentEvents.incidentId, Number(incident.id)))
    .orderBy(desc(incidentEvents.seq))
    .limit(1);
  return event;
}

describe("the affected-data inventory", () => {
  test("an item needs only a description; everything else is unknown, and nobody has answered", async () => {
    const item = await add({ description: "Profiles of forum users" });
    expect(item).toMatchObject({
      people: { certainty: "unknown", low: null, high: null },
      protection: "unknown",
      answers: { misused: { answer: "unknown", basis: "nobody", by: null, computed: null } },
      version: 1,
    });
    expect(await lastEvent()).toMatchObject({
      kind: "data_added",
      data: { id: item.id, description: item.description },
    });
  });

  test("a change keeps what was said before in the record, and the same change again records nothing", async () => {
    const item = await add({ description: "Mail addresses", people: { certainty: "estimate", low: 40, high: 90 } });
    const people = { certainty: "known", low: 61 };
    const changed = await call("PATCH", `${incident.ref}/data/${item.id}`, { people, version: 1 });
    expect(await changed.json()).toMatchObject({ people: { certainty: "known", low: 61, high: 61 }, version: 2 });
    const event = await lastEvent();
    expect(event).toMatchObject({ kind: "data_changed", data: { changes: { peopleLow: { from: 40, to: 61 } } } });
    const again = await call("PATCH", `${incident.ref}/data/${item.id}`, { people, version: 2 });
    expect((await again.json()).version).toBe(2);
    expect((await lastEvent())?.seq).toBe(event?.seq);
  });

  test("of two people who change the same version, the second is told and nothing is lost", async () => {
    const item = await add({ description: "Order history" });
    const path = `${incident.ref}/data/${item.id}`;
    const [first, second] = [
      await call("PATCH", path, { category: "financial" }, { ...auth, "If-Match": '"1"' }),
      await call("PATCH", path, { category: "health" }, { ...auth, "If-Match": '"1"' }),
    ];
    expect([first.status, second.status]).toEqual([200, 412]);
    expect(await second.json()).toMatchObject({ currentVersion: 2 });
    expect((await call("PATCH", path, { category: "health" })).status).toBe(428);
    expect((await call("DELETE", path, undefined, { ...auth, "If-Match": '"1"' })).status).toBe(412);
  });

  test("a removed item leaves the list, and its removal is in the record with its reason", async () => {
    const item = await add({ description: "Recorded by mistake" });
    const path = `${incident.ref}/data/${item.id}`;
    expect((await call("DELETE", `${path}?version=1&reason=duplicate`)).status).toBe(204);
    expect(await lastEvent()).toMatchObject({ kind: "data_removed", data: { id: item.id, reason: "duplicate" } });
    const list = await (await call("GET", `${incident.ref}/data`)).json();
    expect(list.data.map((other: { id: string }) => other.id)).not.toContain(item.id);
    expect((await call("PATCH", path, { category: "health", version: 2 })).status).toBe(404);
  });

  test("totals say at least, and how many items are unknown", async () => {
    const { incident: other } = await anIncident(commander);
    await add({ description: "a", people: { certainty: "known", low: 300 } }, other.ref);
    await add({ description: "b" }, other.ref);
    const { totals } = await (await call("GET", `${other.ref}/data`)).json();
    expect(totals.people).toMatchObject({ low: 300, high: null, unknown: 1 });
  });
});

describe("the four answers", () => {
  test("come from the exposure answer while nobody has answered, and misuse never does", async () => {
    const { assetId } = await anExposedAsset();
    const { answers } = await add({ description: "Rows of the table", assetId });
    expect(answers.exposed).toMatchObject({ answer: "yes", basis: "computed" });
    expect(answers.accessed).toMatchObject({ answer: "unknown", basis: "computed" });
    expect(answers.accessed.reasons.length).toBeGreaterThan(0);
    expect(answers.exfiltrated).toMatchObject({ answer: "unknown", basis: "computed" });
    expect(answers.misused).toMatchObject({ answer: "unknown", basis: "nobody", computed: null });
  });

  test("of a person stand against the evidence, which is shown beside them as it is now", async () => {
    const { assetId, windowId } = await anExposedAsset();
    const item = await add({ description: "Rows", assetId });
    const path = `${incident.ref}/data/${item.id}`;
    const exposed = { answer: "no", reason: "The link was never reachable from outside.", evidence: ["1-20"] };
    const given = await call("PATCH", path, { answers: { exposed }, version: 1 });
    expect((await given.json()).answers.exposed).toMatchObject({
      answer: "no",
      basis: "person",
      by: commander.name,
      computed: { answer: "yes" },
    });
    await withdrawWindow(commander.ctx, incident.ref, windowId, { reason: "Never open" });
    const { data } = await (await call("GET", `${incident.ref}/data`)).json();
    const view = data.find((other: { id: string }) => other.id === item.id).answers.exposed;
    expect(view).toMatchObject({ answer: "no", basis: "person", computed: null });
  });

  test("keep what the evidence said when they were given, so that a change since can be told", async () => {
    const { assetId, windowId } = await anExposedAsset();
    const item = await add({ description: "Rows", assetId });
    const path = `${incident.ref}/data/${item.id}`;
    const accessed = { answer: "no", reason: "The logs were checked by hand.", evidence: [] };
    const given = await (await call("PATCH", path, { answers: { accessed }, version: 1 })).json();
    expect(given.answers.accessed).toMatchObject({ computed: { answer: "unknown" }, computedThen: "unknown" });
    await withdrawWindow(commander.ctx, incident.ref, windowId, { reason: "Never open" });
    const { data } = await (await call("GET", `${incident.ref}/data`)).json();
    const view = data.find((other: { id: string }) => other.id === item.id).answers.accessed;
    expect(view).toMatchObject({ answer: "no", basis: "person", computed: null, computedThen: "unknown" });
  });

  test("can be taken back, and then the evidence answers again", async () => {
    const { assetId } = await anExposedAsset();
    const exposed = { answer: "no", reason: "A mistake.", evidence: [] };
    const item = await add({ description: "Rows", assetId, answers: { exposed } } as never);
    const path = `${incident.ref}/data/${item.id}`;
    const back = await call("PATCH", path, { answers: { exposed: null }, version: 1 });
    expect((await back.json()).answers.exposed).toMatchObject({ answer: "yes", basis: "computed" });
  });

  test.each([
    [{ accessed: { answer: "no" } }, "/answers/accessed/reason"],
    [{ misused: { answer: "yes", reason: "We think so." } }, "/answers/misused/evidence"],
    [{ leaked: { answer: "yes" } }, "/answers"],
  ])("without what they rest on are refused at the field: %j", async (answers, pointer) => {
    const refused = await call("POST", `${incident.ref}/data`, { description: "x", answers });
    expect(refused.status).toBe(422);
    const { errors } = await refused.json();
    expect(errors.map((error: { pointer: string }) => error.pointer).join()).toContain(pointer);
  });

  test.each([
    [{ certainty: "estimate", low: 5 }, "/people/high"],
    [{ certainty: "estimate", low: 9, high: 3 }, "/people/high"],
    [{ certainty: "known" }, "/people/low"],
    [{ certainty: "unknown", low: 3 }, "/people/certainty"],
    [{ certainty: "known", low: 1.5 }, "/people/low"],
  ])("counts that contradict themselves are refused at the field: %j", async (people, pointer) => {
    const refused = await call("POST", `${incident.ref}/data`, { description: "x", people });
    expect(refused.status).toBe(422);
    expect((await refused.json()).errors[0].pointer).toBe(pointer);
  });
});

describe("what a notification asks for", () => {
  test("is kept with the item: categories beside the main one, special kinds, basis of counts, people by place", async () => {
    const item = await add({
      description: "Support tickets",
      category: "communications",
      alsoCategories: ["contact", "contact", "health"],
      specialKinds: ["health"],
      people: { certainty: "estimate", low: 40, high: 90, basis: "distinct senders" },
      jurisdictions: ["DE", "FR"],
      peopleByPlace: { DE: { certainty: "known", low: 12 } },
      protection: "encrypted_key_exposed",
      protectionNote: "AES-256, key in the same bucket",
    });
    expect(item).toMatchObject({
      alsoCategories: ["contact", "health"],
      specialKinds: ["health"],
      people: { basis: "distinct senders" },
      peopleByPlace: { DE: { certainty: "known", low: 12, high: 12 } },
      protectionNote: "AES-256, key in the same bucket",
    });
  });

  test("a count for a jurisdiction that is not named is refused, and leaves with the jurisdiction", async () => {
    const peopleByPlace = { DE: { certainty: "known" as const, low: 12 } };
    const bad = await call("POST", `${incident.ref}/data`, { description: "x", peopleByPlace });
    expect([bad.status, (await bad.json()).errors[0].pointer]).toEqual([422, "/peopleByPlace"]);
    const item = await add({ description: "x", jurisdictions: ["DE", "FR"], peopleByPlace });
    const path = `${incident.ref}/data/${item.id}`;
    const changed = await (await call("PATCH", path, { jurisdictions: ["FR"], version: 1 })).json();
    expect(changed.peopleByPlace).toEqual({});
  });
});

describe("who may", () => {
  test("a viewer reads and may not write", async () => {
    const viewer = { Authorization: `Bearer ${await aToken(await aUser("viewer"), ["read"])}` };
    expect((await call("GET", `${incident.ref}/data`, undefined, viewer)).status).toBe(200);
    expect((await call("POST", `${incident.ref}/data`, { description: "x" }, viewer)).status).toBe(403);
  });

  test("a restricted incident and an absent one give others the same answer", async () => {
    const { incident: secret } = await anIncident(commander, { visibility: "restricted" });
    const item = await add({ description: "secret" }, secret.ref);
    const responder = { Authorization: `Bearer ${await aToken(await aUser("responder"), ["read", "respond"])}` };
    for (const [method, path, body] of [
      ["GET", "data", undefined],
      ["POST", "data", { description: "x" }],
      ["PATCH", `data/${item.id}`, { category: "health", version: 1 }],
      ["DELETE", `data/${item.id}?version=1`, undefined],
    ] as const) {
      const hidden = await call(method, `${secret.ref}/${path}`, body, responder);
      const absent = await call(method, `INC-999999/${path}`, body, responder);
      const plain = async (response: Response) => ({ ...(await response.json()), requestId: 0, instance: 0 });
      expect(hidden.status).toBe(404);
      expect(await plain(hidden)).toEqual(await plain(absent));
    }
  });

  test("an item of one incident can't be reached through another", async () => {
    const item = await add({ description: "mine" });
    const { incident: other } = await anIncident(commander);
    const answer = await call("PATCH", `${other.ref}/data/${item.id}`, { category: "health", version: 1 });
    expect(answer.status).toBe(404);
  });
});
