import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { rawSql } from "@/db/client";
import { aToken, aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import type { ReceivedView, UploadView } from "../views";
import { beginUpload } from "./begin-upload";
import { continueUpload } from "./continue-upload";
import { discardUpload } from "./discard-upload";
import { getUpload, listUploads } from "./find-upload";
import { getEvidence } from "./get-evidence";
import { getOriginal } from "./get-original";
import { importSource } from "./import-source";
import { listEvidence } from "./list-evidence";
import { sweepEvidence } from "./sweep-evidence";
import { anEvidenceBench, type Bench, cloudTrail, ndjson, pieces, recordKinds } from "./testing";

testDatabase();

const MIB = 1 << 20;
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
/** A log of some megabytes, different for each seed. */
const aLog = (seed: number, events = 9000) =>
  Buffer.from(ndjson(Array.from({ length: events }, (_, i) => cloudTrail(i, { seed, padding: "x".repeat(200) }))));

/** The bytes until a connection breaks. */
async function* brokenAfter(bytes: Buffer): AsyncGenerator<Buffer> {
  yield* pieces(bytes);
  throw new Error("the client went away");
}

async function begin({ user, incident }: Bench, file: Buffer, more: object = {}): Promise<UploadView> {
  return beginUpload(user.ctx, incident.ref, { filename: "trail.json", bytes: file.length, ...more });
}

const send = ({ user, incident }: Bench, id: string, offset: number, body: AsyncIterable<Uint8Array>) =>
  continueUpload(user.ctx, incident.ref, id, offset, body);

async function left(incidentId: string) {
  const id = Number(incidentId);
  const [row] = await rawSql()`
    select (select count(*)::int from evidence_sources where incident_id = ${id}) as sources,
      (select count(*)::int from evidence_uploads where incident_id = ${id}) as uploads,
      (select count(*)::int from evidence_chunks where incident_id = ${id}) as chunks`;
  return row;
}

test("an upload that breaks off goes on at the byte that arrived, and is the whole file with its hash", async () => {
  const bench = await anEvidenceBench();
  const { user, incident } = bench;
  const file = aLog(1);
  const { id, offset } = await begin(bench, file);
  expect(offset).toBe(0);
  const cut = 2 * MIB + 12_345;
  await expect(send(bench, id, 0, brokenAfter(file.subarray(0, cut)))).rejects.toThrow(
    `The upload broke off after ${cut} bytes.`,
  );
  expect(await getUpload(user.ctx, incident.ref, id)).toMatchObject({ offset: cut, received: null });
  expect((await listEvidence(user.ctx, incident.ref, { limit: 9 })).data).toEqual([]);
  expect(await recordKinds(incident.id)).toEqual([]);

  const received = await send(bench, id, cut, pieces(file.subarray(cut)));
  expect(received).toMatchObject({ status: "queued", sha256: sha256(file), bytes: file.length, duplicateOf: null });
  expect(await getUpload(user.ctx, incident.ref, id)).toMatchObject({ offset: file.length, received });
  const source = await getEvidence(user.ctx, incident.ref, received?.id ?? "");
  await importSource(Number(incident.id), source.no);
  expect((await getEvidence(user.ctx, incident.ref, source.id)).counts).toMatchObject({ records: 9000, events: 9000 });
  const original = await getOriginal(user.ctx, incident.ref, source.id);
  expect(sha256(Buffer.from(await original.arrayBuffer()))).toBe(sha256(file));
});

test("however it is cut and wherever it breaks, the bytes and pieces kept are those of one request", async () => {
  const bench = await anEvidenceBench();
  const file = aLog(2, 4000);
  const whole = await begin(bench, file, { filename: "whole" });
  const first = await send(bench, whole.id, 0, pieces(file));
  const chunksOf = async (evidence: string | undefined) =>
    rawSql()`
      select start_offset as at, length from evidence_chunks
      where source_no = (select no from evidence_sources where id = ${evidence ?? null}) and stream = 'original'
      order by start_offset`;
  const expected = await chunksOf(first?.id);
  await rawSql()`update evidence_sources set status = 'failed' where incident_id = ${Number(bench.incident.id)}`;
  const cuts = fc.array(fc.tuple(fc.nat(file.length), fc.boolean()), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(cuts, async (places) => {
      const { id } = await begin(bench, file);
      const [sorted, last] = [places.sort(([a], [b]) => a - b), [file.length, false] as const];
      let at = 0;
      let received: ReceivedView | null = null;
      for (const [until, breaks] of [...sorted, last]) {
        const part = file.subarray(at, until);
        const sent = send(bench, id, at, breaks ? brokenAfter(part) : pieces(part));
        if (breaks) await expect(sent).rejects.toThrow("broke off");
        else received = await sent;
        at = until;
      }
      expect(received).toMatchObject({ sha256: sha256(file), duplicateOf: null });
      expect(await chunksOf(received?.id)).toEqual(expected);
      await rawSql()`update evidence_sources set status = 'failed' where incident_id = ${Number(bench.incident.id)}`;
    }),
    { numRuns: 12 },
  );
});

test("a process that took none of it before goes on too, and hashes what is stored", async () => {
  const bench = await anEvidenceBench();
  const file = aLog(3, 5000);
  const { id } = await begin(bench, file);
  await expect(send(bench, id, 0, brokenAfter(file.subarray(0, MIB + 7)))).rejects.toThrow("broke off");
  vi.resetModules();
  const other = (await import("./continue-upload")).continueUpload;
  const received = await other(bench.user.ctx, bench.incident.ref, id, MIB + 7, pieces(file.subarray(MIB + 7)));
  expect(received?.sha256).toBe(sha256(file));
});

test("from another place than where it ended nothing is taken, and the refusal says where", async () => {
  const bench = await anEvidenceBench();
  const file = aLog(4, 2000);
  const { id } = await begin(bench, file);
  await send(bench, id, 0, pieces(file.subarray(0, 1000)));
  for (const offset of [0, 999, 1001])
    await expect(send(bench, id, offset, pieces(file.subarray(offset)))).rejects.toMatchObject({
      code: "conflict",
      details: { extra: { "expected-offset": 1000, "provided-offset": offset } },
    });
  await expect(send(bench, id, 1000, pieces(Buffer.alloc(file.length)))).rejects.toThrow("More bytes came than");
  expect((await getUpload(bench.user.ctx, bench.incident.ref, id)).offset).toBe(1000);
});

test("a request takes over from one that is still open, which then stores nothing more", async () => {
  const bench = await anEvidenceBench();
  const file = aLog(5);
  const { id } = await begin(bench, file);
  let goOn = () => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let isHeld = () => {};
  const reached = new Promise<void>((resolve) => {
    isHeld = resolve;
  });
  async function* halfDead() {
    isHeld();
    await held;
    yield* pieces(file.subarray(0, 9 * MIB));
  }
  const first = send(bench, id, 0, halfDead());
  first.catch(() => {});
  await reached;
  const received = await send(bench, id, 0, pieces(file));
  goOn();
  await expect(first).rejects.toMatchObject({ code: "conflict" });
  expect(received?.sha256).toBe(sha256(file));
  const [row] = await rawSql()`
    select sum(length)::int as n from evidence_chunks where incident_id = ${Number(bench.incident.id)}`;
  expect(row?.n).toBe(file.length);
});

test("the same file chosen again goes on by its fingerprint, for nobody else and not while it is being sent", async () => {
  const bench = await anEvidenceBench();
  const file = aLog(6, 2000);
  const fingerprint = "size, date, ends";
  const begun = await begin(bench, file, { fingerprint });
  await send(bench, begun.id, 0, pieces(file.subarray(0, 5000)));
  const again = await begin(bench, file, { fingerprint, filename: "renamed.json", system: "aws-prod" });
  expect(again).toMatchObject({ id: begun.id, offset: 5000, filename: "renamed.json" });
  expect((await begin(bench, file, { fingerprint: "another" })).id).not.toBe(begun.id);
  expect((await begin(bench, aLog(6, 1000), { fingerprint })).id).not.toBe(begun.id);

  const other = await aUser("responder");
  const theirs = { ...bench, user: other };
  expect((await begin(theirs, file, { fingerprint })).id).not.toBe(begun.id);
  await expect(send(theirs, begun.id, 5000, pieces(file))).rejects.toMatchObject({ code: "not_found" });
  await expect(getUpload(other.ctx, bench.incident.ref, begun.id)).rejects.toMatchObject({ code: "not_found" });
  expect((await listUploads(other.ctx, bench.incident.ref)).data).toHaveLength(1);

  let refused: unknown;
  async function* sending() {
    refused = await begin(bench, file, { fingerprint }).catch((error: unknown) => error);
    yield* pieces(file.subarray(5000));
  }
  const received = await send(bench, begun.id, 5000, sending());
  expect(refused).toMatchObject({ code: "conflict", message: expect.stringContaining("being sent already") });
  expect(await getEvidence(bench.user.ctx, bench.incident.ref, received?.id ?? "")).toMatchObject({
    filename: "renamed.json",
    system: "aws-prod",
  });
});

test("bytes that are evidence already, or are not what was announced, leave nothing of their upload", async () => {
  const bench = await anEvidenceBench();
  const file = aLog(7, 500);
  const first = await send(bench, (await begin(bench, file)).id, 0, pieces(file));
  const twin = await begin(bench, file);
  const again = await send(bench, twin.id, 0, pieces(file));
  expect(again).toMatchObject({ id: first?.id, duplicateOf: first?.id });
  // Whoever did not hear the answer asks again.
  expect(await send(bench, twin.id, file.length, pieces(Buffer.alloc(0)))).toEqual(again);
  const before = await left(bench.incident.id);
  const other = await begin(bench, aLog(8, 500), { sha256: "0".repeat(64) });
  await expect(send(bench, other.id, 0, pieces(aLog(8, 500)))).rejects.toThrow("not the one that was announced");
  expect(await left(bench.incident.id)).toEqual(before);
  expect(before).toMatchObject({ sources: 1 });
});

test("an upload is kept for a day after its last byte, then swept; one that is given up goes at once", async () => {
  const bench = await anEvidenceBench();
  const file = aLog(9, 500);
  const waiting = await begin(bench, file);
  await send(bench, waiting.id, 0, pieces(file.subarray(0, 100)));
  const given = await begin(bench, file);
  await discardUpload(bench.user.ctx, bench.incident.ref, given.id);
  const age = (interval: string) => rawSql()`
    update evidence_uploads set moved_at = now() - ${interval}::interval where id = ${waiting.id}`;
  await rawSql()`update evidence_sources set heartbeat_at = now() - interval '23 hours'`;
  await age("23 hours");
  await sweepEvidence();
  expect(await left(bench.incident.id)).toEqual({ sources: 1, uploads: 1, chunks: 1 });
  await age("25 hours");
  await sweepEvidence();
  expect(await left(bench.incident.id)).toEqual({ sources: 0, uploads: 0, chunks: 0 });
  await expect(send(bench, waiting.id, 100, pieces(file.subarray(100)))).rejects.toMatchObject({ code: "not_found" });
});

test("over HTTP: how far it is as headers, also as HEAD, and a request without its place is refused", async () => {
  const { user, incident } = await anEvidenceBench();
  const token = { Authorization: `Bearer ${await aToken(user, ["read", "respond"])}` };
  const base = `http://localhost/api/v1/incidents/${incident.ref}/uploads`;
  const file = aLog(10, 300);
  const json = { ...token, "Content-Type": "application/json" };
  const body = JSON.stringify({ filename: "t.json", bytes: file.length, coverageFrom: "2026-03-11T00:00:00Z" });
  const begun = await api.request(base, { method: "POST", headers: json, body });
  expect(begun.status).toBe(201);
  const { id } = (await begun.json()) as UploadView;
  const patch = (offset: string | null, bytes: Buffer) =>
    api.request(`${base}/${id}`, {
      method: "PATCH",
      headers: {
        ...token,
        "Content-Type": "application/partial-upload",
        ...(offset ? { "Upload-Offset": offset } : {}),
      },
      body: new Uint8Array(bytes),
    });
  expect((await patch(null, file)).status).toBe(422);
  expect((await patch("-1", file)).status).toBe(422);
  expect((await patch("0", file.subarray(0, 77))).headers.get("upload-offset")).toBe("77");
  const head = await api.request(`${base}/${id}`, { method: "HEAD", headers: token });
  expect([...["upload-offset", "upload-length", "upload-complete"].map((name) => head.headers.get(name))]).toEqual([
    "77",
    String(file.length),
    "?0",
  ]);
  expect((await patch("0", file)).status).toBe(409);
  const done = await patch("77", file.subarray(77));
  expect(done.status).toBe(202);
  expect(await done.json()).toMatchObject({ sha256: sha256(file) });
  const empty = JSON.stringify({ filename: "t.json", bytes: 0 });
  expect((await api.request(base, { method: "POST", headers: json, body: empty })).status).toBe(422);
});
