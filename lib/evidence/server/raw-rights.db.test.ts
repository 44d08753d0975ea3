import { expect, test, vi } from "vitest";
import { ZipFile } from "yazl";
import { aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import type { Role } from "@/lib/access/model";
import { api } from "@/lib/api/server/app";
import { countFacets } from "./count-facets";
import { exportEvents } from "./export-events";
import { getEvent } from "./get-event";
import { getOriginal } from "./get-original";
import { getRaw } from "./get-raw";
import { listEvents } from "./list-events";
import { searchBytes } from "./search-bytes";
import { anEvidenceBench, cloudTrail, ndjson, recordKinds } from "./testing";

testDatabase();

const TOKEN = `ghp_${"aB3".repeat(12)}`;
const SECRET = "tr0ub4dor and 3";
const RECORD = cloudTrail(1, {
  requestParameters: { bucketName: "vault", key: `backup-${TOKEN}.txt`, password: SECRET, note: "plainly seen" },
});
const find = (user: TestUser, ref: string, text: string) => searchBytes(user.ctx, ref, { text, limit: 50 });

async function aSecretBrought() {
  const bench = await anEvidenceBench();
  const source = await bench.bring(ndjson([RECORD, cloudTrail(2)]));
  const id = `${source.no}-1`;
  return { ...bench, source, id, ref: bench.incident.ref };
}

test("responders, commanders, admins and auditors see a record's exact bytes; a viewer sees it masked", async () => {
  const { ref, id } = await aSecretBrought();
  const seen: Record<string, boolean> = {};
  for (const role of ["viewer", "responder", "commander", "auditor", "admin"] as Role[]) {
    const { ctx } = await aUser(role);
    const text = await (await getRaw(ctx, ref, id, 0)).text();
    seen[role] = text === JSON.stringify(RECORD);
    const masked = await getRaw(ctx, ref, id, 0, true);
    const shown = await masked.text();
    expect(masked.headers.get("Firebreak-Masked")).toBe("2");
    for (const part of [SECRET, TOKEN]) expect(shown).not.toContain(part);
    expect(JSON.parse(shown)).toMatchObject({ requestParameters: { note: "plainly seen", bucketName: "vault" } });
    if (!seen[role]) expect(text).toBe(shown);
  }
  expect(seen).toEqual({ viewer: false, responder: true, commander: true, auditor: true, admin: true });
});

test("a token sees raw bytes by its scopes, not by what its owner may", async () => {
  const { ref, id, user } = await aSecretBrought();
  const ask = async (scopes: Parameters<typeof aToken>[1], query = "") => {
    const headers = { Authorization: `Bearer ${await aToken(user, scopes)}` };
    return (await api.request(`http://localhost/api/v1/incidents/${ref}/events/${id}/raw${query}`, { headers })).text();
  };
  expect(await ask(["read"])).not.toContain(SECRET);
  expect(await ask(["read", "respond"])).toBe(JSON.stringify(RECORD));
  expect(await ask(["read", "respond"], "?masked=true")).not.toContain(SECRET);
});

test("the original is for those who may see raw bytes", async () => {
  const { ref, source } = await aSecretBrought();
  const viewer = await aUser("viewer");
  await expect(getOriginal(viewer.ctx, ref, source.id)).rejects.toThrow("respond");
  const auditor = await aUser("auditor");
  expect((await getOriginal(auditor.ctx, ref, source.id)).status).toBe(200);
});

test("a secret that was shown is recorded each time, reading on in a source once an hour", async () => {
  const { ref, id, source, incident, user } = await aSecretBrought();
  const views = async () => (await recordKinds(incident.id)).filter((kind) => kind === "evidence_viewed").length;
  await getRaw(user.ctx, ref, `${source.no}-2`, 0);
  await getRaw(user.ctx, ref, id, 0, true);
  expect(await views()).toBe(1);
  await getRaw(user.ctx, ref, id, 0);
  await getRaw(user.ctx, ref, id, 0);
  expect(await views()).toBe(3);
  await getRaw((await aUser("viewer")).ctx, ref, id, 0);
  expect(await views()).toBe(4);
});

test("a search of the bytes shows a viewer no secret, nor whether one was guessed", async () => {
  const { ref, user } = await aSecretBrought();
  const viewer = await aUser("viewer");
  for (const guess of ["tr0", "ghp_aB3"]) {
    expect((await find(user, ref, guess)).data).toHaveLength(1);
    expect((await find(viewer, ref, guess)).data).toEqual([]);
  }
  const [hit] = (await find(viewer, ref, '"note"')).data;
  expect(hit).toMatchObject({ match: '"note"' });
  expect(hit?.before).toMatch(/"password":"\[masked, 15 characters\]",$/);
  expect(hit?.after).toContain("plainly seen");
});

test("a viewer's list, facets and single event hold no token either", async () => {
  const { ref, id, user } = await aSecretBrought();
  const viewer = await aUser("viewer");
  const seenBy = async ({ ctx }: TestUser) =>
    JSON.stringify([
      await listEvents(ctx, ref, { order: "time", limit: 10 }),
      await countFacets(ctx, ref, {}),
      await getEvent(ctx, ref, id),
    ]).split(TOKEN).length - 1;
  expect(await seenBy(user)).toBe(5);
  expect(await seenBy(viewer)).toBe(0);
});

test("an export masks what looks like a secret, whoever takes it, and says from which sources it is", async () => {
  const { ref, user, source } = await aSecretBrought();
  for (const format of ["csv", "ndjson"] as const) {
    const text = await (await exportEvents(user.ctx, ref, { order: "time", format })).text();
    expect(text).not.toContain(TOKEN);
    expect(text).toContain("backup-[masked, 40 characters]");
    expect(text).toContain(source.id);
  }
});

test("a search that begins in one record and ends in the next shows a viewer nothing", async () => {
  const { ref, user } = await aSecretBrought();
  const across = '}\n{"eventVersion"';
  expect((await find(user, ref, across)).data).toHaveLength(1);
  expect((await find(await aUser("viewer"), ref, across)).data).toEqual([]);
});

test("a search whose surroundings show a secret is recorded each time as what it is", async () => {
  const { ref, user, incident } = await aSecretBrought();
  const views = async () => (await recordKinds(incident.id)).filter((kind) => kind === "evidence_viewed").length;
  await find(user, ref, "eventVersion");
  await find(user, ref, "eventVersion");
  expect(await views()).toBe(1);
  await find(user, ref, '"note"');
  await find(user, ref, '"note"');
  expect(await views()).toBe(3);
});

test("a viewer's filters and search match no word that is masked, so nothing can be guessed letter by letter", async () => {
  const { ref, user } = await aSecretBrought();
  const viewer = await aUser("viewer");
  for (const guess of [{ resource: "*ghp_aB3*" }, { q: "ghp_aB3" }]) {
    const count = async ({ ctx }: TestUser) =>
      [
        (await listEvents(ctx, ref, { order: "time", limit: 10, ...guess })).data.length,
        (await countFacets(ctx, ref, guess)).total,
      ].join();
    expect(await count(user)).toBe("1,1");
    expect(await count(viewer)).toBe("0,0");
  }
  expect((await listEvents(viewer.ctx, ref, { order: "time", limit: 10, resource: "*file-2*" })).data).toHaveLength(1);
});

test("a search whose hits are all masked ends in time, too, and goes on where it broke off", async () => {
  const bench = await anEvidenceBench();
  const secret = (i: number) => cloudTrail(i, { requestParameters: { bucketName: "vault", password: SECRET } });
  await bench.bring(ndjson(Array.from({ length: 20 }, (_, i) => secret(i))));
  const viewer = await aUser("viewer");
  let now = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => (now += 3000));
  try {
    const first = await find(viewer, bench.incident.ref, "tr0ub4dor");
    expect(first.data).toEqual([]);
    expect(first.searchedBytes).toBeLessThan(first.allBytes);
    const places = [first.searchedBytes];
    for (let cursor = first.nextCursor; cursor; ) {
      const page = await searchBytes(viewer.ctx, bench.incident.ref, { text: "tr0ub4dor", limit: 50, cursor });
      places.push(page.searchedBytes);
      cursor = page.nextCursor;
    }
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    expect(places.at(-1)).toBe(first.allBytes);
  } finally {
    clock.mockRestore();
  }
});

test("a column that only the header row calls a secret is masked in one record's bytes, in any file of an archive", async () => {
  const bench = await anEvidenceBench();
  const rows = ["2026-03-11T00:00:01Z,anna,vault,opensesame", '2026-03-11T00:00:02Z,ben,vault,"open ""sesame"""'];
  const csv = (...header: string[]) => [header.join(","), ...rows].join("\r\n");
  const viewer = await aUser("viewer");
  const shownTo = async ({ ctx }: TestUser, id: string) => (await getRaw(ctx, bench.incident.ref, id, 0)).text();
  const plain = await bench.bring(csv("time", "who", "what", "client_secret"), { filename: "a.csv" });
  expect(await shownTo(bench.user, `${plain.no}-1`)).toBe(rows[0]);
  expect(await shownTo(viewer, `${plain.no}-1`)).toBe("2026-03-11T00:00:01Z,anna,vault,[masked, 10 characters]");
  expect(await shownTo(viewer, `${plain.no}-2`)).toBe('2026-03-11T00:00:02Z,ben,vault,"[masked, 15 characters]"');
  expect((await searchBytes(viewer.ctx, bench.incident.ref, { text: "opensesame", limit: 9 })).data).toEqual([]);
  const found = await searchBytes(viewer.ctx, bench.incident.ref, { text: "anna", limit: 9 });
  expect(found.data.map(({ after }) => after)).toEqual([",vault,[masked, 10 characters]"]);

  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(csv("time", "who", "what", "note")), "one.csv");
  zip.addBuffer(Buffer.from(csv("time", "who", "what", "password").replaceAll("11T", "12T")), "two.csv");
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  const archive = await bench.bring(Buffer.concat(parts), { filename: "both.zip" });
  const all = (await bench.events({ evidence: archive.id })).map(({ id }) => shownTo(viewer, id));
  const texts = await Promise.all(all);
  expect(texts.filter((text) => text.endsWith(",opensesame"))).toHaveLength(1);
  expect(texts.filter((text) => text.includes("masked"))).toHaveLength(2);
});
