import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, configureDatabase, rawSql } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { anIncident, aUser, type TestUser } from "@/db/testing/factories";
import { appDatabaseUrl, TEST_APP_PASSWORD } from "@/db/testing/server";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/lib/start/embedded-postgres";
import { getEvidence } from "./get-evidence";
import { closeLeases } from "./lease";
import { receiveEvidence } from "./receive-evidence";
import { cloudTrail, pieces, reconciles } from "./testing";

// A server of its own, that may be killed: nothing here touches the one that other tests use.
const folder = mkdtempSync(join(tmpdir(), "firebreak-crash-"));
let server: EmbeddedPostgres;
let worker: ChildProcess | null = null;
let user: TestUser;

beforeAll(async () => {
  server = await startEmbeddedPostgres({ folder });
  await migrateDatabase(server.superuserUrl, { appPassword: TEST_APP_PASSWORD });
  configure();
  user = await aUser("commander");
}, 120_000);

afterAll(async () => {
  worker?.kill("SIGKILL");
  await closeLeases();
  await closeDatabase();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

function configure(): void {
  configureDatabase({ url: appDatabaseUrl(server.superuserUrl, "postgres"), ownerUrl: server.superuserUrl });
}

/** Started as npm start does, and again whenever it falls. */
function startWorker(): void {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/jobs/worker.ts"], {
    env: {
      ...process.env,
      DATABASE_URL: appDatabaseUrl(server.superuserUrl, "postgres"),
      DATABASE_OWNER_URL: server.superuserUrl,
      FIREBREAK_LOG_LEVEL: "silent",
    },
    stdio: "ignore",
  });
  worker = child;
  child.once("exit", () => {
    if (worker === child) startWorker();
  });
}

function killWorker(): Promise<void> {
  const child = worker;
  worker = null;
  return new Promise((resolve) => {
    if (!child) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}

/** As many as make an import of several seconds, some of them twice and some of them broken. */
function aFile(events: number): Buffer {
  const padding = "x".repeat(600);
  const lines = Array.from({ length: events }, (_, i) =>
    i % 1000 === 999 ? '{"eventVersion":' : JSON.stringify(cloudTrail(i % 500 === 7 ? 7 : i, { padding })),
  );
  return Buffer.from(lines.join("\n"));
}

async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    const found = await look().catch(() => null);
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await pause(15);
  }
}

async function progress(id: string, atLeast: number): Promise<number> {
  return until("progress", async () => {
    const [row] = await rawSql()<{ records: number; status: string }[]>`
      select records, status from evidence_sources where id = ${id}`;
    if (row?.status === "ready") throw new Error("the import was over before it could be broken off");
    return row && row.records >= atLeast ? row.records : null;
  });
}

/** Everything an import left, as one value that does not depend on numbers given by the database. */
async function outcome(ref: string, id: string) {
  const source = await until("the import's end", async () => {
    const view = await getEvidence(user.ctx, ref, id);
    return view.status === "ready" || view.status === "failed" ? view : null;
  });
  const [rows] = await rawSql()<{ events: number; touches: number; deliveries: number; digest: string }[]>`
    select count(*)::int as events,
      (select count(*)::int from evidence_touches t where t.source_no = ${source.no}) as touches,
      (select count(*)::int from evidence_deliveries d where d.source_no = ${source.no}) as deliveries,
      md5(string_agg(e.record || ' ' || e.sub || ' ' || e.identity || ' ' || e.start_offset || ' ' || e.occurred_at, ','
        order by e.record, e.sub)) as digest
    from evidence_events e where e.source_no = ${source.no}`;
  const [left] = await rawSql()<{ n: number }[]>`
    select count(*)::int as n from pg_class where relname like ${`evidence_%\\_${source.no}`} and relkind = 'r'`;
  const [rejects] = await rawSql()<{ n: number }[]>`
    select count(*)::int as n from evidence_rejects where source_no = ${source.no}`;
  expect(source.error).toBeNull();
  expect(reconciles(source.counts)).toBe(true);
  return { counts: source.counts, coverage: source.coverage, rows, tables: left?.n, rejects: rejects?.n };
}

async function upload(bytes: Buffer) {
  const { incident } = await anIncident(user);
  const { id } = await receiveEvidence(user.ctx, incident.ref, { filename: "trail.json" }, pieces(bytes));
  return { ref: incident.ref, id };
}

test("kill -9 of the worker, and of the database, in the middle of an import loses nothing and doubles nothing", async () => {
  const file = aFile(60_000);
  startWorker();
  const calm = await upload(file);
  const expected = await outcome(calm.ref, calm.id);
  expect(expected.counts).toEqual({ records: 60_000, events: 59_821, duplicates: 119, skipped: 0, rejects: 60 });
  expect(expected.rows).toMatchObject({ events: 59_821, deliveries: 119 });
  expect(expected.rejects).toBe(60);

  const worn = await upload(file);
  await progress(worn.id, 1);
  await killWorker();
  startWorker();
  await progress(worn.id, 20_000);
  await killWorker();
  startWorker();
  expect(await outcome(worn.ref, worn.id)).toEqual(expected);

  const shaken = await upload(file);
  await progress(shaken.id, 10_000);
  process.kill(server.pid, "SIGKILL");
  await server.exited;
  await server.stop();
  server = await until("the database", () => startEmbeddedPostgres({ folder, port: server.port }));
  expect(await outcome(shaken.ref, shaken.id)).toEqual(expected);
}, 240_000);
