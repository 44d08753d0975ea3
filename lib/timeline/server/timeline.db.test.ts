import { expect, test } from "vitest";
import { db, ownerSql, rawSql } from "@/db/client";
import { anIncident, aToken, aUser, tickingClock } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { decodeCursor } from "@/lib/api/cursor";
import { api } from "@/lib/api/server/app";
import { type Ctx, userContext } from "@/lib/api/server/context";
import { beginHandover } from "@/lib/handover/server/begin-handover";
import { takeRole } from "@/lib/handover/server/take-role";
import { getRoom } from "@/lib/incidents/server/get-room";
import { ListTimelineQuery } from "../inputs";
import { addEntry } from "./add-entry";
import { correctEntry } from "./correct-entry";
import { listTimeline } from "./list-timeline";
import { pinEntry } from "./pin-entry";
import { type Place, readHeads } from "./read-heads";

testDatabase();

const T = (minute: number) => `2026-03-11T14:${String(minute).padStart(2, "0")}:00.000000Z`;
const list = (ctx: Ctx, ref: string, query: object = {}) => listTimeline(ctx, ref, ListTimelineQuery.parse(query));

async function aRoom() {
  const commander = await aUser("commander");
  const ctx = userContext(commander, { now: tickingClock("2026-03-11T15:00:00.000000Z") });
  const { incident } = await anIncident({ ...commander, ctx });
  return { ctx, ref: incident.ref, incident, commander };
}

test("entries stand in the order of when they were so, not of when they were written", async () => {
  const { ctx, ref } = await aRoom();
  await addEntry(ctx, ref, { body: "second", occurredAt: T(10) });
  await addEntry(ctx, ref, { body: "first", occurredAt: T(5) });
  await addEntry(ctx, ref, { body: "between", occurredAt: T(7), kind: "ai_action" });
  const { data } = await list(ctx, ref, { order: "oldest" });
  expect(data.map((entry) => entry.body)).toEqual(["first", "between", "second", "Declared; severity not sure yet."]);
  expect((await list(ctx, ref)).data.map((entry) => entry.body).at(-1)).toBe("first");
});

test("that the command passed on stands there; taking it at first, or another role, is the activity behind it", async () => {
  const { ctx, ref, commander } = await aRoom();
  const taker = await aUser("commander");
  await takeRole(ctx, ref, { role: "scribe" });
  await beginHandover(taker.ctx, ref, { kind: "take_over", role: "commander", reason: "Cannot be reached." });
  const { data } = await list(ctx, ref);
  const said = data.map(({ body }) => body).filter((body) => body.includes("role"));
  expect(said).toEqual([`${taker.name} takes over the role commander from ${commander.name}: Cannot be reached.`]);
  expect((await getRoom(ctx, ref)).counts.timeline).toBe(data.length);
});

test("a corrected entry keeps its number, reads anew in its new place, and shows every former reading", async () => {
  const { ctx, ref } = await aRoom();
  const entry = await addEntry(ctx, ref, { body: "group opened at 14:16", occurredAt: T(16) });
  await addEntry(ctx, ref, { body: "later", occurredAt: T(10) });
  const first = await correctEntry(ctx, ref, entry.id, { occurredAt: T(6), reason: "Clock of the laptop" });
  await correctEntry(ctx, ref, entry.id, { body: "group eng-all opened", reason: "Named the group" });
  const { data } = await list(ctx, ref, { order: "oldest" });
  expect(data.map((e) => e.body)).toEqual(["group eng-all opened", "later", "Declared; severity not sure yet."]);
  const corrected = data[0];
  expect(corrected).toMatchObject({ id: entry.id, occurredAt: T(6), kind: "note", correctedBy: expect.any(String) });
  expect(corrected?.former.map((former) => [former.occurredAt, former.body, former.replacedBy.reason])).toEqual([
    [T(16), "group opened at 14:16", "Clock of the laptop"],
    [T(6), "group opened at 14:16", "Named the group"],
  ]);
  expect(first).toMatchObject({ corrects: entry.id, occurredAt: T(6) });
  expect(first.id).not.toBe(entry.id);
});

test("a correction needs a reason and a change, names a written entry, and is refused when it rests on an older reading", async () => {
  const { ctx, ref } = await aRoom();
  const entry = await addEntry(ctx, ref, { body: "one" });
  const declared = (await list(ctx, ref, { kinds: "declared" })).data[0];
  const answer = await post(`/incidents/${ref}/timeline/${entry.id}/corrections`, ctx, { body: "two" });
  expect(answer.status).toBe(422);
  await expect(correctEntry(ctx, ref, entry.id, { body: "one", reason: "same" })).rejects.toThrow(/says already/);
  await expect(correctEntry(ctx, ref, declared?.id ?? "", { body: "x", reason: "y" })).rejects.toThrow(
    /records an act/,
  );
  await expect(correctEntry(ctx, ref, "999", { body: "x", reason: "y" })).rejects.toThrow(/no such entry/);
  await correctEntry(ctx, ref, entry.id, { body: "two", reason: "typo", basedOn: entry.id });
  await expect(correctEntry(ctx, ref, entry.id, { body: "three", reason: "typo", basedOn: entry.id })).rejects.toThrow(
    /meanwhile/,
  );
});

test("pages go forth and back over every entry once, with equal and unknown times among them", async () => {
  const { ctx, ref } = await aRoom();
  for (let i = 0; i < 23; i++) {
    await addEntry(ctx, ref, { body: `e${i}`, occurredAt: i % 6 === 5 ? null : T(i % 4) });
  }
  for (const order of ["newest", "oldest"]) {
    const all = (await list(ctx, ref, { order, limit: 500 })).data.map((e) => e.id);
    const forth: string[] = [];
    let cursor: string | null | undefined;
    let last: Awaited<ReturnType<typeof list>> | undefined;
    do {
      last = await list(ctx, ref, { order, limit: 5, ...(cursor ? { cursor } : {}) });
      forth.push(...last.data.map((e) => e.id));
      cursor = last.nextCursor;
    } while (cursor);
    expect(forth).toEqual(all);
    const back = last.data.map((e) => e.id);
    cursor = last.previousCursor;
    while (cursor) {
      const page = await list(ctx, ref, { order, limit: 5, cursor });
      back.unshift(...page.data.map((e) => e.id));
      cursor = page.previousCursor;
    }
    expect(back).toEqual(all);
    const middle = all[11] as string;
    const around = await list(ctx, ref, { order, limit: 8, around: middle });
    expect(around.data.map((e) => e.id)).toEqual(all.slice(9, 17));
  }
});

test("filters leave what they say, also for corrected entries, and a search takes its text as text", async () => {
  const { ctx, ref } = await aRoom();
  const a = await addEntry(ctx, ref, { body: "100% of rows_read", occurredAt: T(1) });
  const b = await addEntry(ctx, ref, { body: "agent answered", kind: "note", occurredAt: T(2) });
  await correctEntry(ctx, ref, b.id, { kind: "ai_action", reason: "It was the agent" });
  const bodies = async (query: object) => (await list(ctx, ref, query)).data.map((e) => e.body);
  expect(await bodies({ kinds: "ai_action" })).toEqual(["agent answered"]);
  expect(await bodies({ kinds: "note" })).toEqual(["100% of rows_read"]);
  expect(await bodies({ q: "0% of rows_" })).toEqual(["100% of rows_read"]);
  expect(await bodies({ q: "%" })).toEqual(["100% of rows_read"]);
  expect(await bodies({ from: T(2), until: T(3) })).toEqual(["agent answered"]);
  await pinEntry(ctx, ref, a.id, true);
  expect(await bodies({ pinned: "true" })).toEqual(["100% of rows_read"]);
  await pinEntry(ctx, ref, a.id, false);
  expect(await bodies({ pinned: "true" })).toEqual([]);
  const other = await aUser("responder", { name: "Somebody else" });
  await addEntry(other.ctx, ref, { body: "mine", occurredAt: T(3) });
  expect(await bodies({ author: other.id })).toEqual(["mine"]);
  expect(await bodies({ author: "somebody else" })).toEqual(["mine"]);
  const all = await bodies({ all: "true" });
  expect(all).toContain(`Pinned entry ${a.id}.`);
  expect(all.some((body) => body.startsWith("Corrected"))).toBe(false);
});

test("an evidence event becomes an entry in one step; one that is not of this incident is refused by name", async () => {
  const { ctx, ref, incident } = await aRoom();
  await ownerSql()`insert into evidence_events (incident_id, part, source_no, record, occurred_at, start_offset, length, action_id, sub, verb, outcome, actor_kind, identity)
    values (${Number(incident.id)}, 0, 7, 3, ${T(1)}, 0, 1, 1, 0, 0, 0, 0, gen_random_uuid()), (${Number(incident.id) + 1}, 0, 7, 4, ${T(1)}, 0, 1, 1, 0, 0, 0, 0, gen_random_uuid())`;
  const entry = await addEntry(ctx, ref, { body: "Read by the agent", evidenceEventIds: ["7-3", "7-3-0"] });
  expect(entry).toMatchObject({
    kind: "evidence_note",
    evidenceEventIds: ["7-3"],
    evidence: [{ id: "7-3", label: "7-3" }],
  });
  await ownerSql()`
    insert into evidence_sources (no, incident_id, filename, system, status, brought_by, received_at)
    overriding system value values (7, ${Number(incident.id)}, 'logs/march/zugriffe.csv', 'generic-csv', 'ready', 'me', now())`;
  const [named] = (await list(ctx, ref, { kinds: "evidence_note" })).data;
  expect(named?.evidence).toEqual([{ id: "7-3", label: "7-3 · zugriffe.csv" }]);
  const refused = await post(`/incidents/${ref}/timeline`, ctx, { body: "x", evidenceEventIds: ["7-4"] });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({
    errors: [{ pointer: "/evidenceEventIds", message: expect.stringContaining("7-4") }],
  });
  expect((await list(ctx, ref, { evidence: "true" })).data).toHaveLength(1);
});

test("input that cannot be right is refused with a sentence, and nothing is written", async () => {
  const { ctx, ref } = await aRoom();
  const before = (await list(ctx, ref, { all: "true" })).recordSeq;
  for (const body of [
    { body: "" },
    { body: "  \n " },
    { body: "x".repeat(20_001) },
    { body: "nul \u0000" },
    { body: "half \ud800" },
    { body: "x", occurredAt: "yesterday" },
    { body: "x", occurredAt: "2026-03-11T14:05:00" },
    { body: "x", occurredAt: "2099-01-01T00:00:00Z" },
    { body: "x", kind: "declared" },
    { body: "x", seq: 1 },
    { body: "x", evidenceEventIds: ["1"] },
  ]) {
    const answer = await post(`/incidents/${ref}/timeline`, ctx, body);
    expect([JSON.stringify(body).slice(0, 60), answer.status]).toEqual([JSON.stringify(body).slice(0, 60), 422]);
  }
  expect((await list(ctx, ref, { all: "true" })).recordSeq).toBe(before);
});

test("a formula in an entry reaches a sheet as text, and markup in it reaches Markdown as text", async () => {
  const { ctx, ref } = await aRoom();
  await addEntry(ctx, ref, { body: '=HYPERLINK("http://evil.example","x")', occurredAt: T(1) });
  await addEntry(ctx, ref, { body: "<img src=x> | *bold* [link](x)\nnext", occurredAt: T(2) });
  const csv = await (await get(`/incidents/${ref}/timeline/export?order=oldest`, ctx)).text();
  expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`);
  const md = await (await get(`/incidents/${ref}/timeline/export?format=md&order=oldest`, ctx)).text();
  expect(md).toContain("| 2026-03-11 14:02:00Z | &lt;img src=x&gt; \\| \\*bold\\* \\[link\\](x)<br>next | note |");
});

test("a page of 5,000 entries costs the same at its end as at its beginning", async () => {
  const { ctx, ref, incident } = await aRoom();
  await rawSql()`insert into incident_events (incident_id, seq, kind, occurred_at, precision, recorded_at, author_kind, author_name, source, data, payload, salt, prev, hash)
    select ${Number(incident.id)}, n + 100, 'note', '2026-03-10'::timestamptz + n * interval '1 second', 'exact', now(), 'user', 'A', 'web', jsonb_build_object('body', 'entry ' || n, 'evidenceEventIds', '[]'::jsonb), '', '', '', '' from generate_series(1, 5000) n`;
  await ownerSql()`analyze incident_events`;
  let cursor: string | null = null;
  for (let i = 0; i < 9; i++) cursor = (await list(ctx, ref, { limit: 500, ...(cursor ? { cursor } : {}) })).nextCursor;
  const [, at, entry] = decodeCursor(cursor ?? undefined, 3) ?? [];
  const start = await rowsRead(Number(incident.id), null);
  const deep = await rowsRead(Number(incident.id), { at: String(at), entry: Number(entry) });
  expect(Math.max(start, deep)).toBeLessThan(1000);
});

/** How many rows of the record the database looks at for one page. */
function rowsRead(incidentId: number, after: Place | null): Promise<number> {
  return db().transaction(async (tx) => {
    const soFar = async () => {
      const [row] = await tx.execute<{ n: number }>(
        "select (seq_tup_read + idx_tup_fetch)::int as n from pg_stat_xact_user_tables where relname = 'incident_events'",
      );
      return row?.n ?? 0;
    };
    const before = await soFar();
    const page = { order: "newest" as const, after, limit: 50 };
    expect(await readHeads(tx, incidentId, { pinnedEntries: [] }, page)).toHaveLength(50);
    return (await soFar()) - before;
  });
}

async function post(path: string, ctx: Ctx, body: unknown): Promise<Response> {
  return api.fetch(
    new Request(`http://firebreak.test/api/v1${path}`, {
      method: "POST",
      headers: { ...(await auth(ctx)), "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

async function get(path: string, ctx: Ctx): Promise<Response> {
  return api.fetch(new Request(`http://firebreak.test/api/v1${path}`, { headers: await auth(ctx) }));
}

async function auth({ actor }: Ctx): Promise<Record<string, string>> {
  const user = { id: actor?.userId ?? "", name: "", email: "", role: "commander", ctx: null as never } as const;
  return { authorization: `Bearer ${await aToken(user, ["read", "respond", "command"])}` };
}
