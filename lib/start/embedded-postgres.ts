import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import {
  databaseAccount,
  makeDataFolder,
  type PostgresBinaries,
  postgresBinaries,
  type RunAs,
} from "./postgres-binaries";
import { claimFolder, isRunning } from "./process-lock";

export type EmbeddedPostgres = {
  /** Superuser URL of the maintenance database "postgres". */
  superuserUrl: string;
  port: number;
  pid: number;
  logFile: string;
  /** Resolves when the server process has gone, whoever ended it. */
  exited: Promise<void>;
  stop: () => Promise<void>;
};

export type EmbeddedPostgresOptions = {
  /** Holds the cluster, its log and its password file. Made when absent. */
  folder: string;
  port?: number | undefined;
  /** False only for tests: what was committed may be lost when the machine stops. */
  durable?: boolean;
  say?: (line: string) => void;
};

const STARTUP_LIMIT_MS = 60_000;

/** Starts a real PostgreSQL on 127.0.0.1, making its data folder on first use. Ends only what it started. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const say = options.say ?? (() => {});
  const account = databaseAccount();
  const folder = makeDataFolder(resolve(options.folder), account, say);
  const claim = claimFolder(folder);
  try {
    const binaries = postgresBinaries(account, say);
    const cluster = join(folder, "postgres");
    const password = passwordIn(folder);
    await endOrphan(cluster);
    if (!existsSync(join(cluster, "PG_VERSION"))) await initialise(cluster, password, binaries, account);
    const port = options.port ?? (await freePort());
    const logFile = join(folder, "postgres.log");
    const server = launch({ cluster, port, logFile, durable: options.durable ?? true, binaries, account });
    const superuserUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    await untilReady(superuserUrl, server.child, logFile);
    return {
      superuserUrl,
      port,
      pid: server.child.pid ?? 0,
      logFile,
      exited: server.exited,
      stop: async () => {
        server.child.kill("SIGINT"); // "fast": breaks off open transactions, writes everything down, ends
        await server.exited;
        claim.release();
      },
    };
  } catch (error) {
    claim.release();
    throw error;
  }
}

function passwordIn(folder: string): string {
  const file = join(folder, "postgres-password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  chmodSync(file, 0o600);
  return readFileSync(file, "utf8").trim();
}

async function initialise(
  cluster: string,
  password: string,
  binaries: PostgresBinaries,
  account: RunAs,
): Promise<void> {
  rmSync(cluster, { recursive: true, force: true }); // an initdb that was interrupted leaves no PG_VERSION
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  const passwordFile = `${cluster}.initial-password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) for (const path of [cluster, passwordFile]) chownSync(path, account.uid, account.gid);
  const args = [
    `--pgdata=${cluster}`,
    "--username=postgres",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    "--locale=C.UTF-8",
  ];
  try {
    await run(binaries.initdb, process.platform === "linux" ? args : args.with(-1, "--locale=C"), account);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function run(command: string, args: string[], account: RunAs): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      ...account,
      cwd: "/",
      env: serverEnvironment(),
      stdio: ["ignore", "ignore", "pipe"],
    });
    let complaint = "";
    child.stderr.on("data", (chunk) => {
      complaint += chunk;
    });
    child.on("error", fail);
    child.on("close", (code) =>
      code === 0 ? done() : fail(new Error(`${command} failed (${code}): ${complaint.trim()}`)),
    );
  });
}

type Launch = {
  cluster: string;
  port: number;
  logFile: string;
  durable: boolean;
  binaries: PostgresBinaries;
  account: RunAs;
};

function launch({ cluster, port, logFile, durable, binaries, account }: Launch) {
  const settings = { ...SETTINGS, ...memorySettings(), ...(durable ? {} : UNSAFE_FAST_SETTINGS) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(logFile, "a");
  const child = spawn(binaries.postgres, ["-D", cluster, "-p", String(port), ...flags], {
    ...account,
    cwd: "/",
    env: serverEnvironment(),
    stdio: ["ignore", log, log],
    // A group of its own: Ctrl-C in the terminal must reach the web and worker processes first and the database last.
    detached: process.platform !== "win32",
  });
  const endWithUs = () => child.kill("SIGINT"); // should this process exit without having called stop()
  process.once("exit", endWithUs);
  const exited = new Promise<void>((done) => {
    const onEnd = () => {
      process.off("exit", endWithUs);
      done();
    };
    child.on("exit", onEnd);
    child.on("error", onEnd);
  });
  return { child, exited };
}

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  timezone: "UTC",
  log_timezone: "UTC",
  max_connections: "200",
  max_wal_size: "4GB",
  wal_compression: "on",
  random_page_cost: "1.1",
  log_min_duration_statement: "2000",
};

const UNSAFE_FAST_SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "400",
};

function memorySettings(): Record<string, string> {
  const totalMb = totalmem() / 2 ** 20;
  const within = (low: number, value: number, high: number) => Math.round(Math.min(high, Math.max(low, value)));
  return {
    shared_buffers: `${within(64, totalMb / 16, 1024)}MB`,
    work_mem: `${within(8, totalMb / 512, 64)}MB`,
    maintenance_work_mem: `${within(64, totalMb / 64, 512)}MB`,
    effective_cache_size: `${within(256, totalMb / 2, 8192)}MB`,
  };
}

/** The server needs nothing of ours, least of all secrets. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TMPDIR, NODE_ENV } = process.env;
  return { PATH, SystemRoot, TMPDIR, NODE_ENV, LC_ALL: "C", TZ: "UTC" };
}

async function untilReady(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + STARTUP_LIMIT_MS;
  for (;;) {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined || Date.now() > deadline) {
        throw new Error(`The built-in PostgreSQL did not start; ${logFile} ends with:\n${lastLines(logFile)}`, {
          cause: error,
        });
      }
      await sleep(50);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}

function lastLines(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-8).join("\n") : "(no log)";
}

/** Ends the server a killed Firebreak left running on this very folder, and clears a pid file that names a stranger. */
async function endOrphan(cluster: string): Promise<void> {
  const pidFile = join(cluster, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  if (!isRunning(pid)) return; // PostgreSQL clears this case itself and recovers
  if (!runsOn(pid, cluster)) return rmSync(pidFile, { force: true });
  process.kill(pid, "SIGINT");
  const deadline = Date.now() + STARTUP_LIMIT_MS;
  while (isRunning(pid)) {
    if (Date.now() > deadline)
      throw new Error(`Process ${pid} still uses ${cluster} and does not end. Stop it and start again.`);
    await sleep(50);
  }
}

function runsOn(pid: number, cluster: string): boolean {
  if (process.platform !== "linux") return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(cluster);
  } catch {
    return false;
  }
}

/** A port that is free on 127.0.0.1 at this moment. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}
