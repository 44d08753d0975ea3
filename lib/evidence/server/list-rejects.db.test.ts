import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import { aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { ListRejectsQuery } from "../inputs";
import { listRejects } from "./list-rejects";
import { anEvidenceBench, type Bench, cloudTrail, ndjson, recordKinds } from "./testing";

testDatabase();

const rejects = (bench: Bench, id: string, query: object = {}, ctx = bench.user.ctx) =>
  listRejects(ctx, bench.incident.ref, id, ListRejectsQuery.parse(query));
const good = (from: number) => ndjson([cloudTrail(from), cloudTrail(from + 1)]);

async function zipOf(files: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

test("a rejected record shows how it begins, masked and no longer than is read at a glance, packed or not", async () => {
  const bench = await anEvidenceBench();
  const lines = [
    good(1),
    "a line of prose",
    `{"broken": 1, "password": "hunter2-hunter2" oops}`,
    `more ${"x".repeat(9000)}`,
  ].join("\n");
  for (const bytes of [Buffer.from(lines), gzipSync(`${lines}\n`)]) {
    const source = await bench.bring(bytes, { filename: "trail.json" });
    expect(source.counts.rejects).toBe(3);
    const { data, mayRead } = await rejects(bench, source.id);
    expect(mayRead).toBe(true);
    expect(data[0]?.text).toBe("a line of prose");
    expect(data[1]?.text).toMatch(/^\{"broken": 1, "password": .*masked, 15 characters/);
    expect(data[1]?.text).not.toContain("hunter2");
    expect(data[2]?.text).toMatch(/^more x{235}…$/);
  }
});

test("reasons are counted over all, and one of them narrows the list", async () => {
  const bench = await anEvidenceBench();
  const lines = [good(1), ...Array.from({ length: 5 }, (_, i) => `prose ${i}`), `{"a" 1}`, `{"longer" 1}`];
  const { id } = await bench.bring(lines.join("\n"));
  const first = await rejects(bench, id, { limit: 2 });
  expect(first.data).toHaveLength(2);
  // Where in a record it breaks is no reason of its own.
  expect(first.reasons.map(({ count }) => count)).toEqual([5, 2]);
  expect(first.reasons.every(({ reason }) => !/\d/.test(reason))).toBe(true);
  const [, rare] = first.reasons;
  const narrowed = await rejects(bench, id, { reason: rare?.reason });
  expect(narrowed.data.map(({ text }) => text)).toEqual(lines.slice(6));
  expect(narrowed.reasons).toEqual(first.reasons);
  const texts: (string | null)[] = [];
  let cursor: string | undefined;
  do {
    const page = await rejects(bench, id, { limit: 2, cursor });
    texts.push(...page.data.map(({ text }) => text));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(texts).toEqual(lines.slice(1));
});

test("in an archive the text is that of the right file, and bytes that are no text are none", async () => {
  const bench = await anEvidenceBench();
  const files = {
    "a.json": `${good(1)}\nfrom a`,
    "b.bin": Buffer.from([0x7f, 0x45, 0, 1, 2, 3]),
    "c.json": `${good(5)}\nfrom c`,
  };
  const { id } = await bench.bring(await zipOf(files), { filename: "logs.zip" });
  const { data } = await rejects(bench, id);
  const texts = new Map(data.map(({ member, text }) => [member, text]));
  expect([texts.get("a.json"), texts.get("c.json"), texts.get("b.bin")]).toEqual(["from a", "from c", null]);
});

test("who may not see raw evidence sees places and reasons only; that others saw text is recorded once", async () => {
  const bench = await anEvidenceBench();
  const { id } = await bench.bring(`${good(1)}\nprose`);
  const viewer = await aUser("viewer");
  const seen = await rejects(bench, id, {}, viewer.ctx);
  expect(seen).toMatchObject({ mayRead: false, data: [{ record: 3, text: null }], reasons: [{ count: 1 }] });
  const views = async () => (await recordKinds(bench.incident.id)).filter((kind) => kind === "evidence_viewed").length;
  expect(await views()).toBe(0);
  await rejects(bench, id);
  await rejects(bench, id);
  expect(await views()).toBe(1);
});
