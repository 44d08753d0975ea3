import { sql } from "drizzle-orm";
import { db } from "@/db/client";

const PATIENCE_MS = 2000;

/** Why this process can't serve yet; empty when it can. A database that hangs counts as one that is away. */
export async function notReadyBecause(): Promise<string[]> {
  try {
    const reasons = await Promise.race([reasonsInDatabase(), timeout()]);
    return reasons;
  } catch {
    return ["The database can't be reached."];
  }
}

async function reasonsInDatabase(): Promise<string[]> {
  const [row] = await db().execute<{ ready: boolean }>(
    sql`select to_regclass('public.incident_events') is not null and to_regclass('public.evidence_events') is not null as ready`,
  );
  return row?.ready ? [] : ["The database has not been migrated."];
}

function timeout(): Promise<string[]> {
  return new Promise((done) => {
    setTimeout(() => done(["The database does not answer."]), PATIENCE_MS).unref();
  });
}
