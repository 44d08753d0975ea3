import { expect, test } from "vitest";
import { db } from "@/db/client";
import { clearances, principalAliases, principals } from "@/db/schema";
import { aToken, aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";

testDatabase();

test("a tried import says what it would do and leaves nothing behind, then the same import does it", async () => {
  const headers = {
    Authorization: `Bearer ${await aToken(await aUser("responder"), ["read", "respond"])}`,
    "Content-Type": "application/json",
  };
  const send = async (path: string, body: unknown) => {
    const answer = await api.request(`http://localhost/api/v1${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const people = [{ name: "Analyst 7", kind: "human", aliases: [{ value: "a7" }], groups: [{ name: "growth" }] }];
  const would = { status: 200, body: { created: 1, updated: 0, unchanged: 0 } };
  expect(await send("/principals/import?dryRun=true", people)).toEqual(would);
  expect([await db().$count(principals), await db().$count(principalAliases)]).toEqual([0, 0]);
  expect(await send("/principals/import", people)).toEqual(would);
  expect(await send("/principals/import?dryRun=true", people)).toMatchObject({ body: { created: 0, unchanged: 1 } });

  const cleared = [{ group: "growth", classification: "confidential" }];
  expect(await send("/clearances/import?dryRun=true", cleared)).toMatchObject({ body: { created: 1 } });
  expect(await db().$count(clearances)).toBe(0);
  const bad = await send("/clearances/import?dryRun=true", [{ principal: "Nobody", classification: "secret" }]);
  expect(bad).toMatchObject({ status: 422, body: { errors: [{ pointer: "/0" }] } });
});
