import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { APP_ROLE, migrateDatabase } from "@/db/migrate";
import { ensureBuilt } from "@/lib/start/build";
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from "@/lib/start/embedded-postgres";
import { supervise } from "@/lib/start/supervise";
import { untilAnswers } from "@/lib/start/until-answers";
import type { Bench, BenchDatabase } from "./benchmark";

const APP_PASSWORD = "bench";

/** Makes what benchmarks ask for, and ends all of it. */
export function openBench(
  runs: number,
  scale: number,
): Bench & { close: () => Promise<void>; postgresVersion: () => Promise<string> } {
  const folder = mkdtempSync(join(tmpdir(), "firebreak-bench-"));
  const closes: (() => Promise<void>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const say = (line: string) => console.log(line);
  let server: Promise<EmbeddedPostgres> | undefined;
  let databases = 0;

  const start = async () => {
    // A folder of its own: the database account must be able to enter it.
    const place = `${folder}-postgres`;
    const started = await startEmbeddedPostgres({ folder: place, say });
    closes.push(async () => rmSync(place, { recursive: true, force: true }), started.stop);
    return started;
  };
  const superuserUrl = async () => {
    server ??= start();
    return (await server).superuserUrl;
  };

  const database = async (): Promise<BenchDatabase> => {
    databases += 1;
    const name = `bench_${databases}`;
    await query(await superuserUrl(), `create database ${name}`);
    const owner = new URL(await superuserUrl());
    owner.pathname = `/${name}`;
    await migrateDatabase(owner.href, { appPassword: APP_PASSWORD });
    const app = new URL(owner);
    app.username = APP_ROLE;
    app.password = APP_PASSWORD;
    return { url: app.href, ownerUrl: owner.href };
  };

  const web = async ({ url, ownerUrl }: BenchDatabase): Promise<string> => {
    await ensureBuilt(say);
    const port = await freePort();
    const env = { ...process.env, DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, NODE_ENV: "production" as const };
    const args = ["node_modules/next/dist/bin/next", "start", "-p", String(port), "-H", "127.0.0.1"];
    closes.push(supervise({ name: "web", args, env, logFolder: folder }, say).stop);
    const address = `http://127.0.0.1:${port}`;
    await untilAnswers(`${address}/readyz`, "The web server of the benchmark did not start.");
    return address;
  };

  const postgresVersion = async () =>
    (await query(await superuserUrl(), "show server_version"))[0]?.server_version ?? "";
  const close = async () => {
    for (let next = closes.pop(); next; next = closes.pop()) await next();
  };
  return { runs, scale, folder, database, web, say, close, postgresVersion };
}

async function query(url: string, statement: string): Promise<postgres.RowList<postgres.Row[]>> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
