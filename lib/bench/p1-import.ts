import { execFile } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Bench, BenchDatabase, Benchmark, Figure } from "./benchmark";
import { writeCloudTrailFile } from "./cloudtrail-file";
import { importFile } from "./import-file";

const EVENTS = 1_000_000;
/** Our speed over that of the reference. */
const TIMES = 3;

export const benchmark: Benchmark = {
  id: "P1",
  title: "Import: a million CloudTrail events as JSON lines",
  run,
  note: [
    "Before (commit 6258b39, a quarter of the size): 0.86 of the reference's time. Where the time goes:",
    "lib/evidence/README.md; a second thread for parsing was tried and saved nothing on two cores.",
  ].join("\n"),
};

async function run(bench: Bench): Promise<Figure[]> {
  const file = join(bench.folder, "p1.ndjson");
  const events = Math.round(EVENTS * bench.scale);
  const bytes = await writeCloudTrailFile(file, events);
  bench.say(`${events.toLocaleString("en")} events, ${(bytes / 1e6).toFixed(0)} MB`);
  const ours: number[] = [];
  const upload: number[] = [];
  const theirs: number[] = [];
  const cpu: { worker: number[]; postgres: number[] } = { worker: [], postgres: [] };
  for (let i = 0; i < bench.runs; i++) {
    const figures = await importFile(await bench.database(), file);
    ours.push(figures.seconds);
    upload.push(figures.uploadSeconds);
    if (figures.workerCpu !== null) cpu.worker.push(figures.workerCpu);
    if (figures.postgresCpu !== null) cpu.postgres.push(figures.postgresCpu);
    if (existsSync("/usr/bin/psql")) theirs.push(await reference(await bench.database(), file, bench.folder));
    bench.say(`ours ${figures.seconds.toFixed(1)} s, psql ${theirs.at(-1)?.toFixed(1) ?? "not here"} s`);
  }
  const figure: Figure = {
    what: "upload, import and the explorer's first page",
    unit: "s",
    runs: ours,
    target: `at least ${TIMES} times as fast as psql`,
    isMet: (median, other) => other !== undefined && other / median >= TIMES,
  };
  if (theirs.length > 0)
    figure.reference = { what: "psql \\copy into jsonb, INSERT … SELECT into columns, three indexes", runs: theirs };
  const shown = (what: string, runs: number[]): Figure[] =>
    runs.length === 0 ? [] : [{ what, unit: "s", runs, target: "shown only", isMet: () => true }];
  return [
    figure,
    ...shown("of it, the upload with SHA-256", upload),
    ...shown("processor time of the worker meanwhile", cpu.worker),
    ...shown("processor time of PostgreSQL meanwhile", cpu.postgres),
  ];
}

/** What somebody does by hand: the raw lines as jsonb, the columns out of them, the indexes in place from the start. */
const BY_HAND = `
create table raw_lines (id bigint generated always as identity primary key, raw jsonb not null);
create table typed_events (
  id uuid not null, occurred_at timestamptz not null, actor text, actor_label text, action text not null, outcome text,
  resource text, source_ip inet, session text, trace text, bytes bigint, raw_id bigint not null
);
create unique index on typed_events (id);
create index on typed_events (occurred_at);
create index on typed_events (actor, occurred_at);
\\copy raw_lines (raw) from 'FILE' with (format csv, quote e'\\x01', delimiter e'\\x02')
insert into typed_events
select (raw->>'eventID')::uuid, (raw->>'eventTime')::timestamptz,
  split_part(raw->'userIdentity'->>'arn', '/', -1), raw->'userIdentity'->>'arn',
  (raw->>'eventSource') || ':' || (raw->>'eventName'), coalesce(raw->>'errorCode', 'success'),
  raw->'resources'->0->>'ARN', (raw->>'sourceIPAddress')::inet, raw->'userIdentity'->>'accessKeyId',
  raw->>'requestID', (raw->'additionalEventData'->>'bytesTransferredOut')::bigint, id
from raw_lines;
select id, occurred_at, actor, action from typed_events order by occurred_at limit 50;
`;

async function reference(database: BenchDatabase, file: string, folder: string): Promise<number> {
  const script = join(folder, "p1.sql");
  writeFileSync(script, BY_HAND.replace("FILE", file));
  const start = performance.now();
  await promisify(execFile)("/usr/bin/psql", ["-q", "-v", "ON_ERROR_STOP=1", "-f", script, database.ownerUrl]);
  return (performance.now() - start) / 1000;
}
