import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { testDatabase } from "@/db/testing/test-database";
import { hostileFile } from "../containers/hostile-files";
import { listRejects } from "./list-rejects";
import { anEvidenceBench, cloudTrail, ndjson, reconciles, traces } from "./testing";

testDatabase();

const RECORDS = Array.from({ length: 12 }, (_, i) => cloudTrail(i));
const SEEDS: Buffer[] = [
  Buffer.from(ndjson(RECORDS)),
  Buffer.from(JSON.stringify({ Records: RECORDS })),
  Buffer.from(JSON.stringify(RECORDS, null, 2)),
  Buffer.from(`\ufeff${ndjson(RECORDS)}`, "utf16le"),
  gzipSync(ndjson(RECORDS)),
  Buffer.from(
    `timestamp,user,action,resource\n${RECORDS.map((_, i) => `2026-03-11T10:00:${10 + i}Z,"u, ${i}",read,"a\nb"`).join("\n")}`,
  ),
];

/** Small wounds: bytes changed, cut out, doubled, or something hostile put in. */
const wound = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 40 }),
  put: fc.oneof(
    fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom(
        '"',
        "{",
        "}",
        "]",
        "\n",
        "\\",
        "\0",
        "\\u0000",
        "\\ud800",
        "\u202e",
        "[".repeat(300),
        "1e999",
        "=cmd()",
        "\x1b[2J",
      )
      .map((text) => Buffer.from(text)),
  ),
});

const file = fc
  .tuple(fc.constantFrom(...SEEDS), fc.array(wound, { minLength: 1, maxLength: 4 }))
  .map(([seed, wounds]) => {
    let bytes = seed;
    for (const { at, length, put } of wounds) {
      const from = Math.floor(at * bytes.length);
      bytes = Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + length)]);
    }
    return bytes;
  });

test("wounded files end as counted events and rejects with reasons, or as a sentence; never half, never as a crash", async () => {
  const { bring, user, incident } = await anEvidenceBench();
  await fc.assert(
    fc.asyncProperty(file, async (bytes) => {
      const source = await bring(bytes, { filename: "wounded.json" });
      expect(["ready", "failed"]).toContain(source.status);
      expect(reconciles(source.counts)).toBe(true);
      const rows = await traces(source.no);
      expect(rows.events).toBe(source.counts.events);
      expect(rows.rejects).toBe(source.counts.rejects);
      expect(rows.tables).toBe(0);
      if (source.status === "failed") expect(source.error?.length).toBeGreaterThan(20);
      for (const reject of (await listRejects(user.ctx, incident.ref, source.id, { limit: 50 })).data)
        expect(reject.reason.length).toBeGreaterThan(5);
    }),
    { numRuns: 40, seed: 20_260_311 },
  );
  const [sums] = await rawSql()`
    select count(*)::int as events, count(distinct identity)::int as distinct from evidence_events`;
  expect(sums?.events).toBe(sums?.distinct);
}, 120_000);

test("hostile files of every kind end in a final state with a reason, and leave all or nothing", async () => {
  const { bring } = await anEvidenceBench();
  const kinds = new Set<string>();
  for (let seed = 1, brought = 0; brought < 30; seed++) {
    const { bytes, kind } = hostileFile(seed);
    // Each kind twice at least, and none more than three times.
    const often = [...kinds].filter((known) => known.startsWith(`${kind} `)).length;
    if (bytes === null || bytes.length === 0 || often >= 3) continue;
    kinds.add(`${kind} ${often}`);
    brought++;
    const source = await bring(bytes, { filename: "hostile.json" });
    const said = `seed ${seed} (${kind}): ${source.status} ${source.error ?? ""}`;
    const rows = await traces(source.no);
    expect(["ready", "failed"], said).toContain(source.status);
    expect(reconciles(source.counts), said).toBe(true);
    expect(rows, said).toMatchObject({ events: source.counts.events, rejects: source.counts.rejects, tables: 0 });
    if (source.status === "ready") continue;
    expect(rows, said).toMatchObject({ events: 0, touches: 0, rejects: 0, members: 0 });
    expect(source.error, said).toMatch(/^[A-Z].{20,}[.?]$/s);
  }
  expect(kinds.size).toBe(30);
}, 120_000);

test("splitting a log at any record and changing the order of the parts changes nothing in the result", async () => {
  const records = Array.from({ length: 30 }, (_, i) => cloudTrail(i % 22));
  const expected = await resultOf([records]);
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: 29 }), { maxLength: 3 }),
      fc.boolean(),
      async (cuts, turned) => {
        const places = [0, ...cuts.sort((a, b) => a - b), 30];
        const parts = places.slice(1).map((end, i) => records.slice(places[i], end));
        expect(await resultOf(turned ? parts.reverse() : parts)).toEqual(expected);
      },
    ),
    { numRuns: 6, seed: 20_260_311 },
  );
}, 120_000);

async function resultOf(parts: Record<string, unknown>[][]) {
  const { bring, events } = await anEvidenceBench();
  for (const part of parts) await bring(part.length % 2 ? ndjson(part) : JSON.stringify({ Records: part }));
  return (await events()).map(({ eventId, occurredAt, actor, action, deliveries }) => [
    eventId,
    occurredAt,
    actor,
    action,
    deliveries,
  ]);
}
