import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { bufferSource } from "./byte-source";
import { CONTAINER_LIMITS } from "./limits";
import { unwrap } from "./unwrap";

async function linesOf(bytes: Buffer): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const member of unwrap(bufferSource(bytes), { limits: CONTAINER_LIMITS, note: () => {} })) {
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
