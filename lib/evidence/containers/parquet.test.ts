import { gzipSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import { bufferSource } from "./byte-source";
import { CONTAINER_LIMITS } from "./limits";
import { unwrap } from "./unwrap";

async function linesOf(bytes: Buffer, limits = CONTAINER_LIMITS): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const member of unwrap(bufferSource(bytes), { limits, note: () => {} })) {
    expect(member.asStored).toBe(false);
    for await (const piece of member.bytes(0)) pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function parquet(rowGroupSize: number): Buffer {
  const count = 2500;
  const of = <T>(make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
  const columnData = [
    { name: "id", data: of((i) => `event-${i}`), type: "STRING" as const },
    { name: "at", data: of((i) => new Date(Date.UTC(2026, 2, 11) + i * 1000)), type: "TIMESTAMP" as const },
    { name: "count", data: of((i) => (i === 0 ? 9_007_199_254_740_993n : BigInt(i))), type: "INT64" as const },
    { name: "note", data: of((i) => (i % 2 === 0 ? null : "läßt")), type: "STRING" as const },
  ];
  return Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize }));
}

test("the rows of a Parquet file are JSON lines, over several row groups, exact in times and large numbers", async () => {
  const lines = (await linesOf(parquet(1000))).trimEnd().split("\n");
  expect(lines).toHaveLength(2500);
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    id: "event-0",
    at: "2026-03-11T00:00:00.000000Z",
    count: "9007199254740993",
    note: null,
  });
  expect(JSON.parse(lines[2401] ?? "")).toMatchObject({ id: "event-2401", count: 2401, note: "läßt" });
});

test("the result does not depend on how the rows are grouped, so reading can be taken up again", async () => {
  expect(await linesOf(parquet(1000))).toBe(await linesOf(parquet(700)));
});

test("a damaged Parquet file is refused in words", async () => {
  const sound = parquet(1000);
  await expect(linesOf(sound.subarray(0, sound.length - 100))).rejects.toThrow("This Parquet file is damaged");
  const hurt = Buffer.from(sound);
  hurt.fill(0xff, 4, 3000);
  await expect(linesOf(hurt)).rejects.toThrow("This Parquet file is damaged");
});

test("a file whose few bytes stand for millions of rows is refused while it is written out, whatever it claims", async () => {
  const columnData = [{ name: "word", data: new Array(300_000).fill("the same"), type: "STRING" as const }];
  const bytes = Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize: 400_000 }));
  const limits = { ...CONTAINER_LIMITS, ratioFromBytes: 1024 * 1024 };
  await expect(linesOf(bytes, limits)).rejects.toThrow("unpacks to more than 200 times its size");
});

test("a page of more values than fit in memory is refused before it is read", async () => {
  const columnData = [{ name: "word", data: new Array(2_100_000).fill("the same"), type: "STRING" as const }];
  const bytes = Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize: 4_000_000, pageSize: 1e9 }));
  await expect(linesOf(bytes)).rejects.toThrow("Row group 1 of this Parquet file holds a page of 2,100,000 values");
});

test("a group of more cells than are read at once gives the same rows", async () => {
  const of = (i: number) => Array.from({ length: 55_000 }, (_, row) => row * (i + 1));
  const columnData = Array.from({ length: 40 }, (_, i) => ({ name: `c${i}`, data: of(i), type: "INT32" as const }));
  const write = (rowGroupSize: number) => Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize }));
  const whole = await linesOf(write(55_000));
  expect(whole.slice(whole.lastIndexOf("\n", whole.length - 2))).toContain('"c39":2199960}');
  expect(whole === (await linesOf(write(9000)))).toBe(true);
});

async function zip(files: Record<string, Buffer>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) archive.addBuffer(bytes, name);
  archive.end();
  const parts: Buffer[] = [];
  for await (const part of archive.outputStream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

test("a Parquet file in a gzip, in a zip, and in a gzip in a zip is read as it is by itself", async () => {
  const plain = await linesOf(parquet(1000));
  expect(await linesOf(gzipSync(parquet(1000)))).toBe(plain);
  expect(await linesOf(await zip({ "a.parquet": parquet(1000), "b.parquet.gz": gzipSync(parquet(700)) }))).toBe(
    plain + plain,
  );
});

test("a packed Parquet file that is too large or damaged is refused in words, in an archive it alone", async () => {
  const limits = { ...CONTAINER_LIMITS, packedParquetBytes: 1024 };
  await expect(linesOf(gzipSync(parquet(1000)), limits)).rejects.toThrow("is not read, since it has to be held whole");
  const short = parquet(1000).subarray(0, 5000);
  await expect(linesOf(gzipSync(short))).rejects.toThrow("This Parquet file is damaged");
  const archive = await zip({ "bad.parquet": short, "good.parquet": parquet(1000) });
  const members: (string | null)[] = [];
  for await (const member of unwrap(bufferSource(archive), { limits: CONTAINER_LIMITS, note: () => {} }))
    members.push(member.problem);
  expect(members).toEqual([expect.stringContaining("This Parquet file is damaged"), null]);
});

test("a small zip whose Parquet stands for millions of rows is refused by the size of the zip", async () => {
  const columnData = [{ name: "word", data: new Array(300_000).fill("the same"), type: "STRING" as const }];
  const bytes = Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize: 400_000, codec: "UNCOMPRESSED" }));
  const limits = { ...CONTAINER_LIMITS, ratioFromBytes: 1024 * 1024 };
  for (const packed of [gzipSync(bytes), await zip({ "a.parquet": bytes })])
    await expect(linesOf(packed, limits)).rejects.toThrow("unpacks to more than 200 times its size");
});
