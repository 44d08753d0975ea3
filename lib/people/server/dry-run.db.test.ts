import { expect, test } from "vitest";
import { db } from "@/db/client";
import { clearances, principalAliases, principals } from "@/db/schema";
import { aToken, aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";

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
  const done = { status: 200, body: { created: 1, updated: 0, unchanged: 0 } };
  const would = { ...done, body: { ...done.body, wrong: [] } };
  expect(await send("/principals/import?dryRun=true", people)).toEqual(would);
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
      created: 2,
      unchanged: 0,
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
