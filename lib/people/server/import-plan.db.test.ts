import { expect, test } from "vitest";
import { db } from "@/db/client";
import { clearances, groupMemberships, principalAliases, principals } from "@/db/schema";
import { aToken, aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";

testDatabase();

async function sender() {
  const headers = {
    Authorization: `Bearer ${await aToken(await aUser("responder"), ["read", "respond"])}`,
    "Content-Type": "application/json",
  };
  return async (path: string, body: unknown) => {
    const answer = await api.request(`http://localhost/api/v1${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
}

test("a tried import says what it would do and leaves nothing behind, then the same import does it", async () => {
  const send = await sender();
  const people = [{ name: "Analyst 7", kind: "human", aliases: [{ value: "a7" }], groups: [{ name: "growth" }] }];
  const done = { status: 200, body: { created: 1, updated: 0, gone: 0, unchanged: 0 } };
  const tried = await send("/principals/import?dryRun=true", people);
  const when = { from: null, until: null };
  const parts = [
    { sign: "+", what: "kind", text: "human", detail: null, ...when },
    { sign: "+", what: "alias", text: "a7", detail: null, ...when },
    { sign: "+", what: "group", text: "growth", detail: null, ...when },
  ];
  const changes = [{ change: "created", name: "Analyst 7", parts }];
  expect(tried).toEqual({ ...done, body: { ...done.body, wrong: [], changes, moreChanges: 0, plan: tried.body.plan } });
  expect([await db().$count(principals), await db().$count(principalAliases)]).toEqual([0, 0]);
  expect(await send("/principals/import", people)).toEqual(done);
  expect(await send("/principals/import?dryRun=true", people)).toMatchObject({ body: { created: 0, unchanged: 1 } });

  const cleared = [{ group: "growth", classification: "confidential" }];
  expect(await send("/clearances/import?dryRun=true", cleared)).toMatchObject({ body: { created: 1 } });
  expect(await db().$count(clearances)).toBe(0);
});

test("a tried import names every line that would be refused, and the others are imported when they are sent", async () => {
  const send = await sender();
  await send("/principals/import", [{ name: "Known", kind: "human", aliases: [{ value: "k" }] }]);
  const rows = [
    { principal: "Known", classification: "internal" },
    { principal: "Nobody", classification: "internal" },
    { group: "ops", classification: "internal" },
    { group: "ops", asset: "nowhere" },
  ];
  const tried = await send("/clearances/import?dryRun=true", rows);
  expect(tried).toEqual({
    status: 200,
    body: {
      ...{ created: 2, updated: 0, gone: 0, unchanged: 0, moreChanges: 0, plan: tried.body.plan },
      changes: [
        { change: "created", name: "Known", parts: [expect.objectContaining({ text: "everything up to internal" })] },
        { change: "created", name: "group ops", parts: [expect.objectContaining({ detail: "valid" })] },
      ],
      wrong: [
        { line: 2, message: 'There is no principal named "Nobody". Import it first.' },
        { line: 4, message: 'There is no asset named "nowhere". Create it first.' },
      ],
    },
  });
  expect(await send("/clearances/import", rows)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: "/1" }, {}] },
  });
  expect(await send("/clearances/import", [rows[0], rows[2]])).toMatchObject({ status: 200, body: { created: 2 } });

  const people = [
    { name: "New", kind: "human", aliases: [{ value: "n" }] },
    { name: "Taken", kind: "human", aliases: [{ value: "k" }] },
    { name: "New", kind: "human" },
  ];
  const triedPeople = await send("/principals/import?dryRun=true", people);
  expect(triedPeople.body).toMatchObject({ created: 1, updated: 0, wrong: [{ line: 2 }, { line: 3 }] });
});

test("an import is done as it was shown or not at all: a plan that no longer holds is refused and changes nothing", async () => {
  const send = await sender();
  const people = [{ name: "Planned", kind: "human", aliases: [{ value: "planned" }] }];
  const { plan } = (await send("/principals/import?dryRun=true", people)).body;
  await send("/principals/import", [{ name: "Planned", kind: "service" }]);
  const refused = await send(`/principals/import?plan=${plan}`, people);
  expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining("has changed since") } });
  const now = (await send("/principals/import?dryRun=true", people)).body;
  expect(now.changes).toMatchObject([
    { change: "changed", parts: [{ sign: "~", what: "kind", text: "human", detail: "service" }, { text: "planned" }] },
  ]);
  expect(await send(`/principals/import?plan=${now.plan}`, people)).toMatchObject({
    status: 200,
    body: { updated: 1 },
  });

  const cleared = [{ principal: "planned", classification: "secret" }];
  const shown = (await send("/clearances/import?dryRun=true", cleared)).body.plan;
  await send("/clearances/import", cleared);
  expect(await send(`/clearances/import?plan=${shown}`, cleared)).toMatchObject({ status: 409 });
  expect(await send("/clearances/import?plan=soon", cleared)).toMatchObject({ status: 422 });
});

test("whom a complete list leaves out left by the time of the export, and what held before still did", async () => {
  const send = await sender();
  const asOf = "2026-03-20T00:00:00.000000Z";
  const member = (name: string, from: string | null = null) => ({
    ...{ name, kind: "human", aliases: [] },
    groups: [{ name: "crew", from }],
  });
  await send("/principals/import", [member("Stays"), member("Leaves"), member("Comes later", "2026-04-01T00:00:00Z")]);
  const query = `complete=true&asOf=${encodeURIComponent(asOf)}`;
  expect(await send("/principals/import?complete=true", [])).toMatchObject({ status: 422 });
  const tried = await send(`/principals/import?dryRun=true&${query}`, [member("Stays")]);
  expect(tried.body).toMatchObject({ unchanged: 1, gone: 2 });
  expect(tried.body.changes).toMatchObject([
    { change: "gone", name: "Comes later", parts: [{ sign: "-", text: "crew", until: null }] },
    { change: "gone", name: "Leaves", parts: [{ sign: "-", text: "crew", from: null, until: asOf }] },
  ]);
  expect((await send(`/principals/import?${query}&plan=${tried.body.plan}`, [member("Stays")])).status).toBe(200);
  const rows = await db().select().from(groupMemberships);
  const crew = rows.filter(({ groupName }) => groupName === "crew");
  expect(
    crew
      .filter(({ supersededAt }) => supersededAt === null)
      .map(({ until }) => until)
      .sort(),
  ).toEqual([asOf, null]);
  expect(crew.filter(({ supersededAt }) => supersededAt !== null)).toHaveLength(2);

  const all = [
    { group: "crew", classification: "restricted" },
    { principal: "Leaves", classification: "restricted" },
    { principal: "Leaves", classification: "public" },
  ];
  await send("/clearances/import", all);
  const left = (await send(`/clearances/import?${query}`, all.slice(0, 1))).body;
  expect(left).toMatchObject({ created: 0, gone: 1, unchanged: 1 });
  const kept = (await db().select().from(clearances)).filter(({ until }) => until === asOf);
  expect(kept).toMatchObject([{ classification: "restricted", supersededAt: null }]);
});

test("an export means whoever has the alias, whatever it calls them, and does not make them of another kind", async () => {
  const send = await sender();
  await send("/principals/import", [{ name: "Dana Ito", kind: "agent", aliases: [{ value: "dana@x" }] }]);
  const row = { name: "dito", kind: "human", aliases: [{ value: "dana@x" }, { system: "github", value: "dito" }] };
  expect(await send("/principals/import", [row])).toMatchObject({ status: 422 });
  const { body } = await send("/principals/import?dryRun=true", [{ ...row, matchAliases: true }]);
  expect(body.changes).toMatchObject([
    { change: "changed", name: "Dana Ito", parts: [{ what: "alias", text: "dito" }] },
  ]);
  await send("/principals/import", [{ name: "Other", kind: "human", aliases: [{ value: "o" }] }]);
  const both = { ...row, aliases: [...row.aliases, { value: "o" }], matchAliases: true };
  expect((await send("/principals/import?dryRun=true", [both])).body.wrong).toHaveLength(2);
});

test("a grant that an incident made is not taken as valid from a list that was exported while it stood", async () => {
  const send = await sender();
  const user = await aUser("responder");
  await createAsset(user.ctx, CreateAssetInput.parse({ name: "Held", classification: "secret" }));
  const made = { group: "all-staff", asset: "Held", from: "2026-03-11T14:00:00Z", until: "2026-03-11T16:00:00Z" };
  expect((await send("/clearances/import", [{ ...made, standing: "void" }])).status).toBe(200);
  const now = [{ group: "all-staff", asset: "Held" }];
  expect(await send("/clearances/import", now)).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining("is void: an incident made it") },
  });
  const after = [{ ...now[0], from: made.until }];
  expect(await send("/clearances/import", after)).toMatchObject({ status: 200, body: { created: 1 } });
  expect(await send("/clearances/import", [{ group: "others", asset: "Held" }])).toMatchObject({ status: 200 });
});
