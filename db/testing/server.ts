import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { APP_ROLE, migrateDatabase } from "@/db/migrate";
import { startEmbeddedPostgres } from "@/lib/start/embedded-postgres";

/** The password of the app's role on test servers, which listen on 127.0.0.1 only. */
export const TEST_APP_PASSWORD = "app";

const MIGRATIONS = "db/migrations";

export type TestServer = { superuserUrl: string; template: string; stop: () => Promise<void> };

/**
 * A server with one migrated template database, from which each test file copies its own in a tenth of a second.
 * FIREBREAK_TEST_PG (a superuser URL) uses a running server; otherwise one is started for this run.
 */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env.FIREBREAK_TEST_PG;
  if (given) return { superuserUrl: given, template: await makeTemplate(given), stop: async () => {} };
  const folder = join(tmpdir(), `firebreak-test-${randomBytes(6).toString("hex")}`);
  const server = await startEmbeddedPostgres({ folder, durable: false });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { superuserUrl: server.superuserUrl, template: await makeTemplate(server.superuserUrl), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The template is named after the migrations it was made from, so that changed migrations make a new one. */
async function makeTemplate(superuserUrl: string): Promise<string> {
  const name = `template_${migrationsHash()}`;
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(hashtext('firebreak test template'))`;
    if ((await sql`select 1 from pg_database where datname = ${name}`).length > 0) return name;
    const draft = `${name}_draft`;
    await sql.unsafe(`drop database if exists ${draft} with (force)`);
    await sql.unsafe(`create database ${draft}`);
    await migrateDatabase(databaseUrl(superuserUrl, draft), { appPassword: TEST_APP_PASSWORD });
    await sql.unsafe(`alter database ${draft} rename to ${name}`);
    return name;
  } finally {
    await sql.end();
  }
}

function migrationsHash(): string {
  const hash = createHash("sha256");
  for (const name of existsSync(MIGRATIONS) ? readdirSync(MIGRATIONS).sort() : []) {
    if (name.endsWith(".sql")) hash.update(name).update(readFileSync(join(MIGRATIONS, name)));
  }
  return hash.update(readFileSync("db/migrate.ts")).digest("hex").slice(0, 12);
}

export function databaseUrl(superuserUrl: string, database: string): string {
  const url = new URL(superuserUrl);
  url.pathname = `/${database}`;
  return url.href;
}

export function appDatabaseUrl(superuserUrl: string, database: string): string {
  const url = new URL(databaseUrl(superuserUrl, database));
  url.username = APP_ROLE;
  url.password = TEST_APP_PASSWORD;
  return url.href;
}
