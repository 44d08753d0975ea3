import { type ChildProcess, spawn } from "node:child_process";
import { createReadStream, readFileSync } from "node:fs";
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
}

/** Brings a file in as a user does: upload, the real worker process, the explorer's first page. */
export async function importFile(database: BenchDatabase, file: string): Promise<ImportFigures> {
  configureDatabase(database);
  const worker = startWorker(database);
  try {
    const { ctx, ref } = await anIncident();
    await workerIsReady(worker);
    const before = await databaseBytes();
    const start = performance.now();
    const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
    const { id } = await receiveEvidence(ctx, ref, { filename: "trail.json" }, stream);
    const uploadSeconds = (performance.now() - start) / 1000;
    const source = await untilRead(() => getEvidence(ctx, ref, id));
    const page = await listEvents(ctx, ref, { order: "time", limit: 50 });
    if (page.data.length !== 50) throw new Error("the explorer's first page is not there");
    const seconds = (performance.now() - start) / 1000;
    const workerPeakMb = peakMb(worker);
    const storedBytes = (await databaseBytes()) - before;
    return { seconds, uploadSeconds, workerPeakMb, storedBytes, events: source.counts.events };
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

async function databaseBytes(): Promise<number> {
  const [row] = await ownerSql()<{ bytes: number }[]>`select pg_database_size(current_database()) as bytes`;
  return row?.bytes ?? 0;
}
