import { createHash, createSign, generateKeyPairSync } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import { testDatabase } from "@/db/testing/test-database";
import { getDigestReport } from "./get-digest-report";
import { anEvidenceBench, cloudTrail } from "./testing";

testDatabase();

const FINGERPRINT = "31e8b5433410dfb61a9dc45cc65b22ff";
const sha256 = (content: string) => createHash("sha256").update(content).digest("hex");
const aKey = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = aKey();

function keyFile(pair = key, fingerprint = FINGERPRINT): string {
  const Value = pair.publicKey.export({ type: "pkcs1", format: "der" }).toString("base64");
  const validity = { ValidityStartTime: "2026-01-01T00:00:00+00:00", ValidityEndTime: 1798761600 };
  return JSON.stringify({ PublicKeyList: [{ Value, ...validity, Fingerprint: fingerprint }] }, null, 2);
}

interface Digest {
  name: string;
  content: string;
  /** As AWS keeps it in the metadata of the object, and repeats it in the next digest. */
  signature: string;
}

/** An hour's digest as AWS makes it: the one before it named in it, and signed over what AWS documents. */
function aDigest(hour: number, before: Digest | null, pair = key): Digest {
  const time = (h: number) => `2026-03-11T${String(h).padStart(2, "0")}:00:00Z`;
  const name = `AWSLogs/1/CloudTrail-Digest/eu-west-1/2026/03/11/1_CloudTrail-Digest_eu-west-1_t_20260311T${hour}0000Z.json.gz`;
  const content = JSON.stringify({
    awsAccountId: "111122223333",
    digestStartTime: time(hour),
    digestEndTime: time(hour + 1),
    digestS3Bucket: "trail-bucket",
    digestS3Object: name,
    digestPublicKeyFingerprint: FINGERPRINT,
    digestSignatureAlgorithm: "SHA256withRSA",
    newestEventTime: null,
    oldestEventTime: null,
    previousDigestS3Bucket: before && "trail-bucket",
    previousDigestS3Object: before?.name ?? null,
    previousDigestHashValue: before && sha256(before.content),
    previousDigestHashAlgorithm: before && "SHA-256",
    previousDigestSignature: before?.signature ?? null,
    logFiles: [],
  });
  const words = `${time(hour + 1)}\ntrail-bucket/${name}\n${sha256(content)}\n${before?.signature ?? "null"}`;
  return { name, content, signature: createSign("RSA-SHA256").update(words).sign(pair.privateKey, "hex") };
}

function aChain(hours: number, pair = key): Digest[] {
  const chain: Digest[] = [];
  for (let hour = 10; hour < 10 + hours; hour += 1) chain.push(aDigest(hour, chain.at(-1) ?? null, pair));
  return chain;
}

async function zipped(files: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function signaturesOf(files: Record<string, string | Buffer>) {
  const { bring, user, incident } = await anEvidenceBench();
  for (const [filename, content] of Object.entries(files)) {
    const source = await bring(content, { filename });
    expect(source).toMatchObject({ status: "ready", counts: { rejects: 0 } });
  }
  return (await getDigestReport(user.ctx, incident.ref)).signatures;
}

const NOT_REPEATED =
  "the next digest, which repeats it, was not brought; else it is only in the metadata of the object";

test("digests are AWS's by the key that was brought, and each follows on the one before it, but for the last one", async () => {
  const [a, b, c, d] = aChain(4) as [Digest, Digest, Digest, Digest];
  const archive = await zipped({ [c.name]: gzipSync(c.content), "d.json": d.content });
  const found = await signaturesOf({
    "a.json": a.content,
    "b.json.gz": gzipSync(b.content),
    "digests.zip": archive,
    "keys.json": keyFile(),
    "trail.json": JSON.stringify(cloudTrail(1)),
  });
  expect(found).toMatchObject({ valid: 3, invalid: 0, notChecked: 1, reasons: [{ reason: NOT_REPEATED, count: 1 }] });
  expect(found.chain).toEqual({ follows: 3, broken: 0, unchecked: 0, notBrought: 0 });
  expect(found.keysFrom).toHaveLength(1);
});

test("a digest that was changed, or signed with another key, is found by signature and by chain", async () => {
  const [a, b, c] = aChain(3) as [Digest, Digest, Digest];
  const changed = b.content.replace('"logFiles":[]', '"logFiles":[ ]');
  const found = await signaturesOf({
    "a.json": a.content,
    "b.json": changed,
    "c.json": c.content,
    "k.json": keyFile(),
  });
  expect(found).toMatchObject({ valid: 1, invalid: 1, invalidDigests: [{ name: b.name }] });
  expect(found.chain).toMatchObject({ follows: 1, broken: 1 });
  expect(found.brokenDigests).toMatchObject([{ name: b.name }]);

  const forged = aChain(3, aKey());
  const files = Object.fromEntries(forged.map(({ content }, i) => [`${i}.json`, content]));
  expect(await signaturesOf({ ...files, "k.json": keyFile() })).toMatchObject({ valid: 0, invalid: 2 });
  // A second key of the same fingerprint does not make the right one wrong.
  const both = { "k.json": keyFile(), "other.json": keyFile(aKey()) };
  const own = Object.fromEntries(aChain(3).map(({ content }, i) => [`${i}.json`, content]));
  expect(await signaturesOf({ ...own, ...both })).toMatchObject({ valid: 2, invalid: 0 });
});

test("what cannot be checked says why: no key, a key of another name, a digest within a larger file", async () => {
  const [a, b, c] = aChain(3) as [Digest, Digest, Digest];
  const three = { "a.json": a.content, "b.json": b.content, "c.json": c.content };
  expect(await signaturesOf(three)).toMatchObject({
    notChecked: 3,
    keysFrom: [],
    reasons: [
      { count: 3, reason: "no public key was brought. Add what `aws cloudtrail list-public-keys` prints, as a file" },
    ],
  });
  const other = await signaturesOf({ ...three, "k.json": keyFile(key, "ff") });
  expect(other.reasons).toEqual([{ count: 3, reason: "no public key of its fingerprint was brought" }]);
  const unreadable = keyFile().replace(/"Value": "[^"]*"/, '"Value": "AAAA"');
  expect((await signaturesOf({ ...three, "k.json": unreadable })).reasons).toEqual([
    { count: 3, reason: "the public key of its fingerprint is no RSA key that can be read" },
  ]);
  const together = await signaturesOf({
    "all.json": [a, b, c].map(({ content }) => content).join("\n"),
    "k.json": keyFile(),
  });
  expect(together).toMatchObject({ valid: 0, invalid: 0, chain: { unchecked: 2 } });
  expect(together.reasons[0]).toEqual({
    count: 3,
    reason: "its own bytes are not known, since it is not a file by itself",
  });
  const gap = await signaturesOf({ "a.json": a.content, "c.json": c.content, "k.json": keyFile() });
  expect(gap).toMatchObject({ notChecked: 2, chain: { notBrought: 1 } });
});

test("the report is worked out once for each set of sources, and anew when one more was brought", async () => {
  const { bring, user, incident } = await anEvidenceBench();
  const [a, b] = aChain(2) as [Digest, Digest];
  await bring(a.content, { filename: "a.json" });
  const [first, again] = await Promise.all([1, 2].map(() => getDigestReport(user.ctx, incident.ref)));
  expect(again).toBe(first);
  expect(await getDigestReport(user.ctx, incident.ref)).toBe(first);
  await bring(b.content, { filename: "b.json" });
  expect(await getDigestReport(user.ctx, incident.ref)).toMatchObject({
    digests: 2,
    signatures: { chain: { follows: 1 } },
  });
});
