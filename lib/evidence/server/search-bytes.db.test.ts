import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import { testDatabase } from "@/db/testing/test-database";
import { SearchBytesQuery } from "../inputs";
import { listViews, removeView, saveView } from "./saved-views";
import { searchBytes } from "./search-bytes";
import { anEvidenceBench, type Bench, cloudTrail, ndjson } from "./testing";

testDatabase();

const find = (bench: Bench, text: string, more: object = {}) =>
  searchBytes(bench.user.ctx, bench.incident.ref, SearchBytesQuery.parse({ text, ...more }));

async function zipOf(files: readonly { name: string; text: string }[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, text } of files) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

test("text that no format keeps is found in the bytes, each hit with its event and what stands around it", async () => {
  const bench = await anEvidenceBench();
  const records = Array.from({ length: 3000 }, (_, i) =>
    // About 1.2 MB: several stored pieces, and one hit lies across two of them.
    cloudTrail(i, { requestParameters: { bucketName: "vault", note: i % 700 === 5 ? "needle-α" : "x".repeat(100) } }),
  );
  const text = ndjson(records);
  const source = await bench.bring(text);
  const page = await find(bench, "needle-α");
  expect(page).toMatchObject({ nextCursor: null, searchedBytes: Buffer.byteLength(text) });
  expect(page.data.map((hit) => hit.event)).toEqual([6, 706, 1406, 2106, 2806].map((n) => `${source.no}-${n}`));
  for (const hit of page.data) {
    expect(hit).toMatchObject({ match: "needle-α", evidence: source.id });
    expect(
      Buffer.from(text)
        .subarray(hit.offset, hit.offset + 9)
        .toString(),
    ).toBe("needle-α");
    expect(text).toContain(hit.before.slice(-20) + hit.match + hit.after.slice(0, 20));
  }
  expect((await find(bench, "NEEDLE-α")).data).toEqual([]);
});

test("text across two stored pieces is found, and pages hold every hit once", async () => {
  const bench = await anEvidenceBench();
  const filler = (n: number) => JSON.stringify(cloudTrail(n, { additionalEventData: "y".repeat(1000) }));
  const lines = Array.from({ length: 2400 }, (_, i) => filler(i)).join("\n");
  // The pieces are 1 MiB: the word begins just before the first ends.
  const at = 1024 * 1024 - 4;
  const bytes = Buffer.from(lines);
  bytes.write("ACROSSIT", at);
  await bench.bring(bytes);
  expect((await find(bench, "ACROSSIT")).data.map((hit) => hit.offset)).toEqual([at]);
  const offsets: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await find(bench, "eventVersion", { limit: 100, cursor });
    offsets.push(...page.data.map((hit) => hit.offset));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(offsets.length).toBeGreaterThanOrEqual(2399);
  expect(new Set(offsets).size).toBe(offsets.length);
});

test("a hit in no event says where it stands: in a repeated delivery, a rejected record, or outside any record", async () => {
  const bench = await anEvidenceBench();
  const line = (id: number, note: string) => JSON.stringify(cloudTrail(id, { requestParameters: { note } }));
  const first = await bench.bring(line(1, "in the first"));
  const again = `${line(1, "in the first")}\n{"broken": "in the reject\n${line(2, "in the second")}\n`;
  const second = await bench.bring(again, { filename: "again.json" });
  expect(second.counts).toMatchObject({ events: 1, duplicates: 1, rejects: 1, skipped: 0 });
  const { data } = await find(bench, "in the ");
  expect(data.map(({ place, event }) => [place, event])).toEqual([
    ["event", `${first.no}-1`],
    ["duplicate", `${first.no}-1`],
    ["reject", null],
    ["event", `${second.no}-3`],
  ]);
  const paged = await find(bench, "first", {
    limit: 1,
    cursor: (await find(bench, "first", { limit: 1 })).nextCursor ?? undefined,
  });
  expect(paged.data).toMatchObject([{ place: "duplicate", event: `${first.no}-1` }]);

  const table = await bench.bring("kopf,when\nx,2026-03-11T10:00:00Z\n", { filename: "t.csv" });
  await bench.answer(table.id, { mapping: { occurredAt: "when", action: "kopf" } });
  expect((await find(bench, "kopf")).data).toMatchObject([{ place: "outside", event: null }]);
});

test("a rejected record of a file in an archive is placed as well", async () => {
  const bench = await anEvidenceBench();
  const line = (id: number) => JSON.stringify(cloudTrail(id));
  const files = ["one.json", "two.json"].map((name, i) => ({
    name,
    text: `${line(i * 10)}\n{"broken": "left-behind-${i}\n${line(i * 10 + 1)}\n`,
  }));
  await bench.bring(await zipOf(files), { filename: "logs.zip" });
  const { data } = await find(bench, "left-behind-");
  expect(data.map(({ place }) => place)).toEqual(["reject", "reject"]);
});

test("the bytes of one incident are not found in another", async () => {
  const [bench, other] = [await anEvidenceBench(), await anEvidenceBench()];
  await bench.bring(ndjson([cloudTrail(1)]));
  expect((await find(other, "eventVersion")).data).toEqual([]);
});

test("a filter is saved under a name for everybody in the room, changed by the same name, and removed", async () => {
  const { user, incident } = await anEvidenceBench();
  const saved = await saveView(user.ctx, incident.ref, {
    name: "Denied reads",
    filter: { verb: "read", outcome: "denied" },
  });
  await saveView(user.ctx, incident.ref, { name: "Denied reads", filter: { outcome: "denied" } });
  const { data } = await listViews(user.ctx, incident.ref);
  expect(data).toMatchObject([
    { id: saved.id, name: "Denied reads", filter: { outcome: "denied" }, savedBy: user.name },
  ]);
  await removeView(user.ctx, incident.ref, saved.id);
  expect((await listViews(user.ctx, incident.ref)).data).toEqual([]);
  await expect(removeView(user.ctx, incident.ref, saved.id)).rejects.toThrow("no such view");
});
