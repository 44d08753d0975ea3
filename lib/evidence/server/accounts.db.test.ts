import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { rawSql } from "@/db/client";
import { testDatabase } from "@/db/testing/test-database";
import type { Normalised } from "../formats/format";
import { formatById } from "../formats/registry";
import type { EventView } from "../views";
import { anEvidenceBench, cloudTrail, fixture, ndjson, reconciles } from "./testing";

testDatabase();

/** `FIREBREAK_SEED` begins anew where a run failed; fast-check prints the seed and the case that failed. */
const SEED = Number(process.env.FIREBREAK_SEED ?? 20_260_311);
const ZONE = process.env.TZ;

afterEach(() => {
  if (ZONE === undefined) delete process.env.TZ;
  else process.env.TZ = ZONE;
});

/** Records of real logs, each once, in the words of six formats; what is no event is among them. */
const LOGS: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  "aws-cloudtrail": [
    ...Array.from({ length: 25 }, (_, i) => (i % 4 === 1 ? { digestS3Object: `digest-${i}.gz` } : cloudTrail(i))),
    cloudTrail(90, { requestParameters: null, resources: [{ ARN: "arn:aws:s3:::a/b", type: "AWS::S3::Object" }] }),
  ],
  "github-audit": lines("github-audit", "audit.ndjson"),
  okta: lines("okta", "system-log.ndjson"),
  "google-workspace": lines("google-workspace", "activity-events.ndjson"),
  "m365-ual": lines("m365-ual", "detections.ndjson"),
  "claude-code": lines("claude-code", "transcript.jsonl"),
  "generic-json": Array.from({ length: 20 }, (_, i) => ({
    timestamp: `2026-03-11T10:00:${10 + i}Z`,
    user: `user ${i % 4}`,
    action: "read",
    resource: `file ${i % 3}`,
  })),
};

/** Samples have their ids made up, some of them for records that differ: those are events of their own. */
function lines(format: string, file: string): Record<string, unknown>[] {
  return fixture(`${format}/fixtures/${file}`)
    .toString("utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function outcomesOf(format: string, record: Record<string, unknown>): Normalised[] {
  const mapping = format.startsWith("generic") ? { occurredAt: "timestamp", actor: "user", action: "action" } : null;
  const outcomes = formatById(format)?.normalise(record, { zone: null, dateOrder: null, mapping }) ?? [];
  return outcomes.length > 0 ? outcomes : [{ kind: "skip", reason: "a record without events" }];
}

const BROKEN = ['{"a":', "]", '{"a":"\ud800"}', "no json", '"', '{"a":1}}'];
const CONTAINERS = ["ndjson", "crlf", "array", "pretty", "wrapped", "run together", "gzip", "utf-16", "zip"] as const;
type Container = (typeof CONTAINERS)[number];

const log = fc.constantFrom(...Object.keys(LOGS));
const container = fc.constantFrom(...CONTAINERS);

/** Which records of a log, in which order and how often. */
const choice = (atMost: number) => fc.array(fc.nat({ max: 26 }), { minLength: 1, maxLength: atMost });

function recordsOf(format: string, chosen: readonly number[]): Record<string, unknown>[] {
  const all = LOGS[format] ?? [];
  return chosen.map((i) => all[i % all.length] as Record<string, unknown>);
}

async function pack(records: readonly Record<string, unknown>[], as: Container): Promise<Buffer> {
  const one = (record: unknown) => JSON.stringify(record);
  switch (as) {
    case "ndjson":
      return Buffer.from(ndjson(records));
    case "crlf":
      return Buffer.from(`\ufeff${records.map(one).join("\r\n\r\n")}\r\n`);
    case "array":
      return Buffer.from(JSON.stringify(records));
    case "pretty":
      return Buffer.from(JSON.stringify(records, null, 2));
    case "wrapped":
      return Buffer.from(JSON.stringify({ next: null, Records: records, more: false }));
    case "run together":
      return Buffer.from(records.map(one).join(""));
    case "gzip":
      return Buffer.concat([gzipSync(`${ndjson(records.slice(0, 3))}\n`), gzipSync(ndjson(records.slice(3)))]);
    case "utf-16":
      return Buffer.from(`\ufeff${ndjson(records)}`, "utf16le").swap16();
    case "zip": {
      const archive = new ZipFile();
      const half = Math.ceil(records.length / 2);
      archive.addBuffer(Buffer.from(ndjson(records.slice(0, half))), "1.json");
      if (records.length > half) archive.addBuffer(gzipSync(JSON.stringify(records.slice(half))), "2.json.gz");
      archive.end();
      const parts: Buffer[] = [];
      for await (const part of archive.outputStream) parts.push(part as Buffer);
      return Buffer.concat(parts);
    }
  }
}

type Bench = Awaited<ReturnType<typeof anEvidenceBench>>;

/** Everything that the incident now knows, but for which file and byte it came from. */
async function known({ events, incident }: Bench): Promise<{ events: string[]; touches: string[] }> {
  const touches = await rawSql()<{ touch: string }[]>`
    select concat_ws('|', t.occurred_at, t.occurred_until, r.value, r.type, r.name, a.value, b.value, t.verb, t.outcome,
      t.actor_kind) as touch
    from evidence_touches t join evidence_terms r on r.incident_id = t.incident_id and r.id = t.resource_id
    left join evidence_terms a on a.incident_id = t.incident_id and a.id = t.actor_id
    left join evidence_terms b on b.incident_id = t.incident_id and b.id = t.behalf_id
    where t.incident_id = ${Number(incident.id)} order by 1`;
  return { events: (await events()).map(essence).sort(), touches: touches.map(({ touch }) => touch) };
}

function essence(event: EventView): string {
  const { id: _, evidence: _e, member: _m, record: _r, offset: _o, length: _l, deliveries: _d, ...said } = event;
  return JSON.stringify(said);
}

test("records are events, duplicates, skipped or rejects, each of them once, whatever the file", async () => {
  await fc.assert(
    fc.asyncProperty(
      log,
      choice(40),
      container,
      fc.array(fc.tuple(fc.nat({ max: 40 }), fc.constantFrom(...BROKEN)), { maxLength: 4 }),
      async (format, chosen, as, wounds) => {
        const bench = await anEvidenceBench();
        const records = recordsOf(format, chosen);
        // A file that is broken for the most part is not one of lines any more.
        const broken = wounds.slice(0, Math.floor(records.length / 3));
        const text = records.map((record) => JSON.stringify(record));
        // Only a line break shows where a broken record ends, so they are put among lines.
        for (const [at, line] of broken) text.splice(at % (text.length + 1), 0, line);
        const bytes = broken.length > 0 ? Buffer.from(text.join("\n")) : await pack(records, as);
        const { counts, error, no } = await bench.bring(bytes, { format });
        expect(error).toBeNull();
        expect(reconciles(counts)).toBe(true);
        const pure = records.flatMap((record) => outcomesOf(format, record));
        const of = (kind: string) => pure.filter((one) => one.kind === kind).length;
        expect(counts).toMatchObject({
          records: pure.length + broken.length,
          skipped: of("skip"),
          rejects: of("reject") + broken.length,
        });
        const [stored] = await rawSql()<{ events: number; distinct: number; deliveries: number; rejects: number }[]>`
          select (select count(*)::int from evidence_events where source_no = ${no}) as events,
            (select count(distinct identity)::int from evidence_events where source_no = ${no}) as distinct,
            (select count(*)::int from evidence_deliveries where source_no = ${no}) as deliveries,
            (select count(*)::int from evidence_rejects where source_no = ${no}) as rejects`;
        expect(stored).toEqual({
          events: counts.events,
          distinct: counts.events,
          deliveries: counts.duplicates,
          rejects: counts.rejects,
        });
      },
    ),
    { numRuns: 25, seed: SEED, endOnFailure: true },
  );
}, 180_000);

test("where a log is split, in which order, container, zone and how often its parts come, changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(
      log,
      fc.uniqueArray(fc.nat({ max: 26 }), { minLength: 4, maxLength: 20 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 19 }), { maxLength: 3 }),
      fc.array(fc.tuple(container, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), {
        minLength: 4,
        maxLength: 4,
      }),
      fc.constantFrom("Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati", "Europe/Berlin"),
      async (format, chosen, cuts, ways, zone) => {
        const records = recordsOf(format, chosen);
        const whole = await anEvidenceBench();
        const { counts } = await whole.bring(ndjson(records), { format });
        const expected = await known(whole);

        process.env.TZ = zone;
        expect(new Date(2026, 0, 1).getTimezoneOffset()).not.toBe(0);
        const places = [0, ...cuts.filter((at) => at < records.length).sort((a, b) => a - b), records.length];
        const parts = places.slice(1).map((end, i) => records.slice(places[i], end));
        const deliveries = parts.flatMap((part, i) => {
          const [as, order, twice] = ways[i] ?? ["ndjson", 0, false];
          const other = as === "array" ? "ndjson" : "array";
          return [{ part, as, order }, ...(twice ? [{ part, as: other, order: 1 - order } as const] : [])];
        });
        const split = await anEvidenceBench();
        // The same bytes again are the same source.
        const kept = new Map<number, number>();
        for (const { part, as } of deliveries.sort((a, b) => a.order - b.order)) {
          const source = await split.bring(await pack(part, as), { format });
          expect(source.error).toBeNull();
          expect(reconciles(source.counts)).toBe(true);
          kept.set(source.no, source.counts.events);
        }
        expect(await known(split)).toEqual(expected);
        expect([...kept.values()].reduce((sum, n) => sum + n, 0)).toBe(counts.events);
      },
    ),
    { numRuns: 10, seed: SEED, endOnFailure: true },
  );
}, 240_000);
