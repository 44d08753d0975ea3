import { type ChildProcess, spawn } from "node:child_process";
import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { closeDatabase, configureDatabase, db, ownerSql } from "@/db/client";
import { users } from "@/db/schema";
import { systemContext, userContext } from "@/lib/api/server/context";
import { getEvidence } from "@/lib/evidence/server/get-evidence";
import { listEvents } from "@/lib/evidence/server/list-events";
import { receiveEvidence } from "@/lib/evidence/server/receive-evidence";
import { declareIncident } from "@/lib/incidents/server/declare-incident";
import { WORKER } from "@/lib/start/plans";
import type { BenchDatabase } from "./benchmark";

export interface ImportFigures {
  /** From the first byte sent to the first page of the explorer. */
  seconds: number;
  uploadSeconds: number;
  /** The most that the worker process held, from the kernel; null where /proc is missing. */
  workerPeakMb: number | null;
  /** What the database grew by, originals, indexes and all. */
  storedBytes: number;
  events: number;
  /** Seconds of processor time meanwhile; null where /proc is missing. */
  workerCpu: number | null;
  postgresCpu: number | null;
}

/** Brings a file in as a user does: upload, the real worker process, the explorer's first page. */
export async function importFile(database: BenchDatabase, file: string): Promise<ImportFigures> {
  configureDatabase(database);
  const worker = startWorker(database);
  try {
    const { ctx, ref } = await anIncident();
    await workerIsReady(worker);
    const before = await databaseBytes();
    const cpuBefore = await cpuSeconds(worker);
    const start = performance.now();
    const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
    const { id } = await receiveEvidence(ctx, ref, { filename: "trail.json" }, stream);
    const uploadSeconds = (performance.now() - start) / 1000;
    const source = await untilRead(() => getEvidence(ctx, ref, id));
    const page = await listEvents(ctx, ref, { order: "time", limit: 50 });
    if (page.data.length !== 50) throw new Error("the explorer's first page is not there");
    const seconds = (performance.now() - start) / 1000;
    const cpu = await cpuSeconds(worker);
    const workerPeakMb = peakMb(worker);
    const storedBytes = (await databaseBytes()) - before;
    return {
      ...{ seconds, uploadSeconds, workerPeakMb, storedBytes, events: source.counts.events },
      workerCpu: cpu && cpuBefore && cpu.worker - cpuBefore.worker,
      postgresCpu: cpu && cpuBefore && cpu.postgres - cpuBefore.postgres,
    };
  } finally {
    await end(worker);
    await closeDatabase();
  }
}

async function anIncident() {
  const person = { email: "bench@northwind.example", name: "Bench", role: "commander" as const };
  const [row] = await db()
    .insert(users)
    .values({ ...person, createdAt: systemContext().now() })
    .returning({ id: users.id });
  const ctx = userContext({ id: row?.id ?? "", ...person });
  return { ctx, ref: (await declareIncident(ctx, { title: "Benchmark" })).ref };
}

function startWorker({ url, ownerUrl }: BenchDatabase): ChildProcess {
  return spawn(process.execPath, WORKER, {
    env: { ...process.env, DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

function workerIsReady(worker: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once("exit", () => reject(new Error("the worker ended")));
    worker.stdout?.on("data", (piece: Buffer) => {
      if (piece.includes("ready")) resolve();
    });
  });
}

function end(worker: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (worker.exitCode !== null) return resolve();
    worker.once("exit", () => resolve());
    worker.kill("SIGTERM");
  });
}

async function untilRead(look: () => ReturnType<typeof getEvidence>) {
  for (;;) {
    const source = await look();
    if (source.status === "ready") return source;
    if (source.status === "failed") throw new Error(`the import failed: ${source.error}`);
    await pause(100);
  }
}

function peakMb(worker: ChildProcess): number | null {
  if (process.platform !== "linux") return null;
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${worker.pid}/status`, "utf8"));
  return line ? Number(line[1]) / 1024 : null;
}

/** Of the worker, and of PostgreSQL with all its processes, those that ended too. */
async function cpuSeconds(worker: ChildProcess): Promise<{ worker: number; postgres: number } | null> {
  if (process.platform !== "linux") return null;
  const [row] = await ownerSql()<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const postmaster = times(row?.pid ?? 0)?.parent ?? 0;
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const children = all.map((pid) => times(Number(pid))).filter((one) => one?.parent === postmaster);
  const alive = children.reduce((sum, one) => sum + (one?.own ?? 0), 0);
  const own = times(postmaster);
  return { worker: times(worker.pid ?? 0)?.own ?? 0, postgres: alive + (own?.own ?? 0) + (own?.ended ?? 0) };
}

/** Clock ticks are hundredths of a second on every Linux that Node runs on. */
function times(pid: number): { parent: number; own: number; ended: number } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    const seconds = (...places: number[]) => places.reduce((sum, place) => sum + Number(fields[place]) / 100, 0);
    return { parent: Number(fields[1]), own: seconds(11, 12), ended: seconds(13, 14) };
  } catch {
    return null;
  }
}

async function databaseBytes(): Promise<number> {
  const [row] = await ownerSql()<{ bytes: number }[]>`select pg_database_size(current_database()) as bytes`;
  return row?.bytes ?? 0;
}
