import { mkdir, mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { testDatabase } from "@/db/testing/test-database";
import { exportEvents } from "./export-events";
import { anEvidenceBench, type Bench, cloudTrail, ndjson } from "./testing";

testDatabase();

let bench: Bench;
let place: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "exports-"));
  vi.stubEnv("TMPDIR", place);
  bench = await anEvidenceBench();
  await bench.bring(ndjson(Array.from({ length: 5 }, (_, i) => cloudTrail(i))));
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(place, { recursive: true, force: true });
});

const ask = (signal?: AbortSignal) =>
  exportEvents(bench.user.ctx, bench.incident.ref, { order: "time", format: "csv" }, signal);
const nothingLeft = () => vi.waitFor(async () => expect(await readdir(place)).toEqual([]));

test("nothing of an export stays on the disk, read to its end or dropped before the first byte", async () => {
  expect(await (await ask()).text()).toContain("# events,5");
  await nothingLeft();
  await (await ask()).body?.cancel();
  await nothingLeft();
});

test("an export that nobody waits for any more ends, while it is written and after", async () => {
  await expect(ask(AbortSignal.abort())).rejects.toThrow("broken off");
  await nothingLeft();
  const reader = new AbortController();
  const answer = await ask(reader.signal);
  expect(await readdir(place)).toHaveLength(1);
  reader.abort();
  await nothingLeft();
  await expect(answer.text()).rejects.toThrow();
});

test("four exports at once are the most; the next may come when one has ended", async () => {
  const answers = await Promise.all([ask(), ask(), ask(), ask()]);
  await expect(ask()).rejects.toMatchObject({ code: "too_many" });
  await answers[0]?.text();
  await nothingBut(3);
  const more = await ask();
  for (const answer of [...answers.slice(1), more]) await answer.body?.cancel();
  await nothingLeft();
});

const nothingBut = (count: number) => vi.waitFor(async () => expect(await readdir(place)).toHaveLength(count));

test("what a process left behind that died is taken away, and nothing else", async () => {
  const long = new Date(Date.now() - 7 * 60 * 60 * 1000);
  for (const name of ["firebreak-export-old", "another"]) {
    await mkdir(join(place, name));
    await utimes(join(place, name), long, long);
  }
  await mkdir(join(place, "firebreak-export-new"));
  await (await ask()).text();
  await vi.waitFor(async () => expect((await readdir(place)).sort()).toEqual(["another", "firebreak-export-new"]));
});

test("an export is read back row by row by another reader, each event beside the name of its file", async () => {
  const other = await anEvidenceBench();
  const hostile = ["line\nbreak", 'quote", comma', "=1+1", "\r\nboth"];
  const records = hostile.map((key, i) =>
    cloudTrail(i, { requestParameters: { bucketName: "vault", key }, eventName: hostile[i] }),
  );
  const two = cloudTrail(9, {
    resources: [{ ARN: "arn:aws:s3:::vault/one" }, { ARN: "arn:aws:s3:::vault/two" }],
  });
  await other.bring(ndjson([...records, two]), { filename: "march, cloudtrail.json" });
  const events = await other.events();
  const answer = await exportEvents(other.user.ctx, other.incident.ref, { order: "time", format: "csv" });
  const rows: string[][] = parse(await answer.text(), {
    // As strict as most readers: any line break outside of quotes ends a row.
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
  });
  const [names = [], ...data] = rows.slice(7);
  expect(data).toHaveLength(5);
  const cell = (row: string[], name: string) => row[names.indexOf(name)];
  for (const [i, event] of events.entries()) {
    const row = data[i] ?? [];
    expect(row).toHaveLength(names.length);
    expect(cell(row, "event")).toBe(event.id);
    expect(cell(row, "action")?.replace(/^'/, "")).toBe(event.action);
    expect(cell(row, "resources")?.split("\narn")).toHaveLength(event.resources.length);
    expect(cell(row, "source")).toBe(event.evidence);
    expect(cell(row, "source_file")).toBe("march, cloudtrail.json");
  }
  expect(Math.max(...events.map((event) => event.resources.length))).toBeGreaterThan(1);
});
