import { existsSync } from "node:fs";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";

/** The role web and worker processes connect with: it may not change or delete what is recorded. */
export const APP_ROLE = "firebreak_app";

/**
 * Brings a database to the newest schema: the app's role, our tables, the queue's tables. Safe to run at any time and
 * from several processes at once. Takes the owner's URL.
 */
export async function migrateDatabase(ownerUrl: string, options: { appPassword?: string } = {}): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(hashtext('firebreak migrations'))`;
    await ensureAppRole(sql, options.appPassword);
    await runMigrations({ connectionString: ownerUrl, maxPoolSize: 1 });
    if (existsSync("db/migrations/meta/_journal.json")) {
      await migrate(drizzle({ client: sql }), { migrationsFolder: "db/migrations" });
    }
  } finally {
    await sql.end();
  }
}

/** Roles belong to the whole server, so databases migrated at the same time may both try to make this one. */
async function ensureAppRole(sql: postgres.Sql, password: string | undefined): Promise<void> {
  const login = password ? `login password '${password.replaceAll("'", "''")}'` : "nologin";
  await sql.unsafe(`do $$ begin
    if not exists (select from pg_roles where rolname = '${APP_ROLE}') then create role ${APP_ROLE} ${login}; end if;
  exception when duplicate_object or unique_violation then null; end $$`);
  if (password) await sql.unsafe(`alter role ${APP_ROLE} ${login}`);
}
