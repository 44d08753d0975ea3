import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDatabase, configureDatabase } from "@/db/client";
import { appDatabaseUrl, databaseUrl } from "./server";

/**
 * Gives the calling test file a database of its own, empty but migrated, and points db/client at it:
 *
 *     testDatabase();                 // at the top of a *.db.test.ts file
 *     test("…", async () => { await db().select()… });
 */
export function testDatabase(): { readonly url: string; readonly ownerUrl: string } {
  const { superuserUrl, template } = inject("testServer");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const urls = { url: appDatabaseUrl(superuserUrl, name), ownerUrl: databaseUrl(superuserUrl, name) };
  beforeAll(async () => {
    await runOnServer(superuserUrl, `create database ${name} template ${template}`);
    configureDatabase(urls);
  });
  afterAll(async () => {
    await closeDatabase();
    await runOnServer(superuserUrl, `drop database if exists ${name} with (force)`);
  });
  return urls;
}

async function runOnServer(superuserUrl: string, statement: string): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
