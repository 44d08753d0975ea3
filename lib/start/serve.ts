import { createServer } from "node:net";
import { join } from "node:path";
import { ensureBuilt } from "./build";
import { type OpenDatabase, openDatabase } from "./database";
import { discardUnfinishedDemo, welcome } from "./first-start";
import type { Plan } from "./plans";
import { supervise } from "./supervise";
import { untilAnswers } from "./until-answers";

/** What was started, ended in the reverse order: web, worker, database. */
const stops: (() => Promise<void>)[] = [];
let stopping = false;

/** Database, worker and web server on this machine, until Ctrl-C. */
export async function serve(plan: Plan): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0, "Stopping …"));
  try {
    await startAll(plan);
  } catch (error) {
    if (!stopping) await stop(1, withCauses(error));
  }
}

async function startAll(plan: Plan): Promise<void> {
  await requireFreePort(plan.port, plan.host);
  if (plan.build) await ensureBuilt(say);
  const database = await openDatabaseFor(plan);
  const env = childEnvironment(plan, database);
  const run = (name: string, args: string[]) => {
    stops.push(supervise({ name, args, env, logFolder: plan.logFolder }, say).stop);
  };
  await discardUnfinishedDemo({ database, folder: plan.folder, say });
  run("worker", plan.worker);
  const address = process.env.FIREBREAK_ORIGIN ?? `http://localhost:${plan.port}`;
  const signIns = await welcome({ database, env, folder: plan.folder, address, say });
  run("web", plan.web);
  await untilAnswers(`http://${reachableHost(plan.host)}:${plan.port}/readyz`, `The logs are in ${plan.folder}.`);
  const lines = [`Firebreak is ready at ${address}`, ...signIns, `Ctrl-C stops it; it keeps all in ${plan.folder}.`];
  say(`\n${lines.map((line) => `  ${line}`).join("\n")}\n`);
}

async function openDatabaseFor(plan: Plan): Promise<OpenDatabase> {
  say(process.env.DATABASE_URL ? "Opening the database …" : "Starting the database …");
  const database = await openDatabase(plan.folder, say, plan.databasePort);
  stops.push(database.stop);
  database.lost.then(() => {
    if (!stopping) stop(1, `The database ended by itself; ${join(plan.folder, "postgres.log")} says why. Stopping.`);
  });
  return database;
}

function childEnvironment(plan: Plan, database: OpenDatabase) {
  return {
    ...process.env,
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    FIREBREAK_DATA: plan.folder,
    PORT: String(plan.port),
    NODE_ENV: plan.nodeEnv,
    NEXT_TELEMETRY_DISABLED: "1",
    TZ: "UTC",
  };
}

async function stop(exitCode: number, line: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  say(line);
  for (let next = stops.pop(); next; next = stops.pop()) await next();
  process.exit(exitCode);
}

function requireFreePort(port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      fail(new Error(`Port ${port} cannot be used (${error.code}). Choose another one: PORT=3001 npm start`)),
    );
    probe.listen(port, host, () => probe.close(() => done()));
  });
}

function reachableHost(host: string): string {
  return host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
}

function withCauses(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}\nbecause: ${withCauses(error.cause)}`;
}

function say(line: string): void {
  console.log(line);
}
