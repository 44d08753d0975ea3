import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { ownerSql, rawSql } from "@/db/client";
import { aToken } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { getRoom } from "@/lib/incidents/server/get-room";
import { cancelEvidence } from "./cancel-evidence";
import { cleanUpSource } from "./end-source";
import { getEvidence } from "./get-evidence";
import { importSource } from "./import-source";
import { abandonedSources, takeLease } from "./lease";
import { listCustody } from "./list-custody";
import { listEvidence } from "./list-evidence";
import { receiveEvidence } from "./receive-evidence";
import { rehashEvidence } from "./rehash-evidence";
import { requeueAbandoned, sweepEvidence } from "./sweep-evidence";
import { anEvidenceBench, cloudTrail, ndjson, pieces, recordKinds, traces } from "./testing";

testDatabase();

const TEXT = ndjson(Array.from({ length: 40 }, (_, i) => cloudTrail(i)));
const NOTHING = { chunks: 0, events: 0, touches: 0, rejects: 0, members: 0, tables: 0 };

test("over HTTP: bytes in, status out, the same bytes back as a harmless download", async () => {
  const { user, incident } = await anEvidenceBench();
  const headers = { Authorization: `Bearer ${await aToken(user, ["read", "respond"])}` };
  const base = `http://localhost/api/v1/incidents/${incident.ref}/evidence`;
  const name = encodeURIComponent('../..\\"trail".json\r\nX: y');
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      for await (const piece of pieces(Buffer.from(TEXT), 100)) controller.enqueue(piece);
      controller.close();
    },
  });
  const init = { method: "POST", headers, body, duplex: "half" } as RequestInit;
  const answer = await api.request(`${base}?filename=${name}&system=aws-prod`, init);
  expect(answer.status).toBe(202);
  const received = (await answer.json()) as { id: string; status: string };
  expect(received).toMatchObject({ status: "queued", duplicateOf: null, bytes: Buffer.byteLength(TEXT) });
  const original = await api.request(`${base}/${received.id}/original`, { headers });
  expect(original.headers.get("content-disposition")).toMatch(
    /^attachment; filename="_trail_\.jsonX: y"; filename\*=UTF-8''/,
  );
  expect(original.headers.get("x-content-type-options")).toBe("nosniff");
  expect(original.headers.get("content-security-policy")).toContain("sandbox");
  expect(await original.text()).toBe(TEXT);
  const bad = await api.request(`${base}?filename=x&coverageFrom=2026-03-11`, { method: "POST", headers, body: "x" });
  expect(bad.status).toBe(422);
});

test("an upload that breaks off leaves nothing", async () => {
  const { user, incident } = await anEvidenceBench();
  async function* broken() {
    for (let i = 0; i < 12; i++) yield Buffer.alloc(1 << 20, `${i} some log line\n`);
    throw new Error("the client went away");
  }
  const upload = receiveEvidence(user.ctx, incident.ref, { filename: "a" }, broken());
  await expect(upload).rejects.toThrow("The upload broke off. Send the file again.");
  const short = receiveEvidence(user.ctx, incident.ref, { filename: "a" }, pieces(Buffer.from("abc")), 10);
  await expect(short).rejects.toThrow("3 of 10 bytes");
  const [left] = await rawSql()`
    select (select count(*)::int from evidence_sources where incident_id = ${Number(incident.id)}) as sources,
      (select count(*)::int from evidence_chunks where incident_id = ${Number(incident.id)}) as chunks`;
  expect(left).toEqual({ sources: 0, chunks: 0 });
  expect(await recordKinds(incident.id)).toEqual([]);
});

test("an upload whose process died is invisible, and swept away", async () => {
  const { user, incident } = await anEvidenceBench();
  await rawSql()`
    insert into evidence_sources (incident_id, filename, status, brought_by, received_at, heartbeat_at)
    values (${Number(incident.id)}, 'dead.json', 'receiving', 'x', now() - interval '2 hours', now() - interval '1 hour')`;
  expect((await listEvidence(user.ctx, incident.ref, { limit: 50 })).data).toEqual([]);
  await sweepEvidence();
  const rows = await rawSql()`select 1 from evidence_sources where incident_id = ${Number(incident.id)}`;
  expect(rows).toHaveLength(0);
});

test("the same bytes brought at once by many are one source", async () => {
  const { user, incident } = await anEvidenceBench();
  const answers = await Promise.all(
    Array.from({ length: 5 }, (_, i) =>
      receiveEvidence(user.ctx, incident.ref, { filename: `${i}.json` }, pieces(Buffer.from(TEXT))),
    ),
  );
  expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
  expect(answers.filter((answer) => answer.duplicateOf === null)).toHaveLength(1);
  expect((await listEvidence(user.ctx, incident.ref, { limit: 50 })).data).toHaveLength(1);
  expect(await recordKinds(incident.id)).toEqual(["evidence_added"]);
});

test("a cancelled import leaves its line in the record, and nothing else", async () => {
  const { bring, user, incident } = await anEvidenceBench();
  const { id } = await receiveEvidence(user.ctx, incident.ref, { filename: "a.json" }, pieces(Buffer.from(TEXT)));
  const { no } = await getEvidence(user.ctx, incident.ref, id);
  await cancelEvidence(user.ctx, incident.ref, id);
  await importSource(Number(incident.id), no);
  await cleanUpSource(Number(incident.id), no);
  expect(await traces(no)).toEqual(NOTHING);
  expect(await getEvidence(user.ctx, incident.ref, id)).toMatchObject({ status: "cancelled", counts: { records: 0 } });
  expect(await recordKinds(incident.id)).toEqual(["evidence_added", "evidence_cancelled"]);
  const again = await bring(TEXT);
  expect(again).toMatchObject({ status: "ready", counts: { events: 40 } });
  await expect(cancelEvidence(user.ctx, incident.ref, again.id)).rejects.toThrow("events are evidence");
});

test("an import that is cancelled while it runs stops and takes its rows away", async () => {
  const { user, incident } = await anEvidenceBench();
  const big = Buffer.from(
    ndjson(Array.from({ length: 60_000 }, (_, i) => cloudTrail(i, { padding: "x".repeat(500) }))),
  );
  const { id } = await receiveEvidence(user.ctx, incident.ref, { filename: "a.json" }, pieces(big));
  const { no } = await getEvidence(user.ctx, incident.ref, id);
  const running = importSource(Number(incident.id), no);
  for (let status = "queued"; status !== "parsing"; ) ({ status } = await getEvidence(user.ctx, incident.ref, id));
  await cancelEvidence(user.ctx, incident.ref, id);
  await running;
  expect(await traces(no)).toEqual(NOTHING);
});

test("a source whose worker died is queued again, one in living hands is not", async () => {
  const { user, incident } = await anEvidenceBench();
  const { id } = await receiveEvidence(user.ctx, incident.ref, { filename: "a.json" }, pieces(Buffer.from(TEXT)));
  const { no } = await getEvidence(user.ctx, incident.ref, id);
  // A job taken by a worker that is no more.
  await ownerSql()`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'dead', attempts = 1
    where key = ${`import:${no}`}`;
  const lease = await takeLease(no);
  const mine = (await abandonedSources()).filter((source) => source.sourceNo === no);
  expect(mine).toEqual([]);
  await lease?.release();
  await requeueAbandoned();
  const jobs = await ownerSql()`select locked_at from graphile_worker.jobs where key = ${`import:${no}`}`;
  expect(jobs).toEqual([expect.objectContaining({ locked_at: null })]);
});

test("a re-hash confirms the bytes, and finds one that was changed in the database", async () => {
  const { bring, user, incident } = await anEvidenceBench();
  const source = await bring(TEXT);
  const sha256 = createHash("sha256").update(TEXT).digest("hex");
  expect(await rehashEvidence(user.ctx, incident.ref, source.id)).toMatchObject({
    sha256,
    expected: sha256,
    matches: true,
  });
  await ownerSql()`
    update evidence_chunks set bytes = set_byte(bytes, 100, get_byte(bytes, 100) # 1)
    where source_no = ${source.no} and stream = 'original'`;
  const changed = await rehashEvidence(user.ctx, incident.ref, source.id);
  expect(changed).toMatchObject({ expected: sha256, matches: false });
  expect(await recordKinds(incident.id)).toEqual([
    "evidence_added",
    "evidence_ready",
    "evidence_rehashed",
    "evidence_rehashed",
  ]);
});

test("a file that asks something waits, one that cannot be read has failed, and neither counts as evidence yet", async () => {
  const { bring, user, incident } = await anEvidenceBench();
  const asked = await bring("Wann,Wer\n2026-03-11 10:00:00,ann\n", { filename: "door.csv" });
  const broken = await bring("no log at all", { filename: "notes.txt" });
  const said = async (id: string) =>
    (await listCustody(user.ctx, incident.ref, id, { limit: 50 })).data.map(({ what }) => what).at(-1);
  expect(await said(asked.id)).toMatch(/^door\.csv waits for an answer: The file does not say /);
  expect(await said(broken.id)).toMatch(/^notes\.txt could not be read: /);
  const counted = async () => (await getRoom(user.ctx, incident.ref)).counts.sources;
  expect(await counted()).toBe(0);
  await bring(TEXT);
  expect(await counted()).toBe(1);
});
