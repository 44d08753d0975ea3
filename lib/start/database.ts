import { createHmac } from "node:crypto";
import postgres from "postgres";
import { APP_ROLE, migrateDatabase } from "@/db/migrate";
import { startEmbeddedPostgres } from "./embedded-postgres";

export type OpenDatabase = {
  /** Connects as the app's role. */
  url: string;
  ownerUrl: string;
  embedded: boolean;
  /** Resolves if the built-in server goes away by itself; never for a server of your own. */
  lost: Promise<void>;
  stop: () => Promise<void>;
};

const NAME = "firebreak";

/** Opens DATABASE_URL, or else a built-in PostgreSQL in the data folder, and brings it to the newest schema. */
export async function openDatabase(folder: string, say: (line: string) => void, port?: number): Promise<OpenDatabase> {
  if (process.env.DATABASE_URL) return openGiven(process.env.DATABASE_URL, say);
  const server = await startEmbeddedPostgres({ folder, say, port });
  try {
    await createDatabase(server.superuserUrl, NAME);
    const ownerUrl = withPath(server.superuserUrl, NAME);
    await migrateDatabase(ownerUrl, { appPassword: appPassword(ownerUrl) });
    return { url: asApp(ownerUrl), ownerUrl, embedded: true, lost: server.exited, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * DATABASE_URL alone names the owner; the app's role is then made with a password of ours. With DATABASE_OWNER_URL
 * beside it, DATABASE_URL is used for the app exactly as given.
 */
async function openGiven(given: string, say: (line: string) => void): Promise<OpenDatabase> {
  const ownerUrl = process.env.DATABASE_OWNER_URL ?? given;
  const opened = { ownerUrl, embedded: false, lost: new Promise<void>(() => {}), stop: async () => {} };
  await requireVersion(ownerUrl);
  if (process.env.DATABASE_OWNER_URL) {
    await migrateDatabase(ownerUrl);
    return { ...opened, url: given };
  }
  if (new URL(ownerUrl).password && (await mayCreateRoles(ownerUrl))) {
    await migrateDatabase(ownerUrl, { appPassword: appPassword(ownerUrl) });
    return { ...opened, url: asApp(ownerUrl) };
  }
  say(
    `The account in DATABASE_URL may not create roles, so the app uses it as it is. To have the database itself refuse ` +
      `changes of the record, create the role ${APP_ROLE}, put its URL into DATABASE_URL and the owner's into DATABASE_OWNER_URL.`,
  );
  await migrateDatabase(ownerUrl);
  return { ...opened, url: given };
}

/** Empties the built-in database: only for a demo whose making was broken off before anybody could use it. */
export async function recreateDatabase(database: OpenDatabase): Promise<void> {
  const server = withPath(database.ownerUrl, "postgres");
  await withConnection(server, (sql) => sql.unsafe(`drop database if exists ${NAME} with (force)`));
  await createDatabase(server, NAME);
  await migrateDatabase(database.ownerUrl, { appPassword: appPassword(database.ownerUrl) });
}

async function createDatabase(serverUrl: string, name: string): Promise<void> {
  await withConnection(serverUrl, async (sql) => {
    const found = await sql`select 1 from pg_database where datname = ${name}`;
    if (found.length === 0) await sql.unsafe(`create database ${name}`);
  });
}

async function requireVersion(url: string): Promise<void> {
  const [row] = await withConnection(url, (sql) => sql`select current_setting('server_version_num')::int as version`);
  if ((row?.version ?? 0) < 150_000)
    throw new Error("Firebreak needs PostgreSQL 15 or later; DATABASE_URL leads to an older one.");
}

async function mayCreateRoles(url: string): Promise<boolean> {
  const [row] = await withConnection(
    url,
    (sql) => sql`select rolcreaterole or rolsuper as may from pg_roles where rolname = current_user`,
  );
  return row?.may === true;
}

async function withConnection<T>(url: string, use: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    return await use(sql);
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    if (!/^(ECONN|ENOTFOUND|CONNECT|28)/.test(code)) throw error;
    throw new Error(`The database at ${new URL(url).host} cannot be used (${code}). Check DATABASE_URL.`, {
      cause: error,
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Made from the owner's password, so that every machine which is given the same DATABASE_URL arrives at the same one. */
function appPassword(ownerUrl: string): string {
  return createHmac("sha256", decodeURIComponent(new URL(ownerUrl).password))
    .update(APP_ROLE)
    .digest("hex");
}

function withPath(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

export function asApp(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.username = APP_ROLE;
  url.password = appPassword(ownerUrl);
  return url.href;
}
