import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { closeDatabase, configureDatabase, db } from "@/db/client";
import { users } from "@/db/schema";
import { PERMISSIONS, type Permission } from "@/lib/access/model";
import { audit } from "@/lib/access/server/audit";
import { insertToken } from "@/lib/access/server/manage-tokens";
import { createSetupLink } from "@/lib/access/server/set-up";
import { systemContext } from "@/lib/api/server/context";
import { asApp, openDatabase } from "./database";
import { databaseAccount, makeDataFolder } from "./postgres-binaries";
import { FolderInUse } from "./process-lock";

const USAGE = `Prints an API token, alone on one line.

  npm run --silent token -- --email admin@northwind.example --scopes all
  npm run --silent token -- --email you@example.org --create-admin     (empty installation: makes the first admin)

  --email      whose token it is
  --scopes     ${PERMISSIONS.join(", ")} (comma-separated), or all
  --name       how the token is called in lists
  --create-admin  with --email, makes the first admin; also prints a link to set the password, on standard error`;

/** npm run token: a first token without a browser. Uses DATABASE_URL, else the data folder's PostgreSQL, running or not. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      email: { type: "string" },
      scopes: { type: "string", default: "all" },
      name: { type: "string", default: "command line" },
      "create-admin": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help || !values.email) throw new Usage(USAGE);
  const scopes = parseScopes(values.scopes);
  const close = await connect();
  try {
    const email = values.email.trim().toLowerCase();
    const userId = values["create-admin"] ? await createAdmin(email) : await findUser(email);
    const ctx = systemContext();
    const { token } = await insertToken(db(), userId, { name: values.name, scopes }, ctx.now());
    await audit(db(), ctx, "token_created", email, { scopes, by: "command line" });
    process.stdout.write(`${token}\n`);
  } finally {
    await closeDatabase();
    await close();
  }
}

class Usage extends Error {}

function parseScopes(text: string): Permission[] {
  if (text === "all") return [...PERMISSIONS];
  const scopes = text.split(",").map((scope) => scope.trim());
  const unknown = scopes.filter((scope) => !(PERMISSIONS as readonly string[]).includes(scope));
  if (unknown.length > 0)
    throw new Usage(`There is no scope "${unknown[0]}". Choose from ${PERMISSIONS.join(", ")}, or all.`);
  return scopes as Permission[];
}

async function connect(): Promise<() => Promise<void>> {
  const folder = resolve(process.env.FIREBREAK_DATA ?? ".firebreak/data");
  try {
    const database = await openDatabase(folder, (line) => process.stderr.write(`${line}\n`));
    configureDatabase(database);
    return database.stop;
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    const ownerUrl = runningServer(folder);
    configureDatabase({ url: asApp(ownerUrl), ownerUrl });
    return async () => {};
  }
}

/** The app is running: its PostgreSQL says in its own files where it listens. */
function runningServer(folder: string): string {
  const place = makeDataFolder(folder, databaseAccount(), () => {});
  const port = readFileSync(join(place, "postgres", "postmaster.pid"), "utf8")
    .split("\n")[3]
    ?.trim();
  const password = readFileSync(join(place, "postgres-password"), "utf8").trim();
  return `postgres://postgres:${password}@127.0.0.1:${port}/firebreak`;
}

async function findUser(email: string): Promise<string> {
  const [user] = await db().select().from(users).where(sql`lower(${users.email}) = ${email}`);
  if (!user) {
    throw new Usage(`There is no user ${email}. In an empty installation, add --create-admin to make the first admin.`);
  }
  if (user.disabledAt) throw new Usage(`${email} is disabled.`);
  return user.id;
}

async function createAdmin(email: string): Promise<string> {
  const ctx = systemContext();
  const [user] = await db().transaction(async (tx) => {
    await tx.execute(sql`lock table users in exclusive mode`);
    const existing = await tx.select({ id: users.id }).from(users).limit(1);
    if (existing.length > 0)
      throw new Usage("This installation has users already; --create-admin makes only the first.");
    await audit(tx, ctx, "first_admin_created", email);
    return tx
      .insert(users)
      .values({ email, name: email.split("@")[0] ?? email, role: "admin", createdAt: ctx.now() })
      .returning({ id: users.id });
  });
  if (!user) throw new Error("insert returned no row");
  const secret = await createSetupLink(ctx, user.id);
  process.stderr.write(`To sign in with the browser, set a password within 30 minutes at /setup?token=${secret}\n`);
  return user.id;
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Usage ? error.message : error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
