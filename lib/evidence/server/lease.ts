import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { databaseConfiguration, rawSql, type Transaction } from "@/db/client";

/** First key of our advisory locks; the second is the source's number. */
const LEASE_KEY = 0x66697265;

/** Sources at work in this process: a session may take its own lock twice, so the process remembers. */
const held = new Set<number>();
let session: postgres.Sql | null = null;

export interface Lease {
  /** Names this attempt: a write of an attempt that lost the source changes nothing. */
  attempt: string;
  release(): Promise<void>;
}

/**
 * The right to import a source, held by a lock of one database session, so that it ends in the moment the process or
 * the database dies, and another worker takes over at once. Null while somebody else is at it.
 */
export async function takeLease(sourceNo: number): Promise<Lease | null> {
  if (held.has(sourceNo)) return null;
  held.add(sourceNo);
  try {
    const [row] = await leaseSession()<
      { taken: boolean }[]
    >`select pg_try_advisory_lock(${LEASE_KEY}, ${sourceNo}) as taken`;
    if (!row?.taken) {
      held.delete(sourceNo);
      return null;
    }
  } catch (error) {
    held.delete(sourceNo);
    throw error;
  }
  return {
    attempt: randomUUID(),
    release: async () => {
      held.delete(sourceNo);
      await leaseSession()`select pg_advisory_unlock(${LEASE_KEY}, ${sourceNo})`.catch(() => {});
    },
  };
}

function leaseSession(): postgres.Sql {
  session ??= postgres(databaseConfiguration().ownerUrl, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => {},
    connection: { application_name: "firebreak lease" },
  });
  return session;
}

export async function closeLeases(): Promise<void> {
  const open = session;
  session = null;
  held.clear();
  await open?.end({ timeout: 5 });
}

/** Held to the end of the transaction by whoever places events: one at a time per incident. */
export async function lockEvidence(tx: Transaction, incidentId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LEASE_KEY + 1}, ${incidentId})`);
}

/** Sources that should be at work but that nobody holds and no job waits for: their worker died. */
export async function abandonedSources(): Promise<{ incidentId: number; sourceNo: number }[]> {
  return rawSql()<{ incidentId: number; sourceNo: number }[]>`
    select s.incident_id as "incidentId", s.no as "sourceNo" from evidence_sources s
    where s.status in ('queued', 'parsing')
      and not exists (
        select from pg_locks l where l.locktype = 'advisory' and l.classid = ${LEASE_KEY} and l.objid = s.no
          and l.database = (select oid from pg_database where datname = current_database()))`;
}
