import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import { aToken, aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { exportEvents } from "./export-events";
import { getDigestReport } from "./get-digest-report";
import { getOriginal } from "./get-original";
import { getRaw } from "./get-raw";
import { listCustody } from "./list-custody";
import { rehashEvidence } from "./rehash-evidence";
import { anEvidenceBench, cloudTrail } from "./testing";

testDatabase();

const KEY = "AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/11";
const sha256 = (content: string) => createHash("sha256").update(content).digest("hex");
/** A log file as CloudTrail delivers it, before it is packed. Events are at 00:00:01 and so on. */
const delivered = (...ids: number[]) => JSON.stringify({ Records: ids.map((id) => cloudTrail(id)) });

/** As AWS documents it; of what is between, only what is read. */
function digestFile(hour: number, files: Record<string, string>): string {
  const time = (h: number) => `2026-03-11T${String(h).padStart(2, "0")}:00:00Z`;
  return JSON.stringify({
    awsAccountId: "111122223333",
    digestStartTime: time(hour),
    digestEndTime: time(hour + 1),
    digestS3Bucket: "trail-bucket",
    digestS3Object: `AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/03/11/111122223333_CloudTrail-Digest_eu-west-1_t_eu-west-1_20260311T0${hour + 1}0000Z.json.gz`,
    digestPublicKeyFingerprint: "31e8b5433410dfb61a9dc45cc65b22ff",
    digestSignatureAlgorithm: "SHA256withRSA",
    newestEventTime: time(hour),
    oldestEventTime: time(hour),
    previousDigestS3Bucket: "trail-bucket",
    previousDigestS3Object: "x",
    previousDigestHashValue: "97fb791cf91ffc440d274f8190dbdd9aa09c34432aba82739df18b6d3c13df2d",
    previousDigestHashAlgorithm: "SHA-256",
    previousDigestSignature: "50887ccffad4c002b97caa37cc9dc626",
    logFiles: Object.entries(files).map(([name, hashValue]) => ({
      s3Bucket: "trail-bucket",
      s3Object: `${KEY}/${name}`,
      hashValue,
      hashAlgorithm: "SHA-256",
      newestEventTime: time(hour),
      oldestEventTime: time(hour),
    })),
  });
}

test("a digest verifies the unpacked content of packed and unpacked files, finds a changed one and names a missing one", async () => {
  const { bring, user, incident } = await anEvidenceBench();
  const [packed, plain, changed] = [delivered(1, 2), delivered(3), delivered(4)];
  const one = await bring(gzipSync(packed), { filename: "one.json.gz" });
  const two = await bring(plain, { filename: "two.json" });
  const listed = {
    "one.json.gz": sha256(packed),
    "two.json.gz": sha256(plain),
    "three.json.gz": sha256(changed),
    "four.json.gz": "0".repeat(64),
  };
  const digest = await bring(gzipSync(digestFile(0, listed)), { filename: "digest.json.gz" });
  expect(digest).toMatchObject({ status: "ready", counts: { records: 1, events: 0, skipped: 1, rejects: 0 } });
  // Brought after its digest: nothing has to be asked for again.
  const three = await bring(gzipSync(changed.replace("vault", "vau1t")), { filename: "three.json.gz" });
  const report = await getDigestReport(user.ctx, incident.ref);
  expect(report).toMatchObject({
    digests: 1,
    logFiles: { verified: 2, differs: 1, unchecked: 0, notBrought: 1 },
    differing: [{ evidence: three.id, name: `${KEY}/three.json.gz`, expected: sha256(changed) }],
    notBrought: [{ name: `${KEY}/four.json.gz` }],
    gaps: [],
    signatures: {
      notChecked: 1,
      reasons: [
        { count: 1, reason: "no public key was brought. Add what `aws cloudtrail list-public-keys` prints, as a file" },
      ],
    },
  });
  const hours = { from: "2026-03-11T00:00:00.000000Z", until: "2026-03-11T01:00:00.000000Z" };
  expect(report.sources).toMatchObject([
    { evidence: one.id, verified: 1, hours },
    { evidence: two.id, verified: 1, hours },
    { evidence: three.id, verified: 0, differs: 1, hours: null },
  ]);
});

test("an archive of logs and digests is checked file by file, and the hour without a digest is said", async () => {
  const { bring, user, incident } = await anEvidenceBench();
  const [first, second] = [delivered(1, 2), delivered(3600 * 2 + 5)];
  const zip = new ZipFile();
  zip.addBuffer(gzipSync(first), `${KEY}/a.json.gz`);
  zip.addBuffer(Buffer.from(second), `${KEY}/b.json`);
  zip.addBuffer(gzipSync(digestFile(0, { "a.json.gz": sha256(first) })), "digests/d0.json.gz");
  zip.addBuffer(gzipSync(digestFile(2, { "b.json.gz": sha256(second) })), "digests/d2.json.gz");
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  const source = await bring(Buffer.concat(parts), { filename: "trail.zip" });
  expect(source).toMatchObject({ error: null, counts: { events: 3, skipped: 2, rejects: 0 } });
  const report = await getDigestReport(user.ctx, incident.ref);
  expect(report.logFiles).toEqual({ verified: 2, differs: 0, unchecked: 0, notBrought: 0 });
  expect(report.sources[0]).toMatchObject({ evidence: source.id, verified: 2, differs: 0 });
  expect(report.gaps).toEqual([
    { trail: "111122223333 eu-west-1", from: "2026-03-11T01:00:00.000000Z", until: "2026-03-11T02:00:00.000000Z" },
  ]);
});

test("without a digest no file is covered, and every hour is one without", async () => {
  const { bring, user, incident } = await anEvidenceBench();
  await bring(delivered(1), { filename: "a.json" });
  expect(await getDigestReport(user.ctx, incident.ref)).toMatchObject({
    digests: 0,
    sources: [{ uncovered: 1 }],
    gaps: [{ trail: null }],
  });
});

test("custody says who brought a source from where, and every view, export and re-hash of it since", async () => {
  const { bring, user, incident } = await anEvidenceBench();
  const source = await bring(delivered(1, 2), { filename: "a.json", collected: "Downloaded from the bucket" });
  const other = await bring(delivered(3), { filename: "b.json" });
  await getRaw(user.ctx, incident.ref, `${source.no}-1`, 0);
  await getOriginal(user.ctx, incident.ref, source.id);
  await exportEvents(user.ctx, incident.ref, { order: "time", format: "csv" });
  await rehashEvidence(user.ctx, incident.ref, source.id);
  await rehashEvidence(user.ctx, incident.ref, other.id);
  const ask = (query: object = {}) => listCustody(user.ctx, incident.ref, source.id, { limit: 50, ...query });
  const custody = await ask();
  expect(custody).toMatchObject({
    filename: "a.json",
    sha256: source.sha256,
    broughtBy: user.name,
    collected: "Downloaded from the bucket",
  });
  expect(custody.data.map(({ what, by }) => `${by.name}: ${what}`)).toEqual([
    `${user.name}: a.json brought as evidence.`,
    "Firebreak: a.json read: 2 events.",
    `${user.name}: Records of a.json looked at.`,
    `${user.name}: Original of a.json opened.`,
    `${user.name}: Events exported, 3 events.`,
    `${user.name}: a.json hashed again: unchanged.`,
  ]);
  const first = await ask({ limit: 4 });
  const rest = await ask({ limit: 4, cursor: first.nextCursor ?? undefined });
  expect([...first.data, ...rest.data]).toEqual(custody.data);
  expect(rest.nextCursor).toBeNull();
});

test("the address somebody came from is for those who may see raw evidence", async () => {
  const { incident, user } = await anEvidenceBench();
  const base = `http://localhost/api/v1/incidents/${incident.ref}/evidence`;
  const as = async (person: typeof user) => ({ Authorization: `Bearer ${await aToken(person, ["read", "respond"])}` });
  const headers = { ...(await as(user)), "Content-Type": "application/octet-stream" };
  const body = delivered(1);
  const sent = await api.request(`${base}?filename=a.json`, { method: "POST", headers, body });
  const { id } = (await sent.json()) as { id: string };
  const viewer = await aUser("viewer");
  const seen = await api.request(`${base}/${id}/custody`, { headers: await as(viewer) });
  expect(await seen.json()).toMatchObject({
    filename: "a.json",
    broughtFrom: null,
    data: [{ kind: "evidence_added" }],
  });
  expect((await api.request(`${base}/digests`, { headers: await as(viewer) })).status).toBe(200);
});
