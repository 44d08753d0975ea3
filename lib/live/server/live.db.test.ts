import { afterAll, afterEach, expect, test } from "vitest";
import { db, ownerSql } from "@/db/client";
import { aCookie, anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { notifyRevoked } from "@/lib/access/server/notify-revoked";
import { api } from "@/lib/api/server/app";
import { changeIncident } from "@/lib/incidents/server/change-incident";
import { addMember, removeMember } from "@/lib/incidents/server/manage-members";
import { microsToInstant } from "@/lib/time/instant";
import { addEntry } from "@/lib/timeline/server/add-entry";
import { hub, MAX_FOLLOWERS_EACH } from "./hub";
import { listPresence } from "./presence";

testDatabase();

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});
afterAll(() => hub().end());

/** An open stream, read as text until something is in it, or it ends. */
async function follow(headers: Record<string, string>, incident?: string) {
  const abort = new AbortController();
  const address = `http://firebreak.test/api/v1/live${incident ? `?incident=${incident}` : ""}`;
  const response = await api.fetch(new Request(address, { headers, signal: abort.signal }));
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error("a stream has a body");
  let text = "";
  const until = async (wanted: string | null) => {
    while (wanted === null || !text.includes(wanted)) {
      const { value, done } = await reader.read();
      if (done) break;
      text += value;
    }
    return text;
  };
  ends.push(async () => {
    abort.abort();
    await reader.cancel().catch(() => {});
  });
  if (response.status === 200) await until("event: hello");
  return { response, until, end: () => until(null) };
}

async function bearer(user: TestUser) {
  return { authorization: `Bearer ${await aToken(user, ["read"])}` };
}

test("a change is heard by a stream of its incident and by a list, and by no stream of another incident", async () => {
  const { incident, commander } = await anIncident();
  const other = await anIncident(commander);
  const here = await follow(await bearer(commander), incident.ref);
  const list = await follow(await bearer(commander));
  const elsewhere = await follow(await bearer(commander), other.incident.ref);
  await addEntry(commander.ctx, incident.ref, { body: "secret words" });
  await addEntry(commander.ctx, other.incident.ref, { body: "other" });
  const said = await here.until('"note"');
  expect(said).toContain(`event: change\ndata: {"incident":"${incident.ref}","kinds":["note"]}`);
  expect(said).not.toContain("secret words");
  expect(await list.until(`"incident":"${incident.ref}"`)).toContain('"note"');
  expect(await elsewhere.until('"note"')).not.toContain(incident.ref);
  expect(Object.fromEntries(here.response.headers)).toMatchObject({
    "cache-control": "no-cache, no-transform",
    "content-type": "text/event-stream; charset=utf-8",
    "x-accel-buffering": "no",
  });
});

test("who begins to listen is told for how long the incident was quiet, and nothing of all incidents together", async () => {
  const { incident, commander } = await anIncident();
  const headers = await bearer(commander);
  const quietForMs = async (ref?: string) => {
    const stream = await follow(headers, ref);
    const [, data = ""] = /event: hello\ndata: (.*)\n/.exec(await stream.until("event: hello")) ?? [];
    return { quiet: (JSON.parse(data) as { quietForMs: number }).quietForMs, stream };
  };
  const { stream } = await quietForMs(incident.ref);
  const began = performance.now();
  const other = await anIncident(commander);
  const elsewhere = await follow(headers, other.incident.ref);
  await addEntry(commander.ctx, other.incident.ref, { body: "other" });
  await elsewhere.until('"note"');
  await listPresence(commander.ctx, incident.ref);
  const sinceOther = performance.now() - began;
  expect((await quietForMs(incident.ref)).quiet).toBeGreaterThanOrEqual(Math.floor(sinceOther));
  const changing = performance.now();
  await addEntry(commander.ctx, incident.ref, { body: "here" });
  await stream.until('"note"');
  expect((await quietForMs(incident.ref)).quiet).toBeLessThanOrEqual(performance.now() - changing);
  expect((await quietForMs()).quiet).toBe(0);
});

test("of two who follow a restricted incident, the one whose membership ends is closed and the other hears on", async () => {
  const { incident, commander } = await anIncident(undefined, { visibility: "restricted" });
  const guest = await aUser("responder");
  await addMember(commander.ctx, incident.ref, { userId: guest.id });
  const stays = await follow(await bearer(commander), incident.ref);
  const goes = await follow({ cookie: await aCookie(guest) }, incident.ref);
  const began = Date.now();
  await removeMember(commander.ctx, incident.ref, guest.id);
  expect(await goes.end()).toContain("event: revoked");
  expect(Date.now() - began).toBeLessThan(2000);
  await addEntry(commander.ctx, incident.ref, { body: "after" });
  expect(await stays.until('"note"')).toContain('"note"');
});

test("an ended session, a restriction and a disabled user close their streams within two seconds", async () => {
  const { incident, commander } = await anIncident();
  const viewer = await aUser("viewer");
  const cookie = await aCookie(viewer);
  const bySession = await follow({ cookie });
  const began = Date.now();
  await api.fetch(
    new Request("http://firebreak.test/api/v1/session", {
      method: "DELETE",
      headers: { cookie, "sec-fetch-site": "same-origin" },
    }),
  );
  expect(await bySession.end()).toContain("event: revoked");
  const byToken = await follow(await bearer(viewer), incident.ref);
  await changeIncident(commander.ctx, incident.ref, { visibility: "restricted" });
  expect(await byToken.end()).toContain("event: revoked");
  const list = await follow(await bearer(viewer));
  await ownerSql()`update users set disabled_at = now() where id = ${viewer.id}`;
  await notifyRevoked(db(), { userId: viewer.id });
  expect(await list.end()).toContain("event: revoked");
  expect(Date.now() - began).toBeLessThan(6000);
});

test("a list says nothing about an incident that its reader may not see", async () => {
  const { incident, commander } = await anIncident(undefined, { visibility: "restricted" });
  const open = await anIncident(commander);
  const stranger = await aUser("admin");
  const list = await follow(await bearer(stranger));
  await addEntry(commander.ctx, incident.ref, { body: "hidden" });
  await addEntry(commander.ctx, open.incident.ref, { body: "seen" });
  const said = await list.until(open.incident.ref);
  expect(said).not.toContain(`"${incident.ref}"`);
});

test("a stream of an incident that may not be seen is refused like one of an incident that is not there", async () => {
  const { incident } = await anIncident(undefined, { visibility: "restricted" });
  const stranger = await bearer(await aUser("admin"));
  const hidden = await follow(stranger, incident.ref);
  const absent = await follow(stranger, "INC-999999");
  expect([hidden.response.status, absent.response.status]).toEqual([404, 404]);
  const strip = async (text: Promise<string>) => ({ ...JSON.parse(await text), requestId: "" });
  expect(await strip(hidden.end())).toEqual(await strip(absent.end()));
});

test("one person cannot hold more streams than the cap, and a closed one makes room", async () => {
  const headers = await bearer(await aUser("viewer"));
  const streams = [];
  for (let i = 0; i < MAX_FOLLOWERS_EACH; i++) streams.push(await follow(headers));
  const refused = await follow(headers);
  expect(refused.response.status).toBe(429);
  expect(refused.response.headers.get("retry-after")).toBe("60");
  await ends.shift()?.();
  expect((await follow(headers)).response.status).toBe(200);
});

test("a cut connection to the database closes every stream, so that readers come back and read anew", async () => {
  const { incident, commander } = await anIncident();
  const before = await follow(await bearer(commander), incident.ref);
  await ownerSql()`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'firebreak live' and datname = current_database()`;
  await before.end();
  const after = await follow(await bearer(commander), incident.ref);
  await addEntry(commander.ctx, incident.ref, { body: "after" });
  expect(await after.until('"note"')).toContain('"note"');
});

test("whoever has the room open is seen by the others, and a program that listens is not taken for a person", async () => {
  const { incident, commander } = await anIncident();
  const viewer = await aUser("viewer", { name: "Vera" });
  const program = await follow(await bearer(commander), incident.ref);
  const first = await follow({ cookie: await aCookie(commander) }, incident.ref);
  await follow({ cookie: await aCookie(viewer) }, incident.ref);
  expect(await first.until("event: presence")).toContain(`event: presence\ndata: {"incident":"${incident.ref}"}`);
  expect((await listPresence(viewer.ctx, incident.ref)).data.map((person) => person.name)).toEqual([
    commander.name,
    "Vera",
  ]);
  const later = { ...viewer.ctx, now: () => microsToInstant(Date.now() * 1000 + 60_000_000) };
  expect((await listPresence(later, incident.ref)).data).toEqual([]);
  expect(program.response.status).toBe(200);
});
