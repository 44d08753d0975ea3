import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { prepared } from "./prepared";
import { promptSocket } from "./prompt-socket";
import * as schema from "./schema";
import { fromPostgres } from "./schema/columns";

export type Database = PostgresJsDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** Either: what a query needs that may run inside a transaction or outside. */
export type Executor = Database | Transaction;
export type RawSql = postgres.Sql<{ timestamptz: string; bigint: number }>;

interface Configuration {
  /** Connects as the app's role, which may not change what is recorded. */
  url: string;
  /** Connects as the owner: migrations and partitions only. */
  ownerUrl: string;
}

interface Connections {
  drizzle: { client: postgres.Sql; database: Database } | null;
  raw: RawSql | null;
  scan: RawSql | null;
  owner: RawSql | null;
  ownerDrizzle: { client: postgres.Sql; database: Database } | null;
}

/** Next bundles routes and pages apart, so module state would open a pool for each; the process has one. */
const shared = globalThis as typeof globalThis & {
  firebreakDatabase?: { configuration: Configuration | null; connections: Connections };
};
shared.firebreakDatabase ??= {
  configuration: null,
  connections: { drizzle: null, raw: null, scan: null, owner: null, ownerDrizzle: null },
};
const state = shared.firebreakDatabase;

export function configureDatabase(configuration: Configuration): void {
  state.configuration = configuration;
}

/** URLs as configured, else from DATABASE_URL (the app's role) and DATABASE_OWNER_URL. */
export function databaseConfiguration(): Configuration {
  if (state.configuration) return state.configuration;
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set: start with `npm start` or `npm run dev`.");
  return { url, ownerUrl: process.env.DATABASE_OWNER_URL ?? url };
}

/**
 * At most so many connections a process, opened as they are needed: 12 for verbs, 6 raw, 4 for scans, 4 of the owner.
 * The queue of a worker and what listens for changes take up to 12 more.
 */
const SCANS_AT_ONCE = 4;

/** For verbs. Drizzle changes the client it is given, so it has one of its own. */
export function db(): Database {
  if (!state.connections.drizzle) {
    const client = prepared(postgres(databaseConfiguration().url, options(12)));
    state.connections.drizzle = { client, database: drizzle({ client, schema, casing: "snake_case" }) };
  }
  return state.connections.drizzle.database;
}

/** For COPY and what is short but not drizzle's: instants come back as Instants, bigints as numbers. */
export function rawSql(): RawSql {
  state.connections.raw ??= postgres(databaseConfiguration().url, {
    ...options(6),
    types: rawTypes,
  });
  return state.connections.raw;
}

/** Longer than this, nothing that goes through much may take, whatever it says of itself. */
const LONGEST_SCAN_MS = 60_000;

/**
 * For whatever may go through much of an incident's evidence: facets, analyses, searches, reports. It has few
 * connections of its own, so that scans wait for one another and never hold up the rest of the process; each statement
 * ends after a minute at the latest (57014), and a caller sets a shorter `statement_timeout` where a person waits.
 */
export function scanSql(): RawSql {
  const { connection, ...rest } = options(SCANS_AT_ONCE);
  state.connections.scan ??= postgres(databaseConfiguration().url, {
    ...rest,
    connection: { ...connection, application_name: "firebreak scan", statement_timeout: LONGEST_SCAN_MS },
    types: rawTypes,
  });
  return state.connections.scan;
}

/** For partition DDL in the worker. */
export function ownerSql(): RawSql {
  state.connections.owner ??= postgres(databaseConfiguration().ownerUrl, {
    ...options(2),
    types: rawTypes,
  });
  return state.connections.owner;
}

/** For the worker, where attaching a partition and the record's entry about it are one transaction. */
export function ownerDb(): Database {
  if (!state.connections.ownerDrizzle) {
    const client = postgres(databaseConfiguration().ownerUrl, options(2));
    state.connections.ownerDrizzle = { client, database: drizzle({ client, schema, casing: "snake_case" }) };
  }
  return state.connections.ownerDrizzle.database;
}

export async function closeDatabase(): Promise<void> {
  const { connections } = state;
  state.connections = { drizzle: null, raw: null, scan: null, owner: null, ownerDrizzle: null };
  await Promise.all([
    connections.drizzle?.client.end({ timeout: 5 }),
    connections.raw?.end({ timeout: 5 }),
    connections.scan?.end({ timeout: 5 }),
    connections.owner?.end({ timeout: 5 }),
    connections.ownerDrizzle?.client.end({ timeout: 5 }),
  ]);
}

function options(max: number) {
  return {
    max,
    connect_timeout: 10,
    idle_timeout: 300,
    onnotice: () => {},
    socket: promptSocket,
    connection: { TimeZone: "UTC", application_name: "firebreak" },
  };
}

const rawTypes = {
  timestamptz: { to: 1184, from: [1184], serialize: (value: string) => value, parse: fromPostgres },
  /** Counts and offsets stay far below 2^53. */
  bigint: { to: 20, from: [20], serialize: (value: number) => String(value), parse: Number },
};
