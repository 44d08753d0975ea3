import fc from "fast-check";
import { expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { testDatabase } from "@/db/testing/test-database";
import { copyIn } from "./copy-in";
import { asBinaryCopy, CopyRows, microsSince2000 } from "./copy-rows";
import { anEvidenceBench, cloudTrail, ndjson } from "./testing";

testDatabase();

const DAYS_IN = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const two = (n: number) => String(n).padStart(2, "0");
const instant = fc
  .record({
    year: fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1990, max: 2030 })),
    month: fc.nat({ max: 11 }),
    day: fc.nat(),
    seconds: fc.nat({ max: 86_399 }),
    micros: fc.nat({ max: 999_999 }),
  })
  .map(({ year, month, day, seconds, micros }) => {
    const leap = month === 1 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
    const date = `${String(year).padStart(4, "0")}-${two(month + 1)}-${two(1 + (day % ((DAYS_IN[month] ?? 28) + leap)))}`;
    const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    return `${date}T${clock}.${String(micros).padStart(6, "0")}Z`;
  });

test("instants of every year are stored to the microsecond", async () => {
  const instants = [...fc.sample(instant, { numRuns: 3000, seed: 11 }), "2000-02-29T23:59:59.999999Z"];
  const rows = new CopyRows();
  for (const [i, at] of instants.entries()) {
    rows.row(2, 100);
    rows.int4(i);
    rows.timestamp(microsSince2000(at) as number);
  }
  const back = await rawSql().begin(async (tx) => {
    await tx`create temp table moments (i integer, at timestamptz) on commit drop`;
    await copyIn(tx, "copy moments from stdin (format binary)", asBinaryCopy(rows.take()));
    return tx<{ at: string }[]>`
      select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from moments order by i`;
  });
  expect(back.map(({ at }) => at)).toEqual(instants);
});

test("what is no instant has no place among the rows", () => {
  for (const text of [
    "",
    "2026-03-11",
    "2026-03-11T10:00:00Z",
    "2026-03-11T10:00:00.00000xZ",
    "-026-03-11T10:00:00.000000Z",
  ])
    expect(microsSince2000(text)).toBeNull();
});

test("texts, large numbers, lists and ids that come later arrive as they were written", async () => {
  const late = { id: 0 };
  const rows = new CopyRows();
  const texts = ["plain", "", "Grüße, 世界 🔥", "a\tb\\n\nc", "x".repeat(600_000), null];
  for (const [i, text] of texts.entries()) {
    rows.row(5, 200 + 3 * (text?.length ?? 0));
    rows.int4(-i);
    rows.int8(i % 2 ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER);
    rows.late(i === 0 ? null : late);
    rows.lateList(i === 1 ? [] : [late, { id: 7 }]);
    rows.text(text);
  }
  late.id = 2_147_483_647;
  rows.fill();
  const back = await rawSql().begin(async (tx) => {
    await tx`create temp table things (i integer, n bigint, id integer, ids integer[], said text) on commit drop`;
    await copyIn(tx, "copy things from stdin (format binary)", asBinaryCopy(rows.take()));
    return tx<{ n: number; id: number | null; ids: number[] | null; said: string | null }[]>`
      select n, id, ids, said from things order by i desc`;
  });
  expect(back.map(({ said }) => said)).toEqual(texts);
  expect(back[1]).toMatchObject({ n: Number.MAX_SAFE_INTEGER, id: late.id, ids: null });
  expect(back[0]).toMatchObject({ n: Number.MIN_SAFE_INTEGER, id: null, ids: [late.id, 7] });
});

test("addresses of both kinds are stored as what they are", async () => {
  const { bring, events } = await anEvidenceBench();
  const written = [
    "192.0.2.7",
    "255.255.255.255",
    "0.0.0.0",
    "2001:db8::1",
    "::",
    "fe80::1:0:2",
    "2001:DB8:0:0:0:0:0:9",
  ];
  await bring(ndjson(written.map((ip, i) => cloudTrail(i, { sourceIPAddress: ip }))));
  const stored = (await events()).map(({ sourceIp, sourceIpRaw }) => [sourceIp, sourceIpRaw]);
  expect(stored).toEqual(written.map((ip, i) => [i === 6 ? "2001:db8::9" : ip, ip]));
});
