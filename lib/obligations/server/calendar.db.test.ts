import { beforeAll, expect, test } from "vitest";
import { aCookie, anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { addMember, removeMember } from "@/lib/incidents/server/manage-members";

testDatabase();

let owner: TestUser;
beforeAll(async () => {
  owner = await aUser("viewer");
});

async function make(user: TestUser): Promise<string> {
  const headers = { cookie: await aCookie(user), "sec-fetch-site": "same-origin" };
  const made = await api.request("http://localhost/api/v1/obligations/calendar", { method: "POST", headers });
  expect(made.status, await made.clone().text()).toBe(201);
  return ((await made.json()) as { path: string }).path;
}

/** As a calendar does: no cookie, no token beside the address. Long lines are folded. */
async function read(path: string) {
  const response = await api.request(`http://localhost${path}`);
  return { status: response.status, text: (await response.text()).replaceAll(/\r?\n[ \t]/g, "") };
}

/** An incident that somebody became aware of an hour ago. */
async function aClock(visibility: "open" | "restricted" = "open") {
  const { incident, commander } = await anIncident(undefined, { title: "Words of the house", visibility });
  const headers = {
    Authorization: `Bearer ${await aToken(commander, ["read", "respond"])}`,
    "content-type": "application/json",
  };
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const body = JSON.stringify({ name: "aware", at });
  const path = `http://localhost/api/v1/incidents/${incident.ref}/named-times`;
  expect((await api.request(path, { method: "POST", headers, body })).status).toBeLessThan(300);
  return { ref: incident.ref, commander };
}

test("a calendar reads by its secret address what runs out next, with a ring, and no title leaves", async () => {
  const { ref } = await aClock();
  const { status, text } = await read(await make(owner));
  expect(status).toBe(200);
  expect(text).toMatch(new RegExp(`SUMMARY:${ref}: .* runs out\\\\, if it applies`));
  expect(text).toMatch(/DTSTART:\d{8}T\d{6}Z/);
  expect(text).toContain("BEGIN:VALARM");
  expect(text).toContain(`/incidents/${ref}/obligations`);
  expect(text).not.toContain("Words of the house");
});

test("it holds what its owner may see at the moment of reading, and a restricted incident for its members only", async () => {
  const { ref, commander } = await aClock("restricted");
  const path = await make(owner);
  expect((await read(path)).text).not.toContain(`${ref}:`);
  await addMember(commander.ctx, ref, { userId: owner.id });
  expect((await read(path)).text).toContain(`${ref}:`);
  await removeMember(commander.ctx, ref, owner.id);
  expect((await read(path)).text).not.toContain(`${ref}:`);
});

test("a new address ends the former one, and neither opens anything but the calendar", async () => {
  const first = await make(owner);
  const second = await make(owner);
  expect([(await read(first)).status, (await read(second)).status]).toEqual([404, 200]);
  const secret = second.split("/")[5] ?? "";
  const headers = { Authorization: `Bearer ${secret}` };
  expect((await api.request("http://localhost/api/v1/incidents", { headers })).status).toBe(403);
  const other = await aToken(owner, ["read"]);
  const both = await aToken(owner, ["read", "calendar"]);
  const third = await make(owner);
  expect(
    (await api.request("http://localhost/api/v1/incidents", { headers: { Authorization: `Bearer ${both}` } })).status,
  ).toBe(200);
  expect((await read(second)).status).toBe(404);
  expect((await read(third.replace(third.split("/")[5] ?? "", other))).status).toBe(404);
});
