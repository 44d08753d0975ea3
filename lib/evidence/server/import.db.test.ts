import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/test-database";
import type { EventView } from "../views";
import { getOriginal } from "./get-original";
import { getRaw } from "./get-raw";
import { listRejects } from "./list-rejects";
import { anEvidenceBench, cloudTrail, fixture, ndjson, reconciles, recordKinds } from "./testing";

testDatabase();

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

test("a real CloudTrail file comes out as events that lead back to their bytes", async () => {
  const { bring, events, user, incident } = await anEvidenceBench();
  const original = fixture("aws-cloudtrail/fixtures/s3-delivery.json");
  const source = await bring(original, { filename: "trail.json" });
  const records = JSON.parse(original.toString()).Records as { eventID: string; eventName: string }[];
  expect(source).toMatchObject({
    status: "ready",
    format: "aws-cloudtrail",
    sha256: createHash("sha256").update(original).digest("hex"),
    bytes: original.length,
    counts: { records: records.length, events: records.length, duplicates: 0, skipped: 0, rejects: 0 },
    error: null,
  });
  const all = await events({ order: "record" });
  expect(all.map((event) => event.eventId)).toEqual(records.map((record) => record.eventID));
  for (const event of all.slice(0, 10)) {
    const raw = await bytesOf(await getRaw(user.ctx, incident.ref, event.id, 0));
    expect(raw).toEqual(original.subarray(event.offset, event.offset + event.length));
    expect(JSON.parse(raw.toString()).eventID).toBe(event.eventId);
  }
  expect(await bytesOf(await getOriginal(user.ctx, incident.ref, source.id))).toEqual(original);
  expect(await recordKinds(incident.id)).toEqual([
    "evidence_added",
    "evidence_ready",
    // Its records looked at, its original taken out.
    "evidence_viewed",
    "evidence_viewed",
  ]);
});

test("gzip, zip and UTF-16 give the same events, and their bytes are the decoded ones", async () => {
  const text = ndjson(Array.from({ length: 300 }, (_, i) => cloudTrail(i)));
  const packed: Record<string, Buffer> = {
    gzip: gzipSync(text),
    zip: await zip({
      "a/one.json": Buffer.from(text.slice(0, text.indexOf("\n", 9000))),
      "two.json.gz": gzipSync(text.slice(text.indexOf("\n", 9000) + 1)),
    }),
    utf16: Buffer.from(`\ufeff${text}`, "utf16le"),
  };
  for (const [name, bytes] of Object.entries(packed)) {
    const { bring, events, user, incident } = await anEvidenceBench();
    const source = await bring(bytes, { filename: name });
    expect(source.error).toBeNull();
    expect(source.counts).toMatchObject({ records: 300, events: 300 });
    const all = await events({ order: "record" });
    const last = all.at(-1);
    expect(JSON.parse((await bytesOf(await getRaw(user.ctx, incident.ref, last?.id ?? "", 0))).toString())).toEqual(
      cloudTrail(299),
    );
    expect(await bytesOf(await getOriginal(user.ctx, incident.ref, source.id))).toEqual(bytes);
    if (name === "zip") {
      expect(last?.member).toBe("two.json.gz");
      expect(last?.record).toBe(all.filter((event) => event.member === "two.json.gz").length);
      expect(all.find((event) => event.member === "two.json.gz")).toMatchObject({ record: 1, offset: 0 });
    }
  }
});

test("every record is accounted for: events, duplicates, skipped, rejects", async () => {
  const { bring, user, incident } = await anEvidenceBench();
  const lines = [
    JSON.stringify(cloudTrail(1)),
    JSON.stringify(cloudTrail(1)),
    JSON.stringify(cloudTrail(2)),
    '{"eventVersion":',
    JSON.stringify({ ...cloudTrail(3), eventTime: "yesterday" }),
    JSON.stringify({ digestS3Object: "x", digestStartTime: "2026-03-11T00:00:00Z" }),
    JSON.stringify(cloudTrail(4, { userIdentity: { type: "IAMUser", userName: "nul\u0000" } })),
    JSON.stringify(cloudTrail(5)),
    JSON.stringify(cloudTrail(6)),
    JSON.stringify(cloudTrail(7)),
  ];
  const source = await bring(lines.join("\n"));
  expect(source.counts).toEqual({ records: 10, events: 5, duplicates: 1, skipped: 1, rejects: 3 });
  expect(source.skippedKinds).toEqual({ "CloudTrail digest file": 1 });
  const rejects = (await listRejects(user.ctx, incident.ref, source.id, { limit: 50 })).data;
  expect(rejects.map((reject) => reject.record)).toEqual([4, 5, 7]);
  expect(rejects[0]).toMatchObject({
    offset: lines.slice(0, 3).join("\n").length + 1,
    length: 16,
    reason: "not JSON: unexpected end",
  });
  expect(rejects[2]?.reason).toMatch(/NUL/);
  expect(source.holes.map((hole) => hole.reason)).toEqual(["3 records that could not be read"]);
});

test("the same file again changes nothing, and says whose bytes they are", async () => {
  const { bring, incident } = await anEvidenceBench();
  const text = ndjson([cloudTrail(1), cloudTrail(2)]);
  const first = await bring(text);
  const again = await bring(text, { filename: "other name.json" });
  expect(again).toEqual(first);
  expect(await recordKinds(incident.id)).toEqual(["evidence_added", "evidence_ready"]);
});

test("overlapping files count each event once and keep every delivery, in whatever order they come", async () => {
  const a = ndjson(Array.from({ length: 60 }, (_, i) => cloudTrail(i)));
  const b = ndjson(Array.from({ length: 60 }, (_, i) => cloudTrail(i + 30)));
  const c = JSON.stringify({ Records: [cloudTrail(45), cloudTrail(89), cloudTrail(200), cloudTrail(200)] });
  const results: unknown[] = [];
  for (const order of [
    [a, b, c],
    [c, b, a],
    [b, a, c],
  ]) {
    const { bring, events, user, incident } = await anEvidenceBench();
    const sources = [];
    for (const text of order) sources.push(await bring(text));
    expect(sources.every((source) => reconciles(source.counts))).toBe(true);
    expect(sources.reduce((sum, source) => sum + source.counts.events, 0)).toBe(91);
    expect(sources.reduce((sum, source) => sum + source.counts.records, 0)).toBe(124);
    const all = await events();
    const twice = all.find((event) => event.eventId === cloudTrail(200).eventID);
    expect(JSON.parse((await bytesOf(await getRaw(user.ctx, incident.ref, twice?.id ?? "", 1))).toString())).toEqual(
      cloudTrail(200),
    );
    results.push(all.map(({ eventId, occurredAt, actor, deliveries }) => ({ eventId, occurredAt, actor, deliveries })));
  }
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});

test("a cut-off gzip yields what it holds, says so, and covers nothing after it", async () => {
  const text = ndjson(Array.from({ length: 2000 }, (_, i) => cloudTrail(i)));
  const bytes = gzipSync(text);
  const { bring } = await anEvidenceBench();
  const source = await bring(bytes.subarray(0, bytes.length * 0.7), {
    coverageFrom: "2026-03-11T00:00:00.000000Z",
    coverageUntil: "2026-03-12T00:00:00.000000Z",
  });
  expect(source.status).toBe("ready");
  expect(source.counts.events).toBeGreaterThan(500);
  expect(reconciles(source.counts)).toBe(true);
  expect(source.notes[0]).toMatch(/cut off/);
  expect(source.holes.at(-1)?.until).toBe("2026-03-12T00:00:00.000000Z");
  expect(source.coverage.at(-1)?.until).not.toBe("2026-03-12T00:00:00.000000Z");
});

test("coverage is as stated, else from the first to the last event and marked inferred", async () => {
  const { bring } = await anEvidenceBench();
  const inferred = await bring(ndjson([cloudTrail(0), cloudTrail(10)]));
  expect(inferred.coverage).toEqual([
    { from: "2026-03-11T00:00:00.000000Z", until: "2026-03-11T00:00:10.000001Z", basis: "inferred" },
  ]);
  const stated = await bring(ndjson([cloudTrail(20)]), {
    system: "aws-prod",
    coverageFrom: "2026-03-10T00:00:00.000000Z",
    coverageUntil: "2026-03-12T00:00:00.000000Z",
  });
  expect(stated).toMatchObject({ system: "aws-prod" });
  expect(stated.coverage).toEqual([
    { from: "2026-03-10T00:00:00.000000Z", until: "2026-03-12T00:00:00.000000Z", basis: "stated" },
  ]);
});

test("records without an id of their own are one by their content, and two on two systems", async () => {
  const line = JSON.stringify({ timestamp: "2026-03-11T10:00:00Z", user: "ann", action: "read", resource: "x" });
  const other = JSON.stringify({ resource: "x", action: "read", user: "ann", timestamp: "2026-03-11T10:00:00Z" });
  const { bring, events } = await anEvidenceBench();
  expect((await bring(`${line}\n${other}\n`, { system: "host-1" })).counts).toMatchObject({ events: 1, duplicates: 1 });
  expect((await bring(`${line}\n`, { system: "host-2" })).counts).toMatchObject({ events: 1, duplicates: 0 });
  expect((await bring(`${other}\n\n`, { system: "host-1" })).counts).toMatchObject({ events: 0, duplicates: 1 });
  expect((await events()).map((event) => [event.system, event.deliveries])).toEqual([
    ["host-1", 3],
    ["host-2", 1],
  ]);
});

test("what cannot be read fails with a sentence and leaves no rows", async () => {
  const cases: [Buffer | string, string][] = [
    ["", "empty"],
    ["\n \n", "empty"],
    [Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0]), "refused"],
    ["just some prose\nand another line\n", "unknown_format"],
    ['{"a":\n{"b":\n', "unreadable"],
    ['{"Records":[]}', "no_records"],
    [`{"a":"${"x".repeat(12 << 20)}`, "unreadable"],
    [Buffer.concat([gzipSync(`${JSON.stringify(cloudTrail(1))}\n`), gzipSync(Buffer.alloc(80 << 20, " "))]), "bomb"],
  ];
  const { bring, incident } = await anEvidenceBench();
  for (const [bytes, code] of cases) {
    const source = await bring(bytes);
    expect(source).toMatchObject({ status: "failed", errorCode: code, counts: { records: 0 } });
    expect(source.error?.length).toBeGreaterThan(20);
  }
  expect((await recordKinds(incident.id)).filter((kind) => kind === "evidence_failed")).toHaveLength(cases.length);
});

test("a file that does not say something asks for it, and is read once it is answered", async () => {
  const { bring, answer, events } = await anEvidenceBench();
  const csv = "When,Who,What\n2026-03-11 10:00:00,ann,opened\n2026-03-11 10:00:05,bob,closed\n";
  const asked = await bring(csv, { filename: "door.csv" });
  expect(asked).toMatchObject({ status: "failed", errorCode: "needs_answer" });
  expect(asked.needs).toContain("zone");
  expect(asked.sample?.columns).toEqual(["When", "Who", "What"]);
  expect(asked.sample?.rows[0]).toEqual(["2026-03-11 10:00:00", "ann", "opened"]);
  const source = await answer(asked.id, {
    zone: "Europe/Berlin",
    mapping: { occurredAt: "When", actor: "Who", action: "What" },
  });
  expect(source).toMatchObject({ status: "ready", counts: { events: 2 } });
  expect((await events()).map((event) => [event.occurredAt, event.actor, event.action])).toEqual([
    ["2026-03-11T09:00:00.000000Z", "ann", "opened"],
    ["2026-03-11T09:00:05.000000Z", "bob", "closed"],
  ]);
});

test("files of an archive that are not of its format are one reject each, and the rest is read", async () => {
  const { bring, user, incident } = await anEvidenceBench();
  const bytes = await zip({
    "README.txt": Buffer.from("This folder holds the logs.\nSee below.\n"),
    "one.json": Buffer.from(ndjson([cloudTrail(1), cloudTrail(2)])),
    "program.bin": Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]),
    "two.json": Buffer.from(JSON.stringify({ Records: [cloudTrail(3)] })),
  });
  const source = await bring(bytes);
  expect(source.counts).toEqual({ records: 5, events: 3, duplicates: 0, skipped: 0, rejects: 2 });
  const rejects = (await listRejects(user.ctx, incident.ref, source.id, { limit: 50 })).data;
  expect(rejects.map((reject) => [reject.member, reject.record])).toEqual([
    ["README.txt", 1],
    ["program.bin", 1],
  ]);
});

test("a large source keeps its rows as a partition of its own, with the same result", async () => {
  const results: unknown[] = [];
  for (const ownPartitionFrom of [undefined, 50]) {
    const bench = await anEvidenceBench();
    bench.ownPartitionFrom = ownPartitionFrom;
    const sources = [
      await bench.bring(ndjson(Array.from({ length: 90 }, (_, i) => cloudTrail(i)))),
      await bench.bring(ndjson([cloudTrail(5), cloudTrail(300)])),
      await bench.bring(ndjson(Array.from({ length: 90 }, (_, i) => cloudTrail(i + 60)))),
    ];
    const [tables] = await ownerSql()`
      select count(*)::int as n from pg_inherits join pg_class c on c.oid = inhrelid
      where c.relname = any(${sources.flatMap(({ no }) => [`evidence_events_${no}`, `evidence_touches_${no}`])}::text[])`;
    expect(tables?.n).toBe(ownPartitionFrom ? 4 : 0);
    const [indexes] = await ownerSql()`
      select count(*)::int as n from pg_index where indrelid = 'evidence_events'::regclass and not indisvalid`;
    expect(indexes?.n).toBe(0);
    // Attached with the indexes they came with: none is missing, and none was built a second time.
    const doubled = await ownerSql()`
      select c.relname from pg_inherits h join pg_class c on c.oid = h.inhrelid
      where h.inhparent in ('evidence_events'::regclass, 'evidence_touches'::regclass)
        and (select count(*) from pg_index i where i.indrelid = h.inhrelid)
          <> (select count(*) from pg_index i where i.indrelid = h.inhparent)`;
    expect(doubled).toEqual([]);
    const all = await bench.events({ limit: 7 });
    const byResource = await bench.events({ resource: "arn:aws:s3:::vault/file-5.txt" });
    const counts = sources.map((source) => source.counts);
    results.push([counts, all.map(essence), byResource.map(essence)]);
  }
  expect(results[1]).toEqual(results[0]);
});

const essence = ({ eventId, occurredAt, actor, record, deliveries }: EventView) => [
  eventId,
  occurredAt,
  actor,
  record,
  deliveries,
];

async function zip(files: Record<string, Buffer>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) archive.addBuffer(bytes, name);
  archive.end();
  const parts: Buffer[] = [];
  for await (const part of archive.outputStream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
