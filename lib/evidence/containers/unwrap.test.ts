import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import { readAll } from "./testing";

const LINES = Array.from({ length: 500 }, (_, i) => JSON.stringify({ n: i, text: `line ${i} ${i * 7919}` }));
const NDJSON = Buffer.from(LINES.join("\n"));

async function zip(files: Record<string, Buffer>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) archive.addBuffer(bytes, name);
  archive.end();
  const pieces: Buffer[] = [];
  for await (const piece of archive.outputStream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

test("gzip of any number of members is one stream", async () => {
  const half = NDJSON.indexOf("\n", NDJSON.length / 2) + 1;
  const bytes = Buffer.concat([gzipSync(NDJSON.subarray(0, half)), gzipSync(NDJSON.subarray(half))]);
  const { cuts, notes } = await readAll(bytes, { pieceBytes: 1000 });
  expect(cuts.map((cut) => JSON.stringify(cut.value))).toEqual(LINES);
  expect(notes).toEqual([]);
});

test("a gzip that is cut off or damaged yields what it holds and says so", async () => {
  const bytes = gzipSync(NDJSON);
  const { cuts, notes } = await readAll(bytes.subarray(0, bytes.length / 2));
  expect(cuts.length).toBeGreaterThan(50);
  expect(cuts.slice(0, -1).every((cut) => cut.reason === null)).toBe(true);
  expect(notes[0]).toMatch(/^The gzip stream is cut off\. The [\d,]+ bytes it holds were read/);
  const damaged = Buffer.from(bytes);
  damaged.fill(0xff, bytes.length - 8);
  expect((await readAll(damaged)).notes[0]).toMatch(/damaged/);
  expect((await readAll(damaged)).cuts.length).toBeGreaterThan(200);
});

test("an archive's files are read one by one, gzip inside too, and names are only labels", async () => {
  const bytes = await zip({ "logs/a.json": NDJSON, "b.json.gz": gzipSync(NDJSON), "__MACOSX/._a": Buffer.from("x") });
  const { cuts } = await readAll(
    Buffer.from(bytes.toString("latin1").replaceAll("logs/a.json", "../../a.txt"), "latin1"),
  );
  expect(new Set(cuts.map((cut) => cut.member))).toEqual(new Set(["../../a.txt", "b.json.gz"]));
  expect(cuts).toHaveLength(1000);
  expect(cuts[500]?.record).toBe(1);
});

test("what cannot be read is refused by its name", async () => {
  const cases: [Buffer, RegExp][] = [
    [Buffer.alloc(0), /empty/],
    [Buffer.from("  \n\n "), /empty/],
    [Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0]), /xz/],
    [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0]), /Zstandard/],
    [Buffer.from("PAR1...."), /Parquet/],
    [Buffer.from("%PDF-1.7"), /PDF/],
    [Buffer.from("SQLite format 3\0"), /SQLite/],
    [Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 1]), /executable/],
    [Buffer.from([0xff, 0xfe, 0, 0, 65, 0, 0, 0]), /UTF-32/],
    [gzipSync(gzipSync(NDJSON)), /archive inside an archive/],
    [Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 31) % 256)), /not text/],
    [Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3]), /damaged/],
    [await zip({}), /holds no files/],
  ];
  for (const [bytes, sentence] of cases) await expect(readAll(bytes)).rejects.toThrow(sentence);
});

test("bombs are stopped by their ratio, within bounded memory", async () => {
  const layer = Buffer.alloc(32 * 1024 * 1024, 0x20);
  const bomb = Buffer.concat([gzipSync(layer), gzipSync(layer), gzipSync(layer), gzipSync(layer)]);
  await expect(readAll(bomb)).rejects.toThrow(/more than 200 times its size/);
  await expect(readAll(await zip({ a: layer, b: layer, c: layer }))).rejects.toThrow(/more than 200 times/);
  await expect(readAll(gzipSync(NDJSON), { limits: { decodedBytes: 1000 } })).rejects.toThrow(/more than is allowed/);
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`f${i}`, Buffer.from("{}")]));
  await expect(readAll(await zip(many), { limits: { zipEntries: 10 } })).rejects.toThrow(/20 files; 10 are the most/);
});

test("a file of an archive that cannot be read is one reject in its place", async () => {
  const lying = await zip({ "a.json": NDJSON, "b.json": NDJSON, "c.bin": Buffer.from([0x7f, 0x45, 0x4c, 0x46]) });
  // The directory says that a.json holds 10 bytes.
  lying.writeUInt32LE(10, lying.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
  const { cuts, notes } = await readAll(lying);
  expect(cuts.filter((cut) => cut.member === "b.json")).toHaveLength(500);
  expect(cuts.filter((cut) => cut.member === "a.json").map((cut) => cut.reason)).toEqual([expect.any(String)]);
  expect(cuts.filter((cut) => cut.member === "c.bin").map((cut) => cut.reason)).toEqual([
    expect.stringContaining("executable"),
  ]);
  expect(notes[0]).toMatch(/^a\.json is damaged in the archive/);
});

test("a gzip of which nothing can be read is called damaged, and not an empty file", async () => {
  const packed = gzipSync("a log of one line");
  for (const bytes of [packed.subarray(0, 10), Buffer.concat([packed.subarray(0, 10), Buffer.alloc(40, 0xff)])])
    await expect(readAll(bytes)).rejects.toThrow(/^This gzip file is damaged or cut off before anything/);
  await expect(readAll(gzipSync(""))).rejects.toThrow(/^This file is empty/);
});
